/** 12-digit statistical code of an administrative unit (GB/T 2260 + GB/T 10114): 2 province, 2 city, 2 county, 3 township, 3 village. */
export type UnitLevel = 'province' | 'city' | 'county' | 'township' | 'village';

const widths: readonly (readonly [UnitLevel, number])[] = [
  ['province', 2],
  ['city', 4],
  ['county', 6],
  ['township', 9],
  ['village', 12],
];

export const unitCodePattern = '^[0-9]{12}$';

export function levelOfCode(code: string): UnitLevel {
  for (const [level, width] of widths) if (/^0*$/.test(code.slice(width))) return level;
  return 'village';
}

/** The significant digits: every unit below starts with them, so a subtree is one range of a btree. */
export function prefixOfCode(code: string): string {
  const level = levelOfCode(code);
  const width = widths.find(([name]) => name === level)?.[1] ?? 12;
  return code.slice(0, width);
}

export function parentOfCode(code: string): string | null {
  const at = widths.findIndex(([name]) => name === levelOfCode(code));
  const above = widths[at - 1];
  return above === undefined ? null : code.slice(0, above[1]).padEnd(12, '0');
}

/** Tenant of a place: the 6-digit code whose gate admits its demands (990100 for a city, 990000 for a province). */
export function countyOfCode(code: string): string {
  return code.slice(0, 6);
}

export function isWithin(code: string, place: string): boolean {
  return code.startsWith(prefixOfCode(place));
}
