import { Check } from 'typebox/value';
import { countyOfCode, levelOfCode, parentOfCode } from '../../base/place.ts';
import { Problem, type ProblemField } from '../../problem.ts';
import { readCsv, writeCsv } from '../../platform/office/index.ts';
import { unitRowSchema, type Organ, type OrganKind, type Unit, type UnitRow } from './units.ts';

const columns = ['code', 'name', 'short_name', 'valid_from', 'valid_to', 'successor'] as const;

export function unitsToCsv(units: readonly Unit[]): string {
  return writeCsv(
    columns,
    units.map((unit) => [unit.code, unit.name, unit.shortName, unit.validFrom, unit.validTo, unit.successor]),
  );
}

/** csv text → rows, or one problem that names every wrong row. Nothing is dropped in silence. */
export function unitsFromCsv(text: string): UnitRow[] {
  const problems: ProblemField[] = [];
  const rows: UnitRow[] = [];
  const seen = new Map<string, number>();
  for (const { row: number, cell } of readCsv(text, columns)) {
    const path = `第${number}行 row ${number}`;
    const row = {
      code: cell('code'),
      name: cell('name'),
      shortName: cell('short_name') || cell('name'),
      validFrom: cell('valid_from') || '2000-01-01',
      validTo: cell('valid_to') || null,
      successor: cell('successor') || null,
    };
    const earlier = seen.get(row.code);
    if (!/^[0-9]{12}$/.test(row.code))
      problems.push({ path, detail: `code 要是12位数字，这里是“${row.code.slice(0, 20)}” must be 12 digits` });
    else if (earlier !== undefined) problems.push({ path, detail: `code 与第${earlier}行重复 repeats row ${earlier}` });
    else if (!Check(unitRowSchema, row))
      problems.push({ path, detail: 'name 要有1–80个字，日期要写成 2026-01-31 name or a date is not valid' });
    else rows.push(row);
    seen.set(row.code, number);
  }
  if (problems.length > 0) throw new Problem('import.rows', { fields: problems.slice(0, 200), extra: { wrongRows: problems.length } });
  return rows;
}

const organColumns = ['name', 'short_name', 'kind', 'place', 'gate'] as const;
const organKinds: readonly OrganKind[] = [
  'party-committee',
  'government',
  'office',
  'department',
  'coordinating-body',
  'mass-organization',
  'institution',
  'association',
  'enterprise',
  'third-party',
];

/** What an office lists of its organs; `gate` is 1 for the relief office. */
export function organsFromCsv(text: string): Omit<Organ, 'id'>[] {
  const problems: ProblemField[] = [];
  const organs = readCsv(text, organColumns).flatMap(({ row, cell }, sort) => {
    const path = `第${row}行 row ${row}`;
    const kind = organKinds.find((one) => one === cell('kind'));
    const place = cell('place');
    if (kind === undefined) problems.push({ path, detail: `kind 只能是 ${organKinds.join('、')} is not a known kind` });
    if (!/^[0-9]{12}$/.test(place)) problems.push({ path, detail: 'place 要是12位代码 must be a 12-digit code' });
    if (cell('name') === '' || cell('name').length > 80)
      problems.push({ path, detail: 'name 要有1–80个字 a name of 1–80 characters is needed' });
    if (kind === undefined) return [];
    return [
      {
        name: cell('name'),
        shortName: cell('short_name') || cell('name'),
        kind,
        place,
        county: countyOfCode(place),
        level: levelOfCode(place),
        sort,
        isGate: cell('gate') === '1',
      },
    ];
  });
  if (problems.length > 0) throw new Problem('import.rows', { fields: problems.slice(0, 200), extra: { wrongRows: problems.length } });
  return organs;
}

/** Units whose parent is neither in the file nor already known. */
export function orphans(rows: readonly UnitRow[], known: ReadonlySet<string>): ProblemField[] {
  const codes = new Set(rows.map((row) => row.code));
  return rows.flatMap(({ code }, index) => {
    const parent = parentOfCode(code);
    if (parent === null || codes.has(parent) || known.has(parent) || levelOfCode(code) === 'city' || levelOfCode(code) === 'county')
      return [];
    return [
      { path: `第${index + 2}行 row ${index + 2}`, detail: `${code} 的上级 ${parent} 不在文件里，也没有登记过 its parent is unknown` },
    ];
  });
}
