import type { ReactNode } from 'react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useApi } from '../../queries.ts';
import { useText, type Messages } from '../../strings/index.ts';
import { useRulesText, type RulesText } from '../../strings/rules.ts';
import { Answered, Eff } from '../../ui/index.ts';
import { shown } from './params.tsx';
import type { FullRule, Law, LawRule, Param } from './types.ts';

/** The rules as somebody reads them who applies them: what holds, from when, how sure that is, and what to do. */
export function LawList({ law }: { law: Law }): ReactNode {
  const r = useRulesText();
  const [wanted, setWanted] = useState('');
  const words = useDeferredValue(wanted).trim().toLowerCase();
  const params = useMemo(() => new Map(law.params.map((param) => [param.name, param])), [law]);
  const books = useMemo(
    () =>
      law.rulebooks
        .map((book) => ({ ...book, rules: book.rules.filter((rule) => words === '' || textOf(rule).includes(words)) }))
        .filter(({ rules }) => rules.length > 0),
    [law, words],
  );
  return (
    <>
      <label className="vh" htmlFor="find">
        {r.search}
      </label>
      <input
        className="in find"
        id="find"
        type="search"
        placeholder={r.search}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {books.length === 0 && <p className="lede">{r.none}</p>}
      {books.map((book) => (
        <section className="sec" key={book.id}>
          <h2>
            {book.title.split(' · ')[0]} <span className="note">{r.count(book.rules.length)}</span>
          </h2>
          <div>
            {book.rules.map((rule) => (
              <RuleFold rule={rule} params={params} county={law.county} key={rule.id} />
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

function textOf(rule: LawRule): string {
  return [rule.id, rule.title, rule.article, rule.source.name, rule.message, rule.mend ?? '', ...rule.params].join(' ').toLowerCase();
}

function RuleFold({ rule, params, county }: { rule: LawRule; params: ReadonlyMap<string, Param>; county: string | null }): ReactNode {
  const r = useRulesText();
  const [open, setOpen] = useState(false);
  return (
    <details className="fold rule" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="code">{rule.id.split('/').at(-1)}</span>
        <span className="name">
          {rule.title} <span className="note">{r.modality[rule.modality]}</span>
        </span>
        <span className="fxs">
          {rule.effects.map((effect) => (
            <Eff effect={effect} key={effect}>
              {r.effects[effect]}
            </Eff>
          ))}
        </span>
      </summary>
      {open && <RuleBody rule={rule} params={params} county={county} />}
    </details>
  );
}

function linesOf(rule: LawRule, t: Messages, r: RulesText): readonly (readonly [string, ReactNode])[] {
  const { source } = rule;
  const ground = rule.ground === 'law' ? (rule.article === '—' ? '' : r.article(rule.article)) : r.grounds[rule.ground];
  const name = source.url === null ? source.name : <a href={source.url}>{source.name}</a>;
  return [
    [r.source, <>{name} {ground}</>] as const,
    ...(source.quote === null ? [] : [['', <q key="q">{source.quote}</q>] as const]),
    [r.basis, r.confidence[source.confidence]] as const,
    ['', r.since(rule.inForce.from, rule.inForce.to)] as const,
    ...(rule.exceptions.length === 0 ? [] : [[r.bounds, t.list(rule.exceptions)] as const]),
    ...(rule.suspendedInEmergency ? [['', r.emergency] as const] : []),
    ...(rule.approver === null ? [] : [[r.approver, rule.approver] as const]),
    ...(rule.message === '' ? [] : [[r.finds, rule.message] as const]),
    ...(rule.mend === null ? [] : [[r.mend, rule.mend] as const]),
    ...(rule.informative ? [['', r.informative] as const] : []),
  ]; // prettier-ignore
}

function RuleBody({ rule, params, county }: { rule: LawRule; params: ReadonlyMap<string, Param>; county: string | null }): ReactNode {
  const t = useText();
  const r = useRulesText();
  const [more, setMore] = useState(false);
  return (
    <div className="body">
      <dl>
        {linesOf(rule, t, r).map(([name, said], at) => (
          <div key={at}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
        {rule.params.map((name, at) => (
          <div key={name}>
            <dt>{at === 0 ? r.paramsOf : ''}</dt>
            <dd>
              <span className="code">{name}</span>
              {t.colon}
              {shown(params.get(name)?.local?.value ?? params.get(name)?.value ?? null, params.get(name)?.unit ?? null, r)}
            </dd>
          </div>
        ))}
      </dl>
      {more ? (
        <More id={rule.id} county={county} />
      ) : (
        <button className="btn bare" type="button" onClick={() => setMore(true)}>
          {r.more}
        </button>
      )}
    </div>
  );
}

function More({ id, county }: { id: string; county: string | null }): ReactNode {
  const r = useRulesText();
  const full = useApi<FullRule>(`/api/sunlight/rules/rule?id=${encodeURIComponent(id)}${county === null ? '' : `&county=${county}`}`);
  return (
    <Answered query={full}>
      {({ rule: { conditions, cases } }) => (
        <>
          {[conditions.applies, conditions.when, conditions.undecidedWhen].map((source) =>
            source === null ? null : (
              <pre className="cel" key={source}>
                {source}
              </pre>
            ),
          )}
          <p className="note">{r.cases(cases.length)}</p>
          <ul className="cases">
            {cases.map((one) => (
              <li key={one.name}>
                <b>{r.expect[one.expect]}</b> {one.title ?? ''} {one.says ?? one.name}
              </li>
            ))}
          </ul>
        </>
      )}
    </Answered>
  );
}
