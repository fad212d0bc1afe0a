import type { ReactNode } from 'react';
import type { FindingReason } from '../../../nouns/demands/demand.ts';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { Fold } from '../../ui/index.ts';
import { ActFindings } from './findings.tsx';
import type { DemandFindings } from './types.ts';

/**
 * What the register shows of one demand now, and what it showed when it was sent or decided. Silent while it loads and where it shows
 * nothing: most demands are the first of their kind.
 */
export function HistoryOf({ id, reasons }: { id: string; reasons: readonly FindingReason[] }): ReactNode {
  const t = useText();
  const { data } = useApi<DemandFindings>(`/api/conduct/demands/${id}`);
  if (data === undefined) return null;
  const [now, then] = [data.findings, data.kept?.findings ?? []].map((all) => all.filter(({ undecided }) => !undecided).length);
  if (now === 0 && then === 0) return null;
  return (
    <section className="sec">
      <h2>{t.conduct.history}</h2>
      {now === 0 && <p className="soft">{t.conduct.historyNone}</p>}
      <ActFindings findings={data.findings} about={id} reasons={reasons} />
      {data.cut && <p className="note">{t.conduct.cut}</p>}
      {data.kept !== null && (
        <Fold summary={t.conduct.keptAt(data.kept.act, data.kept.at, then ?? 0)}>
          <p className="note">{t.conduct.keptSays}</p>
          <ActFindings findings={data.kept.findings} about={id} />
        </Fold>
      )}
    </section>
  );
}
