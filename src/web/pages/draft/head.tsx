import type { ReactNode } from 'react';
import { useState } from 'react';
import { clock, daysBetween } from '../../dates.ts';
import { useText } from '../../strings/index.ts';
import type { Messages } from '../../strings/index.ts';
import type { Checked } from '../../types.ts';
import { H1, Say, useNow } from '../../ui/index.ts';
import { AnnotateButton } from './annotate-button.tsx';
import type { Original } from './annotated.ts';
import { counted } from './model.ts';
import { addressed, useUnits } from './units.ts';
import type { Drafting } from './use-draft.ts';

interface Props {
  readonly drafting: Drafting;
  readonly checked: Checked | null;
  readonly original: Original | null;
  readonly checking: boolean;
  readonly submit: () => void;
}

function headline(checked: Checked | null, t: Messages): string {
  if (checked === null) return t.desk.draft.checking;
  const refuse = counted(checked.findings, 'refuse');
  const justify = counted(checked.findings, 'justify');
  return refuse > 0 ? t.desk.draft.refuses(refuse) : justify > 0 ? t.desk.draft.cleanJustify(justify) : t.desk.draft.clean;
}

export function Head({ drafting, checked, original, checking, submit }: Props): ReactNode {
  const t = useText();
  const { draft, busy, savedAt, recovered } = drafting;
  const refuse = counted(checked?.findings ?? [], 'refuse');
  const title = draft.title === '' ? t.desk.drafts.untitled : t.short(draft.title);
  return (
    <>
      <div className="head">
        <div>
          <H1 title={title}>{headline(checked, t)}</H1>
          <p className="lede">
            {t.desk.draft.lede(title)}
            {refuse > 0 ? t.desk.draft.ledeMend : ''}
            {refuse > 0 ? t.desk.draft.ledeAny : ''}
          </p>
          <p className="note">
            {savedAt === null ? (recovered ? t.desk.draft.unsaved : '') + t.desk.draft.kept : t.desk.draft.saved(clock(savedAt))}
          </p>
        </div>
        <div className="acts">
          <button className="btn" type="button" disabled={checked === null || checking} onClick={() => print()}>
            {t.conduct.report.print}
          </button>
          <AnnotateButton drafting={drafting} checked={checked} original={original} checking={checking} />
          <button className="btn" type="button" disabled={busy} onClick={() => void drafting.save()}>
            {t.desk.draft.save}
          </button>
          <button className={checked === null || refuse > 0 ? 'btn' : 'btn go'} type="button" disabled={busy} onClick={submit}>
            {refuse > 0 ? t.desk.draft.submitBut(refuse) : t.desk.draft.submit}
          </button>
        </div>
      </div>
      <Meters drafting={drafting} checked={checked} checking={checking} />
    </>
  );
}

function Meters({ drafting, checked, checking }: Pick<Props, 'drafting' | 'checked' | 'checking'>): ReactNode {
  const t = useText();
  const { audience, deadline, expiresAt } = drafting.draft;
  const units = addressed(audience, useUnits(audience.level));
  const now = useNow();
  const earliest = checked?.feasibility?.earliest ?? null;
  return (
    <section className="meters" aria-label={t.desk.draft.meters} aria-busy={checking}>
      <Cost checked={checked} units={units} />
      <div className="mt">
        <h2>{t.desk.draft.time}</h2>
        <p className="big">{deadline === null ? t.desk.draft.timeNone : t.desk.draft.timeSays(t.dates.dayClock(deadline))}</p>
        <p>
          {deadline === null ? '' : `${t.dates.relative(deadline, now)}${t.stop}`}
          {earliest !== null && deadline !== null && daysBetween(deadline, earliest) > 0
            ? t.desk.draft.earliest(t.dates.day(earliest))
            : ''}
          {expiresAt === null ? '' : t.desk.draft.expires(t.dates.day(expiresAt))}
        </p>
      </div>
      <div className="mt">
        <h2>{t.desk.draft.units}</h2>
        <p className="big">{t.desk.draft.unitsSays(units)}</p>
        <p>{t.desk.draft.levels[audience.level]}</p>
      </div>
    </section>
  );
}

/** An older server tells one figure, the engine a range. */
function middle(checked: Checked | null): number {
  if (checked === null) return 0;
  const { low, high, minutesPerUnit } = checked.cost;
  return low === undefined || high === undefined ? minutesPerUnit : (low + high) / 2;
}

/** The meter of hours: what it cost as it came in, and what it costs now. */
function Cost({ checked, units }: { checked: Checked | null; units: number }): ReactNode {
  const t = useText();
  const minutes = middle(checked);
  const [first, setFirst] = useState<number | null>(null);
  if (first === null && checked !== null) setFirst(minutes);
  const hours = (each: number): number => Math.round((each * units) / 60);
  const before = first ?? minutes;
  const lines = [...(checked?.cost.lines ?? [])].sort((a, b) => b.minutes - a.minutes);
  const less = before > minutes;
  if (checked === null)
    return (
      <div className="mt">
        <h2>{t.desk.draft.cost}</h2>
        <p className="big">{t.desk.draft.checking}</p>
      </div>
    );
  return (
    <div className="mt">
      <h2>{t.desk.draft.cost}</h2>
      <p className="big">
        {less && <del>{t.desk.draft.costBefore(hours(before))}</del>}
        {less ? t.desk.draft.costNow(hours(minutes)) : t.desk.draft.costHours(hours(minutes))}
      </p>
      <div className="ab" role="img" aria-label={t.desk.draft.costBeforeNow(hours(before), hours(minutes))}>
        <div className="a">
          {lines.map((line, at) => (
            <i key={at} style={{ width: `${before === 0 ? 0 : (100 * line.minutes) / before}%` }} />
          ))}
        </div>
        {less && <div className="b" style={{ width: `${(100 * minutes) / before}%` }} />}
      </div>
      <p>
        <Say>{`${t.desk.draft.costEach(t.about({ low: checked.cost.low ?? minutes, high: checked.cost.high ?? minutes }))}${lines[0] === undefined ? '' : t.desk.draft.costMost(lines[0].why)}`}</Say>
      </p>
    </div>
  );
}
