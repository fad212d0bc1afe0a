import type { ReactNode } from 'react';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Answered } from '../../ui/index.ts';
import type { RegisterView } from './types.ts';

interface Read {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly organ: string | null;
  readonly register: string;
  readonly records: number;
  readonly unmasked: boolean;
  readonly ground: 'own' | 'demand';
}

/** Who looked at our people's facts, and why they could. */
export function Reads({ registers }: { registers: readonly RegisterView[] }): ReactNode {
  const t = useText();
  const name = (key: string): string => registers.find((one) => one.key === key)?.zh ?? key;
  return (
    <Answered query={useApi<{ items: readonly Read[] }>('/api/ledger/reads?limit=50')}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="soft">{t.ledger.readsNone}</p>
        ) : (
          <ul className="reads">
            {items.map((read) => (
              <li key={read.id}>
                {t.ledger.read(read.by, read.organ, name(read.register), read.records)}
                <span className="note">
                  {t.dates.full(read.at)}
                  {t.comma}
                  {read.ground === 'own' ? t.ledger.own : t.ledger.demand}
                  {read.unmasked ? `${t.comma}${t.ledger.unmasked}` : ''}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Answered>
  );
}
