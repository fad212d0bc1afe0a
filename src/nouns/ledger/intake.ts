import type { Element } from '../../engines/forms/index.ts';
import { halfWidth } from '../../engines/facts/index.ts';
import { Problem } from '../../problem.ts';
import type { SheetRow } from '../../platform/office/index.ts';
import type { Column } from './ledger.ts';
import type { Register } from './registers.ts';

/** Of several rows at the top of a sheet the one with the most headings that are understood. */
export const headerWithin = 12;

export interface Header {
  readonly columns: readonly Column[];
  /** By column; null: not understood. */
  readonly elements: readonly (Element | null)[];
  readonly unitColumn: number | null;
  readonly yearColumn: number | null;
  readonly row: number;
}

/** What a clerk writes for what the dictionary calls otherwise, where no second element could be meant. */
const aliases: Readonly<Record<string, string>> = {
  身份证号: 'person.idNumber', 身份证号码: 'person.idNumber', 身份证: 'person.idNumber', 公民身份证号码: 'person.idNumber', 公民身份证号: 'person.idNumber', 联系电话: 'person.phone', 电话: 'person.phone', 手机号: 'person.phone',
  户籍地: 'person.registeredAddress', 户籍地址: 'person.registeredAddress', 现居住地: 'person.residenceAddress', 残疾证号: 'person.disabilityCertNumber', 与户主的关系: 'person.relationToHead', 户号: 'household.code', 户主: 'household.headName',
  户主身份证号: 'household.headIdNumber', 区划代码: 'unit.code',
  统计用区划代码: 'unit.code', 年度: 'report.year', 年份: 'report.year', 地块编号: 'land.code',
}; // prettier-ignore

/** @param meant what people of the county decided about headings */
export function headerOf(
  register: Register,
  columns: readonly Element[],
  rows: readonly SheetRow[],
  meant: ReadonlyMap<string, string | null>,
): Header {
  const byName = new Map<string, Element>();
  for (const element of columns) {
    byName.set(element.key.toLowerCase(), element);
    if (!byName.has(bare(element.zh))) byName.set(bare(element.zh), element);
  }
  const understand = (heading: string): Element | null => {
    const name = bare(heading);
    const decided = meant.get(heading.trim()) ?? meant.get(name);
    const key = decided ?? aliases[name];
    return byName.get(heading.trim().toLowerCase()) ?? byName.get(name) ?? (key == null ? null : (byName.get(key.toLowerCase()) ?? null));
  };
  const seen = rows.slice(0, headerWithin).map((row) => ({ row, elements: unique(row.cells.map(understand)) }));
  const best = seen.reduce<(typeof seen)[number] | null>(
    (most, one) => (most === null || known(one.elements) > known(most.elements) ? one : most),
    null,
  );
  if (best === null || known(best.elements) === 0) {
    const wanted = columns.slice(0, 8).map(({ zh }) => zh);
    throw new Problem('import.rows', {
      fields: [
        {
          path: '表头 header',
          detail: `认不出这本“${register.zh}”的栏目，要有：${wanted.join('、')} … no heading of the register is known`,
        },
      ],
    });
  }
  const find = (key: string): number | null => {
    const at = best.row.cells.findIndex((heading) => heading.trim().toLowerCase() === key || aliases[bare(heading)] === key);
    return at < 0 ? null : at;
  };
  return {
    columns: best.row.cells.map((heading, at) => ({
      heading: heading.trim(),
      element: best.elements[at]?.key ?? (at === find('unit.code') ? 'unit.code' : null),
    })),
    elements: best.elements,
    unitColumn: find('unit.code'),
    yearColumn: find('report.year'),
    row: best.row.row,
  };
}

/** A heading asked twice is read once: the second column of one element would overwrite the first in silence. */
function unique(elements: readonly (Element | null)[]): (Element | null)[] {
  const seen = new Set<string>();
  return elements.map((element) => {
    if (element === null || seen.has(element.key)) return null;
    seen.add(element.key);
    return element;
  });
}

function known(elements: readonly (Element | null)[]): number {
  return elements.filter((element) => element !== null).length;
}

/** 家庭年总收入（元/年）： → 家庭年总收入 */
function bare(heading: string): string {
  return halfWidth(heading)
    .replaceAll(/\s/gu, '')
    .replaceAll(/\([^)]*\)$/gu, '')
    .replace(/[:*]+$/u, '')
    .toLowerCase();
}

/** What was quoted so that no spreadsheet runs it comes back as it was written. */
export function unquoted(cell: string): string {
  return /^'[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? cell.slice(1) : cell;
}
