import type { ReactNode } from 'react';
import type { Roster } from '../../../nouns/demands/terms.ts';
import { useText } from '../../strings/index.ts';

/** Tables of one row a person: nobody fills them, and only their columns may be read. */
export function Rosters({ rosters, drop }: { rosters: readonly Roster[]; drop: () => void }): ReactNode {
  const t = useText();
  if (rosters.length === 0) return null;
  return (
    <div className="rosters">
      {rosters.map(({ sheet, columns }) => (
        <p key={sheet}>{t.demand.roster(columns.map(({ label }) => label))}</p>
      ))}
      <button className="btn small" type="button" onClick={drop}>
        {t.desk.draft.rosterDrop}
      </button>
    </div>
  );
}
