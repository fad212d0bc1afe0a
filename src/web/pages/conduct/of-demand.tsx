import type { ReactNode } from 'react';
import { useApi } from '../../queries.ts';
import { useText } from '../../strings/index.ts';
import { ActFindings } from './findings.tsx';
import type { Findings } from './types.ts';

/** What the register shows of one demand. Silent while it loads and where it shows nothing: most demands are the first of their kind. */
export function HistoryOf({ id }: { id: string }): ReactNode {
  const t = useText();
  const { data } = useApi<Findings>(`/api/conduct/demands/${id}`);
  if (data === undefined || data.findings.every(({ undecided }) => undecided)) return null;
  return (
    <section className="sec">
      <h2>{t.conduct.history}</h2>
      <ActFindings findings={data.findings} about={id} />
      {data.cut && <p className="note">{t.conduct.cut}</p>}
    </section>
  );
}
