/** Which record goes into which row: rows that name somebody take only him, the others are filled in the order of the register. */
import type { TableUnderstanding } from '../understanding.ts';
import { isUnder } from './context.ts';
import type { Lines, NamedRow } from './lines.ts';
import { valueOf, type Held, type Registers } from './registers.ts';

export interface Placed {
  readonly row: number;
  /** Of headings that come again at the right; 0 for the first. */
  readonly copy: number;
  readonly record: Held;
}

export interface Assigned {
  readonly placed: readonly Placed[];
  /** Rows to put in behind the template's last. */
  readonly more: number;
  /** Records that have no row. */
  readonly without: number;
  /** Rows whose name is held by nobody, or by more than one. */
  readonly unknown: readonly number[];
}

export interface Room {
  readonly table: TableUnderstanding;
  readonly lines: Lines;
  readonly mayGrow: boolean;
}

/** A table that lists its subjects asks of those, whatever its title says: nobody is added. Null: it lists nobody whom we know. */
export function assignNamed({ named }: Lines, all: readonly Held[], registers: Registers): Assigned | null {
  const found = named.map((row) => ({ row: row.row, record: recordOf(row, all, registers) }));
  const placed = found.flatMap(({ row, record }): Placed[] => (record === null ? [] : [{ row, copy: 0, record }]));
  const unknown = found.filter(({ record }) => record === null).map(({ row }) => row);
  return placed.length === 0 ? null : { placed, more: 0, without: 0, unknown };
}

export function assignFree({ table, lines, mayGrow }: Room, belonging: readonly Held[]): Assigned {
  const last = table.lastTemplateRow ?? -1;
  const copies = 1 + Math.max(0, ...table.columns.map(({ copy }) => copy));
  const { free } = lines;
  const grows = mayGrow && lines.step === 1 && copies === 1 && (free.at(-1) === last || (free.length === 0 && lines.named.length === 0));
  const room = free.length * copies;
  const shown = grows ? belonging : belonging.slice(0, room);
  const more = grows ? Math.max(0, belonging.length - free.length) : 0;
  return {
    placed: shown.map((record, at): Placed => {
      const copy = grows ? 0 : Math.floor(at / Math.max(1, free.length));
      const nth = grows ? at : at % Math.max(1, free.length);
      return { row: free[nth] ?? last + 1 + (nth - free.length), copy, record };
    }),
    more,
    without: belonging.length - shown.length,
    unknown: lines.named.map(({ row }) => row),
  };
}

const bare = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '');

/** The one record that the row's own words name; null where it is nobody's, or not only one's. */
function recordOf({ says }: NamedRow, all: readonly Held[], registers: Registers): Held | null {
  const named = [...says].filter(([place]) => !place.startsWith('column '));
  if (named.length === 0) return null;
  const fitting = all.filter((record) => named.every(([element, text]) => isNamed(record, element, bare(text), registers)));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function isNamed(record: Held, element: string, text: string, registers: Registers): boolean {
  const own = valueOf(record, element);
  if (own !== null && bare(own) === text) return true;
  if (!element.startsWith('unit.')) return false;
  const code = valueOf(record, 'unit.code') ?? '';
  return registers.records('unit').some((fact) => {
    const factCode = valueOf(fact, 'unit.code') ?? '';
    if (factCode === '' || !isUnder(factCode, code)) return false;
    const [name, town, village] = ['unit.name', 'unit.townName', 'unit.villageName'].map((key) => bare(valueOf(fact, key) ?? ''));
    const names = element === 'unit.townName' ? [town] : [name, village, `${town ?? ''}${village ?? ''}`];
    return names.includes(text) && text !== '';
  });
}
