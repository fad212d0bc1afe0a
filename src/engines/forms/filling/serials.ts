import type { Task } from './context.ts';

/** 序号 that the template wrote as numbers go on in the new lines; empty ones stay empty. */
export function continueSerials({ table, grid, fill }: Task): void {
  const { insertion } = fill;
  const last = table.lastTemplateRow;
  if (insertion === null || last === null) return;
  for (const { column, role } of table.columns) {
    if (role !== 'serial') continue;
    const at = (row: number): number => {
      const cell = grid.cells.find((one) => one.row === row && one.column === column);
      return cell === undefined || cell.formula !== null || !/^\d{1,7}$/u.test(cell.text.trim()) ? Number.NaN : Number(cell.text);
    };
    const [end, before] = [at(last), at(last - 1)];
    if (Number.isNaN(end) || (last > (table.firstDataRow ?? 0) && before !== end - 1)) continue;
    const text = grid.cells.find((one) => one.row === last && one.column === column)?.type === 'text';
    const numbers = Array.from({ length: insertion.count }, (_, nth) => (text ? String(end + nth + 1) : end + nth + 1));
    fill.blocks.push({ firstRow: last + 1, columns: new Map([[column, numbers]]) });
  }
}
