import type { ReactNode } from 'react';
import type { Row } from '../../../grid/index.ts';
import { useText } from '../../../strings/index.ts';
import type { Column } from '../types.ts';
import { clashing } from './standing.ts';
import type { Entry } from './use-entry.ts';

/** Rows that somebody else has written too: both values, and one click for either. */
export function Clashes({ entry, columns, rows }: { entry: Entry; columns: readonly Column[]; rows: readonly Row[] }): ReactNode {
  const t = useText();
  return (
    <>
      {rows.map((row) => {
        const standing = entry.standingOf(row.id);
        const { conflict } = standing;
        if (conflict === null) return null;
        return (
          <div className="alert justify" role="alert" key={row.id}>
            <p>{t.ledger.entry.clash(Object.values(row.cells).find((text) => text !== '') ?? '')}</p>
            <ul>
              {clashing(row, standing, conflict).map((key) => (
                <li key={key}>
                  {columns.find((column) => column.key === key)?.zh ?? key}
                  {t.colon}
                  {t.ledger.entry.theirs(conflict.values[key] ?? '')}
                  {t.comma}
                  {t.ledger.entry.mine(row.cells[key] ?? '')}
                </li>
              ))}
            </ul>
            <p className="acts">
              <button className="btn small" type="button" onClick={() => entry.decide(row.id, 'mine')}>
                {t.ledger.entry.takeMine}
              </button>
              <button className="btn small" type="button" onClick={() => entry.decide(row.id, 'theirs')}>
                {t.ledger.entry.takeTheirs}
              </button>
            </p>
          </div>
        );
      })}
    </>
  );
}
