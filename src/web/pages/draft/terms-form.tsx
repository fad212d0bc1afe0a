import type { ReactNode } from 'react';
import { atTime, clock, dateValue, plusWorkdays } from '../../dates.ts';
import { useText } from '../../strings/index.ts';
import { useNow } from '../../ui/index.ts';
import { AudienceForm } from './audience.tsx';
import { FieldsForm } from './fields.tsx';
import type { Table } from './intake.tsx';
import { kinds } from './model.ts';
import type { Need } from './model.ts';
import type { Drafting } from './use-draft.ts';

interface Props {
  readonly drafting: Drafting;
  readonly county: string;
  readonly tables: readonly Table[];
  readonly missing: readonly Need[];
}

/** What becomes the terms when it is admitted. */
export function TermsForm({ drafting, county, tables, missing }: Props): ReactNode {
  const t = useText();
  const { draft, change } = drafting;
  const need = (key: Need): string | null => (missing.includes(key) ? t.desk.draft.need[key] : null);
  return (
    <section className="sec terms-form">
      <h2>{t.desk.draft.about}</h2>
      <p className="soft">{t.desk.draft.aboutLede}</p>
      <div className="grid">
        <Text
          id="title"
          label={t.desk.draft.title}
          hint={t.desk.draft.titleHint}
          value={draft.title}
          max={200}
          wrong={need('title')}
          change={(title) => change({ title })}
        />
        <div className="field">
          <label htmlFor="kind">{t.desk.draft.kind}</label>
          <select
            className="in"
            id="kind"
            value={draft.kind}
            onChange={(event) => change({ kind: kinds.find((kind) => kind === event.target.value) ?? 'document' })}
          >
            {kinds.map((kind) => (
              <option value={kind} key={kind}>
                {t.demand.kinds[kind]}
              </option>
            ))}
          </select>
        </div>
        <Text
          id="basis"
          label={t.desk.draft.basis}
          hint={t.desk.draft.basisHint}
          value={draft.basis}
          max={500}
          wrong={need('basis')}
          change={(basis) => change({ basis })}
        />
        <Text
          id="purpose"
          label={t.desk.draft.purpose}
          hint={t.desk.draft.purposeHint}
          value={draft.purpose}
          max={500}
          wrong={need('purpose')}
          change={(purpose) => change({ purpose })}
        />
        <Times drafting={drafting} wrong={need('deadline')} />
        <AudienceForm drafting={drafting} county={county} wrong={need('audience')} />
      </div>
      <FieldsForm drafting={drafting} tables={tables} wrong={need('fields')} />
    </section>
  );
}

function Text(props: {
  id: string;
  label: string;
  hint: string;
  value: string;
  max: number;
  wrong: string | null;
  change: (value: string) => void;
}): ReactNode {
  const { id, label, hint, value, max, wrong, change } = props;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        className="in"
        id={id}
        value={value}
        maxLength={max}
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong !== null}
        aria-required="true"
        onChange={(event) => change(event.target.value)}
      />
      <span className={wrong === null ? 'note' : 'warn'} id={`${id}-hint`}>
        {wrong ?? hint}
      </span>
    </div>
  );
}

function Times({ drafting, wrong }: { drafting: Drafting; wrong: string | null }): ReactNode {
  const t = useText();
  const { deadline, expiresAt, asOf } = drafting.draft;
  const now = useNow();
  const date = deadline === null ? '' : dateValue(deadline);
  const time = deadline === null ? '18:00' : clock(deadline);
  const expiry = expiresAt === null ? '' : dateValue(expiresAt);
  const due = (nextDate: string, nextTime: string): void =>
    drafting.change({ deadline: nextDate === '' || nextTime === '' ? null : atTime(nextDate, nextTime) });
  return (
    <>
      <div className="field">
        <label htmlFor="deadline">{t.desk.draft.deadline}</label>
        <span className="pair">
          <input
            className="in"
            id="deadline"
            type="date"
            value={date}
            aria-invalid={wrong !== null}
            aria-required="true"
            aria-describedby="deadline-hint"
            onChange={(event) => due(event.target.value, time)}
          />
          <input
            className="in"
            type="time"
            aria-label={t.desk.draft.deadlineTime}
            value={time}
            onChange={(event) => due(date, event.target.value)}
          />
        </span>
        <span className={wrong === null ? 'note' : 'warn'} id="deadline-hint">
          {wrong ??
            (deadline === null ? '' : `${t.dates.full(deadline)} ${t.dates.inWeek(deadline)}${t.comma}${t.dates.relative(deadline, now)}`)}
        </span>
      </div>
      <div className="field">
        <label htmlFor="expires">{t.desk.draft.expiry}</label>
        <input
          className="in"
          id="expires"
          type="date"
          value={expiry}
          aria-describedby="expires-hint"
          onChange={(event) => drafting.change({ expiresAt: event.target.value === '' ? null : atTime(event.target.value, '18:00') })}
        />
        <span className="note" id="expires-hint">
          {expiry === '' && date !== '' ? `${t.desk.draft.expiryNote} ${t.dates.dayWeek(plusWorkdays(date, 5))}` : t.desk.draft.expiryNote}
        </span>
      </div>
      <div className="field">
        <label htmlFor="as-of">{t.desk.draft.asOf}</label>
        <input
          className="in"
          id="as-of"
          type="date"
          value={asOf ?? ''}
          aria-describedby="as-of-hint"
          onChange={(event) => drafting.change({ asOf: event.target.value === '' ? undefined : event.target.value })}
        />
        <span className="note" id="as-of-hint">
          {t.desk.draft.asOfNote}
        </span>
      </div>
    </>
  );
}
