import type { ReactNode } from 'react';
import type { RulesDifference } from '../../../nouns/rules/rules.ts';
import { useRulesText } from '../../strings/rules.ts';
import { Fold } from '../../ui/index.ts';
import { shown } from './params.tsx';
import type { ChangeAct, LocalValue, Param } from './types.ts';
import { useText } from '../../strings/index.ts';

/** What one version says that the other does not, in words and, for who wants it, line by line. */
export function Difference({ difference, known }: { difference: RulesDifference; known: readonly Param[] }): ReactNode {
  const t = useText();
  const r = useRulesText();
  const { params, rules, lines } = difference;
  if (params.length + rules.length + lines.length === 0) return <p className="soft">{r.versions.same}</p>;
  const told = (name: string, value: LocalValue | null): string => {
    const param = known.find((one) => one.name === name);
    return shown(value === null ? (param?.value ?? null) : value.value, param?.unit ?? null, r);
  };
  return (
    <div className="diff">
      {params.map((param) => (
        <p key={param.name}>
          {known.find(({ name }) => name === param.name)?.rules[0]?.title} <span className="note code">{param.name}</span>
          {t.colon}
          <s>{told(param.name, param.before)}</s> → <b>{told(param.name, param.after)}</b>
          <span className="note"> {param.after === null ? r.changes.back : param.after.basis}</span>
        </p>
      ))}
      {rules.map((rule) => (
        <p key={rule.id}>
          {r.changes.rule[rule.what]} <span className="code">{rule.id}</span> {rule.title}
        </p>
      ))}
      {lines.length > 0 && (
        <Fold summary={r.changes.text}>
          <pre className="lines-of">
            {lines.map((line, at) => (
              <span className={line.sign === '+' ? 'came' : 'went'} key={at}>
                {line.sign} {line.text}
                {'\n'}
              </span>
            ))}
          </pre>
        </Fold>
      )}
    </div>
  );
}

/** Who did what, with both names, and where it stands in the log. */
export function Acts({ acts }: { acts: readonly ChangeAct[] }): ReactNode {
  const t = useText();
  const r = useRulesText();
  return (
    <ol className="acts">
      {acts.map((act) => (
        <li key={act.nth}>
          <b>{act.by.name}</b> <span className="note">{act.by.post}</span> {r.changes.acts[act.kind]}
          {act.reason !== null && act.reason !== '' && <> {t.quote(act.reason)}</>}
          <span className="note">
            {' '}
            {t.dates.fullClock(act.at)}
            {act.leaf !== null && (
              <>
                {' '}
                <a href={`/log/receipt/${act.leaf}`}>{r.changes.leaf}</a>
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
