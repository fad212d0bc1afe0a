import type { ReactNode } from 'react';
import { memo } from 'react';
import type { Box, Grid, TableUnderstanding } from '../../../engines/forms/index.ts';
import { useText } from '../../strings/index.ts';
import type { Place } from './places.ts';

interface Props {
  readonly grid: Grid;
  readonly table: TableUnderstanding;
  readonly places: readonly Place[];
  readonly on: string | null;
  readonly setOn: (id: string) => void;
}

/** Enough of a sheet to know it by: heads, the first records, totals and notes. */
const mostRows = 40;
const mostColumns = 60;

/** The sheet as it looks, with what was understood as coloured columns; each colour also has its shape. */
export const SheetView = memo(({ grid, table, places, on, setOn }: Props): ReactNode => {
  const t = useText();
  const { area } = table;
  const hiddenColumns = new Set(grid.hiddenColumns);
  const hiddenRows = new Set(grid.hiddenRows);
  const columns = span(area.left, Math.min(area.right, area.left + mostColumns - 1)).filter((column) => !hiddenColumns.has(column));
  const rows = span(area.top, area.bottom)
    .filter((row) => !hiddenRows.has(row))
    .slice(0, mostRows);
  const texts = new Map(grid.cells.map((cell) => [`${cell.row} ${cell.column}`, cell.text]));
  const merged = mergedIn(grid.merged);
  return (
    <div className="frame sheet" tabIndex={0} role="region" aria-label={t.fill.sheet(table.sheet)}>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {columns.map((column) => {
                const box = merged.get(`${row} ${column}`) ?? null;
                if (box !== null && !(box.top === row && box.left === column)) return null;
                const place = placeAt(places, table, row, column);
                return (
                  <td
                    key={column}
                    rowSpan={box === null ? 1 : rows.filter((one) => one >= box.top && one <= box.bottom).length}
                    colSpan={box === null ? 1 : columns.filter((one) => one >= box.left && one <= box.right).length}
                    className={place === null ? '' : `${place.standing}${place.id === on ? ' on' : ''}`}
                  >
                    {place !== null && isHead(table, place, row) ? (
                      <button type="button" onClick={() => setOn(place.id)} aria-pressed={place.id === on}>
                        {texts.get(`${row} ${column}`) ?? ''}
                      </button>
                    ) : (
                      texts.get(`${row} ${column}`)
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
SheetView.displayName = 'SheetView';

function placeAt(places: readonly Place[], table: TableUnderstanding, row: number, column: number): Place | null {
  const { header, lastTemplateRow } = table;
  const single = places.find((place) => place.row === row && place.column === column);
  if (single !== undefined) return single;
  if (header === null || row < header.from || row > (lastTemplateRow ?? header.to)) return null;
  return places.find((place) => place.kind === 'column' && place.column === column) ?? null;
}

function isHead({ header }: TableUnderstanding, place: Place, row: number): boolean {
  return place.kind !== 'column' || (header !== null && row >= header.from && row <= header.to);
}

function mergedIn(merged: readonly Box[]): Map<string, Box> {
  const cells = new Map<string, Box>();
  for (const box of merged) {
    // A merge over a whole sheet is one cell of the view, not a million entries.
    if ((box.bottom - box.top + 1) * (box.right - box.left + 1) > 20_000) continue;
    for (const row of span(box.top, box.bottom)) for (const column of span(box.left, box.right)) cells.set(`${row} ${column}`, box);
  }
  return cells;
}

function span(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
