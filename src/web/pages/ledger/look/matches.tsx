import type { ReactNode } from 'react';
import { useState } from 'react';
import { api, sentence } from '../../../api.ts';
import { useApi } from '../../../queries.ts';
import { useText } from '../../../strings/index.ts';
import { Alert, Answered, Fold } from '../../../ui/index.ts';
import { said, type Column, type Held, type RegisterView } from '../types.ts';

interface Side {
  readonly id: string;
  readonly title: string;
  readonly values: Readonly<Record<string, Held>>;
}

interface MatchesView {
  readonly items: readonly {
    readonly score: number;
    readonly reasons: readonly { readonly says: string; readonly bits: number }[];
    readonly a: Side;
    readonly b: Side;
  }[];
  readonly decided: readonly {
    readonly one: string;
    readonly other: string;
    readonly titles: readonly [string, string];
    readonly decision: 'same' | 'different';
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  }[];
}

const matched = ['persons', 'households', 'sites'];

/** Records that look like one. A person decides; nothing is joined by itself, and what was joined comes apart again. */
export function Matches({ registers }: { registers: readonly RegisterView[] }): ReactNode {
  const t = useText();
  const mine = registers.filter(({ key, mine: own, records }) => own && records > 0 && matched.includes(key));
  return (
    <section className="sec">
      <h2>{t.ledger.look.matches}</h2>
      {mine.length === 0 && <p className="soft">{t.ledger.look.matchesNone}</p>}
      {mine.map((register) => (
        <OfRegister register={register} key={register.key} />
      ))}
    </section>
  );
}

function OfRegister({ register }: { register: RegisterView }): ReactNode {
  const t = useText();
  const words = t.ledger.look;
  const query = useApi<MatchesView>(`/api/ledger/matches?register=${register.key}`);
  const [problem, setProblem] = useState<string | null>(null);
  const act = (path: string, json: object): void =>
    void api(path, { method: 'POST', json: { register: register.key, ...json } })
      .then(() => {
        setProblem(null);
        return query.refetch();
      })
      .catch((error: unknown) => setProblem(sentence(error, t)));
  const decide = (keep: Side, other: Side, decision: 'same' | 'different', reason: string): void =>
    act('/api/ledger/matches', { keep: keep.id, other: other.id, decision, reason });
  return (
    <Answered query={query}>
      {({ items, decided }) => (
        <>
          <h3>{t.ledger.named(register)}</h3>
          {problem !== null && <Alert>{problem}</Alert>}
          {items.length === 0 && <p className="soft">{words.matchesNone}</p>}
          <ul className="cases">
            {items.map(({ a, b, score, reasons }) => (
              <li key={`${a.id} ${b.id}`}>
                <p>{words.alike(Math.round(score * 100), t.list(reasons.filter(({ bits }) => bits > 0).map(({ says }) => says)))}</p>
                {reasons.some(({ bits }) => bits < 0) && (
                  <p className="note">{words.against(t.list(reasons.filter(({ bits }) => bits < 0).map(({ says }) => says)))}</p>
                )}
                <Beside a={a} b={b} columns={register.columns} />
                <p className="acts">
                  <button className="btn small" type="button" onClick={() => decide(a, b, 'same', words.same)}>
                    {words.keep(1)}
                  </button>
                  <button className="btn small" type="button" onClick={() => decide(b, a, 'same', words.same)}>
                    {words.keep(2)}
                  </button>
                  <button className="btn small" type="button" onClick={() => decide(a, b, 'different', words.different)}>
                    {words.different}
                  </button>
                </p>
              </li>
            ))}
          </ul>
          {decided.length > 0 && (
            <Fold summary={words.decided(decided.length)}>
              <ul className="cases">
                {decided.map(({ one, other, titles, decision, by, at }) => (
                  <li key={`${one} ${other}`}>
                    <p>
                      {titles.join(' / ')} {decision === 'same' ? words.same : words.different}
                      <span className="note">
                        {by}
                        {t.comma}
                        {t.dates.full(at)}
                      </span>
                    </p>
                    <button
                      className="btn small"
                      type="button"
                      onClick={() => act('/api/ledger/matches/undo', { one, other, reason: words.undo })}
                    >
                      {words.undo}
                    </button>
                  </li>
                ))}
              </ul>
            </Fold>
          )}
        </>
      )}
    </Answered>
  );
}

function Beside({ a, b, columns }: { a: Side; b: Side; columns: readonly Column[] }): ReactNode {
  const t = useText();
  const shown = columns.filter(({ key }) => [a, b].some(({ values }) => said(values[key], t.ledger.states) !== '')).slice(0, 12);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={`${a.title} ${b.title}`}>
      <table className="t">
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{t.ledger.choose}</span>
            </th>
            <th scope="col">1</th>
            <th scope="col">2</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ key, zh }) => {
            const [left, right] = [said(a.values[key], t.ledger.states), said(b.values[key], t.ledger.states)];
            return (
              <tr key={key} className={left === right ? '' : 'unlike'}>
                <th scope="row">{zh}</th>
                <td>{left}</td>
                <td>{right}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
