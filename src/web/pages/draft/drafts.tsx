import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { hoursOf } from '../../hours.ts';
import { useKept } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { DemandRow, Page } from '../../types.ts';
import { Answered, Eff, H1, useNow } from '../../ui/index.ts';
import './drafts.css';

/** The drafter's table: what is being written, what waits at the gate, what went down. */
export function DraftsPage(): ReactNode {
  const rows = useKept<Page<DemandRow>>('/api/demands?limit=100', { refetchInterval: 60_000 });
  return <Answered query={rows}>{(page) => <Lists rows={page.items} />}</Answered>;
}

function Lists({ rows }: { rows: readonly DemandRow[] }): ReactNode {
  const t = useText();
  const of = (...states: readonly DemandRow['state'][]): readonly DemandRow[] => rows.filter((row) => states.includes(row.state));
  const mine = of('draft', 'returned', 'awaitingReasons');
  return (
    <div className="page drafts">
      <div className="head">
        <div>
          <H1 title={t.shell.draft}>{t.desk.drafts.title(mine.length)}</H1>
          <p className="lede">{t.desk.drafts.lede}</p>
        </div>
        <Link className="btn go" to="/draft/$id" params={{ id: 'new' }}>
          {t.desk.drafts.create}
        </Link>
      </div>
      {rows.length === 0 && <p className="soft gap">{t.desk.drafts.none}</p>}
      <Group name={t.desk.drafts.mine} rows={mine} edit />
      <Group name={t.desk.drafts.waiting} rows={of('submitted', 'awaitingConfirmation')} />
      <Group name={t.desk.drafts.force} rows={of('admitted')} />
      <Group name={t.desk.drafts.closed} rows={of('refused', 'withdrawn')} />
    </div>
  );
}

function Group({ name, rows, edit = false }: { name: string; rows: readonly DemandRow[]; edit?: boolean }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <section className="group">
      <h2>{name}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Row row={row} edit={edit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ row, edit }: { row: DemandRow; edit: boolean }): ReactNode {
  const t = useText();
  const now = useNow();
  const hours = hoursOf(row.minutes, row.units);
  return (
    <Link className="dr" to={edit ? '/draft/$id' : '/demands/$id'} params={{ id: row.id }}>
      <b>{row.title === '' ? t.desk.drafts.untitled : t.short(row.title)}</b>
      <span className="h">{t.desk.drafts.hours(hours)}</span>
      <span className="soft">
        {row.number ?? t.demand.states[row.state]}
        {t.comma}
        {row.deadline === null
          ? t.desk.drafts.updated(t.dates.ago(row.updatedAt, now))
          : t.desk.drafts.until(t.dates.dayWeek(row.deadline))}
      </span>
      <span className="fx">
        {row.counts.refuse > 0 && <Eff effect="refuse">{t.desk.gate.refuse(row.counts.refuse)}</Eff>}
        {row.counts.justify > 0 && <Eff effect="justify">{t.desk.gate.justify(row.counts.justify)}</Eff>}
      </span>
    </Link>
  );
}
