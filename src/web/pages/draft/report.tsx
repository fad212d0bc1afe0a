import type { ReactNode } from 'react';
import { useText } from '../../strings/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { Checked, Finding, Me } from '../../types.ts';
import { sourceOf, useNow } from '../../ui/index.ts';
import { counted } from './model.ts';
import { fitOf } from './report-fit.ts';
import { addressed, useUnits } from './units.ts';
import type { Drafting } from './use-draft.ts';
import './report.css';

/** So many stand one below the other; more go into two columns, smaller. What the page cannot hold even so is counted in words. */
const roomy = 8;
const longest = 42;
const weight = { refuse: 0, justify: 1, advise: 2 } as const;

function verdict(findings: readonly Finding[], t: Messages): string {
  const [refuse, justify] = [counted(findings, 'refuse'), counted(findings, 'justify')];
  return refuse > 0 ? t.conduct.report.refuse(refuse) : justify > 0 ? t.conduct.report.justify(justify) : t.conduct.report.ok;
}

/** One page for the file and for whoever has to sign: shown on paper only. */
export function Report({ drafting, checked, me }: { drafting: Drafting; checked: Checked | null; me: Me }): ReactNode {
  const t = useText();
  const { draft } = drafting;
  const units = addressed(draft.audience, useUnits(draft.audience.level));
  const now = useNow();
  if (checked === null) return null;
  // The graver first: what does not fit is the least of it.
  const decided = checked.findings.filter(({ undecided }) => !undecided).toSorted((a, b) => weight[a.effect] - weight[b.effect]);
  const dense = decided.length > roomy;
  const below = (finding: Finding): string =>
    `${dense ? '' : `${t.conduct.report.basis}${t.colon}`}${sourceOf(finding, t)}${finding.mend === null ? '' : ` ${t.conduct.report.mend}${t.colon}${finding.mend}`}`;
  const fit = fitOf(
    decided.map((finding) => ({
      large: finding.message.length + 6,
      small: below(finding).length,
      lines: isToQuote(finding, checked.text) ? 2 : 0,
    })),
  );
  const shown = dense ? fit.held : decided.length;
  const left = decided.length - shown;
  const undecided = checked.findings.length - decided.length;
  const { low, high, minutesPerUnit } = checked.cost;
  const each = { low: low ?? minutesPerUnit, high: high ?? minutesPerUnit };
  const hours = t.n(Math.round(((each.low + each.high) / 2 / 60) * units));
  const rows: readonly (readonly [string, string])[] = [
    [t.conduct.report.organ, me.organ?.name ?? me.place.name],
    [t.conduct.report.kind, t.demand.kinds[draft.kind]],
    [t.conduct.report.to, t.desk.draft.unitsSays(units)],
    [t.conduct.report.cost, t.conduct.report.costSays(t.about(each), units, hours)],
  ];
  return (
    <section className="a4-report">
      <p className="kind">{t.conduct.report.name}</p>
      <p className="title">{draft.title || checked.reading.title || t.desk.drafts.untitled}</p>
      {numberOf(draft.text) !== null && <p className="number">{numberOf(draft.text)}</p>}
      <dl>
        {rows.map(([name, says]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <p className="verdict">
        {t.conduct.report.verdict}
        {t.colon}
        {verdict(checked.findings, t)}
      </p>
      <ol className={dense ? 'dense' : undefined} style={dense ? { fontSize: `${fit.size}pt` } : undefined}>
        {decided.slice(0, shown).map((finding) => (
          <li key={`${finding.rule}@${finding.start}`}>
            <b>{t.effect[finding.effect]}</b> {finding.message}
            {isToQuote(finding, checked.text) && <q>{cut(finding.quote)}</q>}
            <span>{below(finding)}</span>
          </li>
        ))}
      </ol>
      {left > 0 && <p>{t.conduct.report.more(left)}</p>}
      {undecided > 0 && <p>{t.conduct.report.undecided(undecided)}</p>}
      <footer>
        <p>{t.conduct.report.made(now)}</p>
        {checked.digests !== undefined && (
          <p>{t.conduct.report.digests(checked.digests.text.slice(0, 32), checked.digests.rules.slice(0, 16))}</p>
        )}
      </footer>
    </section>
  );
}

/** 青农发〔2026〕12号 stands on a line of its own near the top. */
function numberOf(text: string): string | null {
  const found = text.split('\n', 12).find((line) => /^.{0,14}〔\d{4}〕.{0,8}号$/u.test(line.trim()));
  return found?.trim() ?? null;
}

/** Most messages hold the words already; the whole text is no quotation. */
function isToQuote({ start, end, quote, message }: Finding, text: string): boolean {
  return end > start && quote.length < text.length / 2 && !message.includes(quote.replaceAll(/\s+/gu, ''));
}

function cut(quote: string): string {
  const line = quote.replaceAll(/\s+/gu, '');
  return line.length <= longest ? line : `${line.slice(0, longest)}…`;
}
