import type { Field } from '../../../nouns/demands/terms.ts';

/** Columns that every table has and nobody needs to ask: who fills it is known from the sign-in. */
const idle =
  /^(序号|编号|村名|村（社区）名?|村\(社区\)|行政村|乡镇|镇村|单位|单位名称|填报单位|填报人|填表人|联系人|联系电话|负责人|审核人|填报日期|填报时间|日期|备注|合计|总计|小计)[:：]?$/u;

/** Header cells of tables found in a notice, as fields. Only a suggestion: the drafter takes or leaves them. */
export function suggestFields(tables: readonly (readonly (readonly string[])[])[], text: string): readonly Field[] {
  const headers = tables.length > 0 ? tables.map(headerOf) : lineHeaders(text);
  const labels = [...new Set(headers.flat().map(plain))].filter((label) => label !== '' && label.length <= 24 && !idle.test(label));
  return labels.slice(0, 40).map((label, at) => fieldOf(label, at));
}

/** The lowest of the first rows that names something in most columns and holds no numbers. */
function headerOf(rows: readonly (readonly string[])[]): readonly string[] {
  const heads = rows
    .slice(0, 4)
    .filter((row) => row.filter((cell) => cell.trim() !== '').length >= 3 && !row.some((cell) => /^\s*[\d,.]+\s*$/u.test(cell)));
  return heads.at(-1) ?? [];
}

function lineHeaders(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((line) => line.split(/\t|\|/u).filter((cell) => cell.trim() !== ''))
    .filter((cells) => cells.length >= 3 && cells.some((cell) => idle.test(plain(cell))));
}

function plain(cell: string): string {
  return cell.replace(/\s+/gu, '').replace(/^[\d.、]+/u, '');
}

/** A field as its heading alone suggests it. */
export function fieldOf(label: string, at: number, said: string | null = null): Field {
  const unit = said ?? /[（(]([^（）()]{1,4})[）)]$/u.exec(label)?.[1] ?? null;
  const name = label.replace(/[（(][^（）()]*[）)]$/u, '');
  const decimal = unit !== null && /亩|元|万元|吨|公里|平方米|公斤|%/u.test(unit);
  const number = unit !== null || /数$|量$|面积|金额|人口|比例/u.test(name);
  const yes = /^是否|^有无/u.test(name);
  return {
    key: `f${at + 1}`,
    label: name,
    definition: null,
    type: yes ? 'boolean' : number ? (decimal ? 'decimal' : 'integer') : /日期|时间$/u.test(name) ? 'date' : 'text',
    unit,
    min: number ? 0 : null,
    max: null,
    choices: null,
    required: true,
  };
}
