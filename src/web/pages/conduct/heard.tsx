import type { ReactNode } from 'react';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Answered } from '../../ui/index.ts';
import type { Heard } from './types.ts';

export function HeardList({ wide }: { wide: boolean }): ReactNode {
  const t = useText();
  const heard = useApi<Heard>('/api/conduct/heard');
  const words = (list: readonly string[]): string => t.conduct.heardSays(list.map((one) => t.conduct.behaviours[one] ?? one));
  return (
    <section className="sec">
      <h2>{t.conduct.heard}</h2>
      <Answered query={heard}>
        {({ items, merged, fewest }) => (
          <>
            <p className="soft">{wide ? t.conduct.heardGate(fewest) : t.conduct.heardOrgan(fewest)}</p>
            {items.length === 0 && merged === null && <p className="gap-s">{t.conduct.heardNone}</p>}
            <ul className="heard">
              {items.map((item) => (
                <li key={item.subject}>
                  <p>
                    {t.dates.full(item.date)} {item.organ}
                    {t.comma}
                    {item.name === null ? (t.conduct.kinds[item.kind] ?? '') : t.short(item.name)}
                  </p>
                  <p className="soft">{words(item.behaviours)}</p>
                  {item.units !== null && (
                    <p className="note">
                      {t.conduct.heardUnits(item.units)}
                      {item.counts === null || Object.keys(item.counts).length === 0
                        ? ''
                        : `${t.colon}${t.list(Object.entries(item.counts).map(([one, count]) => t.conduct.heardCount(t.conduct.behaviours[one] ?? one, count)))}`}
                    </p>
                  )}
                </li>
              ))}
              {merged !== null && (
                <li>
                  <p>{t.conduct.heardMerged}</p>
                  <p className="soft">{words(merged.behaviours)}</p>
                </li>
              )}
            </ul>
          </>
        )}
      </Answered>
    </section>
  );
}
