import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useKept } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import type { DemandRow, Page } from '../../types.ts';

/** A township also sees what its villages are answering: the roll-up is one step away, nobody telephones. */
export function Below({ now }: { now: string }): ReactNode {
  const t = useText();
  const rows = useKept<Page<DemandRow>>('/api/demands?state=admitted&limit=50');
  const open = (rows.data?.items ?? []).filter(
    (row) => row.inForce && row.expiresAt !== null && Date.parse(row.expiresAt) > Date.parse(now),
  );
  return (
    <section className="kept">
      <h2>{t.today.below}</h2>
      {open.length === 0 && <p>{t.today.belowNone}</p>}
      <ul>
        {open.map((row) => (
          <li key={row.id}>
            <Link to="/demands/$id" params={{ id: row.id }}>
              {t.short(row.title)}
            </Link>
            <p>
              {row.organ.name}
              {row.deadline === null ? '' : `${t.comma}${t.dates.dayWeek(row.deadline)}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
