import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { hoursOf } from '../../hours.ts';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { DemandRow } from '../../types.ts';
import { Eff, Fold, H1 } from '../../ui/index.ts';

export interface Groups {
  readonly queue: readonly DemandRow[];
  readonly confirm: readonly DemandRow[];
  readonly asked: readonly DemandRow[];
  readonly settled: readonly DemandRow[];
}

export function Queue({ groups, shown }: { groups: Groups; shown: string | undefined }): ReactNode {
  const t = useText();
  const past = useApi<{ items: readonly Past[] }>('/api/conduct/queue');
  const most = Math.max(1, ...[...groups.queue, ...groups.confirm, ...groups.asked].map((row) => hoursOf(row.minutes, row.units)));
  const rows = (list: readonly DemandRow[]): ReactNode =>
    list.map((row) => (
      <Row row={row} past={past.data?.items.find(({ id }) => id === row.id)} most={most} current={row.id === shown} key={row.id} />
    ));
  return (
    <section className="queue" aria-label={t.shell.gate}>
      <H1 title={t.shell.gate}>{t.desk.gate.queue(groups.queue.length)}</H1>
      <p className="sub">{groups.queue.length === 0 ? t.desk.gate.queueNone : t.desk.gate.queueLede}</p>
      {rows(groups.queue)}
      {groups.confirm.length > 0 && <h2 className="sub">{t.desk.gate.confirm(groups.confirm.length)}</h2>}
      {rows(groups.confirm)}
      {groups.asked.length > 0 && <h2 className="sub">{t.desk.gate.asked(groups.asked.length)}</h2>}
      {rows(groups.asked)}
      {groups.settled.length > 0 && (
        <div className="settled">
          <Fold summary={t.desk.gate.settled}>
            <ul>
              {groups.settled.map((row) => (
                <li key={row.id}>
                  <Link to="/demands/$id" params={{ id: row.id }}>
                    {t.short(row.title)}
                  </Link>
                  <p className="note">
                    {row.organ.name}
                    {t.comma}
                    {t.demand.states[row.state]}
                  </p>
                </li>
              ))}
            </ul>
          </Fold>
        </div>
      )}
    </section>
  );
}

/** What the register shows of it, beside what its words show. */
interface Past {
  readonly id: string;
  readonly refuse: number;
  readonly justify: number;
}

function Row({ row, past, most, current }: { row: DemandRow; past: Past | undefined; most: number; current: boolean }): ReactNode {
  const t = useText();
  const { refuse, justify, advise } = row.counts;
  const before = (past?.refuse ?? 0) + (past?.justify ?? 0);
  return (
    <Link className="qrow" to="/gate" search={{ id: row.id }} replace aria-current={current}>
      <b>{t.short(row.title)}</b>
      <span className="h">{t.desk.gate.hours(hoursOf(row.minutes, row.units))}</span>
      <span className="by">{row.organ.name}</span>
      <span className="dl">{row.deadline === null ? '' : t.desk.gate.before(t.dates.day(row.deadline))}</span>
      <span className="bar1" aria-hidden="true">
        <i style={{ width: `${(100 * hoursOf(row.minutes, row.units)) / most}%` }} />
      </span>
      <span className="fx">
        {refuse > 0 && <Eff effect="refuse">{t.desk.gate.refuse(refuse)}</Eff>}
        {justify > 0 && <Eff effect="justify">{t.desk.gate.justify(justify)}</Eff>}
        {refuse + justify === 0 && advise > 0 && <Eff effect="advise">{t.desk.gate.advise(advise)}</Eff>}
        {before > 0 && past !== undefined && <Eff effect={past.refuse > 0 ? 'refuse' : 'justify'}>{t.conduct.queue(before)}</Eff>}
        {refuse + justify + advise + before === 0 && <Eff effect="ok">{t.effect.ok}</Eff>}
      </span>
    </Link>
  );
}
