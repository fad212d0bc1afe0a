import type { FormEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { api, sentence } from '../../../api.ts';
import { useApi } from '../../../queries.ts';
import { useText } from '../../../strings/index.ts';
import { Alert, Answered } from '../../../ui/index.ts';
import { said, type Held, type RegisterView } from '../types.ts';

interface Challenge {
  readonly id: string;
  readonly register: string;
  readonly unitName: string;
  readonly zh: string;
  readonly value: Held;
  readonly reason: string;
  readonly by: string;
  readonly organ: string | null;
  readonly at: string;
  readonly mine: boolean;
  readonly reply: { readonly outcome: 'kept' | 'corrected'; readonly reply: string; readonly by: string; readonly at: string } | null;
}

/** Somebody above doubts a value. Only its owner can change it, and says so or why not. */
export function Challenges({ registers, keeps }: { registers: readonly RegisterView[]; keeps: boolean }): ReactNode {
  const t = useText();
  const words = t.ledger.look;
  const query = useApi<{ items: readonly Challenge[] }>('/api/ledger/challenges');
  const named = (key: string): string => {
    const found = registers.find((one) => one.key === key);
    return found === undefined ? key : t.ledger.named(found);
  };
  return (
    <section className="sec">
      <h2>{keeps ? words.asked : words.raised}</h2>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{keeps ? words.askedNone : words.raisedNone}</p>
          ) : (
            <ul className="cases">
              {items.map((one) => (
                <li key={one.id}>
                  <p>
                    <b>
                      {one.mine ? '' : `${one.unitName} `}
                      {named(one.register)} {one.zh}
                      {t.colon}
                      {said(one.value, t.ledger.states) || t.ledger.states.blank}
                    </b>
                  </p>
                  <p>{one.reason}</p>
                  <p className="note">
                    {one.organ ?? ''} {one.by}
                    {t.comma}
                    {t.dates.full(one.at)}
                  </p>
                  {one.reply !== null && (
                    <p className="replied">
                      {one.reply.outcome === 'kept' ? words.kept : words.corrected}
                      {t.colon}
                      {one.reply.reply}
                      <span className="note">
                        {one.reply.by}
                        {t.comma}
                        {t.dates.full(one.reply.at)}
                      </span>
                    </p>
                  )}
                  {one.reply === null &&
                    (one.mine ? <Reply id={one.id} done={() => void query.refetch()} /> : <p className="soft">{words.open}</p>)}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

function Reply({ id, done }: { id: string; done: () => void }): ReactNode {
  const t = useText();
  const words = t.ledger.look;
  const field = useId();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const send = (outcome: 'kept' | 'corrected'): void =>
    void api(`/api/ledger/challenges/${id}/reply`, { method: 'POST', json: { outcome, reply: text.trim() } })
      .then(done)
      .catch((error: unknown) => setProblem(sentence(error, t)));
  return (
    <form className="change" onSubmit={(event: FormEvent) => event.preventDefault()}>
      <div className="field">
        <label htmlFor={field}>{words.reply}</label>
        <input className="in" id={field} value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
      </div>
      {problem !== null && <Alert>{problem}</Alert>}
      <p className="acts">
        <button className="btn small" type="button" disabled={text.trim() === ''} onClick={() => send('kept')}>
          {words.kept}
        </button>
        <button className="btn small" type="button" disabled={text.trim() === ''} onClick={() => send('corrected')}>
          {words.corrected}
        </button>
      </p>
    </form>
  );
}
