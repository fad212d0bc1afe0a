import { parse } from 'csv-parse/sync';
import { Check } from 'typebox/value';
import { levelOfCode, parentOfCode } from '../../base/place.ts';
import { Problem, type ProblemField } from '../../problem.ts';
import { writeCsv } from '../../platform/office/index.ts';
import { unitRowSchema, type Unit, type UnitRow } from './units.ts';

const columns = ['code', 'name', 'short_name', 'valid_from', 'valid_to', 'successor'] as const;

export function unitsToCsv(units: readonly Unit[]): string {
  return writeCsv(
    columns,
    units.map((unit) => [unit.code, unit.name, unit.shortName, unit.validFrom, unit.validTo, unit.successor]),
  );
}

/** csv text → rows, or one problem that names every wrong row (1-based, with the header as row 1). Nothing is dropped in silence. */
export function unitsFromCsv(text: string): UnitRow[] {
  const records = parseRecords(text);
  const problems: ProblemField[] = [];
  const rows: UnitRow[] = [];
  const seen = new Map<string, number>();
  records.forEach((record, index) => {
    const at = `第${index + 2}行 row ${index + 2}`;
    const row = {
      code: record['code'] ?? '',
      name: record['name'] ?? '',
      shortName: record['short_name'] === undefined || record['short_name'] === '' ? (record['name'] ?? '') : record['short_name'],
      validFrom: record['valid_from'] === undefined || record['valid_from'] === '' ? '2000-01-01' : record['valid_from'],
      validTo: record['valid_to'] === undefined || record['valid_to'] === '' ? null : record['valid_to'],
      successor: record['successor'] === undefined || record['successor'] === '' ? null : record['successor'],
    };
    const earlier = seen.get(row.code);
    if (!/^[0-9]{12}$/.test(row.code))
      problems.push({ path: at, detail: `code 要是12位数字，这里是“${row.code.slice(0, 20)}” must be 12 digits` });
    else if (earlier !== undefined) problems.push({ path: at, detail: `code 与第${earlier}行重复 repeats row ${earlier}` });
    else if (!Check(unitRowSchema, row))
      problems.push({ path: at, detail: 'name 要有1–80个字，日期要写成 2026-01-31 name or a date is not valid' });
    else rows.push(row);
    seen.set(row.code, index + 2);
  });
  if (problems.length > 0) throw new Problem('import.rows', { fields: problems.slice(0, 200), extra: { wrongRows: problems.length } });
  return rows;
}

function parseRecords(text: string): Record<string, string>[] {
  try {
    const records = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      trim: true,
      skip_empty_lines: true,
      relax_column_count: false,
    }) as Record<string, string>[];
    if (records.length > 0 && records[0]?.['code'] === undefined) {
      throw new Problem('import.rows', {
        fields: [{ path: '第1行 row 1', detail: `要有表头 ${columns.join(',')} the header row is missing` }],
      });
    }
    return records;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('import.rows', {
      fields: [{ path: 'csv', detail: error instanceof Error ? error.message : 'not csv' }],
      cause: error,
    });
  }
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
