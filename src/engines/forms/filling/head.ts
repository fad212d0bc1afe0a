/** What stands above a table: whose it is, of when, and of whom; and whether that is what is to be filled. */
import { squeeze } from '../text.ts';
import { isUnder, textsOf, type Context, type Task } from './context.ts';
import { valueOf } from './registers.ts';

/** Words above the table that are neither its title nor a label with a place behind it. */
export function captionsOf({ table, grid }: Task): readonly string[] {
  const to = table.header?.from ?? table.firstDataRow ?? table.area.top;
  const meta = new Set(table.meta.map(({ row, column }) => `${row}:${column}`));
  const found: string[] = [];
  for (const [row, cells] of textsOf(grid)) {
    if (row < table.area.top || row >= to || table.noteRows.includes(row)) continue;
    for (const [column, text] of cells) {
      if (column < table.area.left || column > table.area.right || meta.has(`${row}:${column}`)) continue;
      const plain = squeeze(text);
      if (/[:：]/u.test(plain) || squeeze(table.title ?? '') === plain || /^[(（]?(?:公?章|盖章|[年月日号\d]+)[)）]?$/u.test(plain))
        continue;
      found.push(plain);
    }
  }
  return found;
}

/**
 * What stands above a table: its title, in a document the line before it. A second roster that only continues the first (附表, 续表,
 * 家庭成员) asks for the people of the same one.
 */
export function titlesOf(task: Task, tasks: readonly Task[]): readonly string[] {
  const { table, grid } = task;
  const own = table.title ?? grid.before.find((line) => !/[:：]/u.test(line)) ?? '';
  const all = [...(own === '' ? [] : [own]), ...captionsOf(task)];
  if (!/附表|续表|家庭成员/u.test(own)) return all;
  const main = tasks.find((other) => other.table.kind === 'roster' && other.table !== table);
  return [...all, ...(main === undefined || main.table.title === null ? [] : [main.table.title, ...captionsOf(main)])];
}

/** Why nothing of this table may be filled for this unit and period; null where nothing speaks against it. */
export function conflictOf(task: Task, context: Context): string | null {
  const { table, grid } = task;
  const to = table.header?.from ?? table.firstDataRow ?? table.area.top;
  const above = [...textsOf(grid)].filter(([row]) => row >= table.area.top && row < to && !table.noteRows.includes(row)).flatMap(([, cells]) => [...cells.values()]).map(squeeze); // prettier-ignore
  const head = [...(table.title === null ? grid.before.map(squeeze) : []), ...above];
  return otherYear(head, context) ?? otherPlace(head, context);
}

const dated = /填[报表制]|制表|上报|报送|打印|登记|采集|调查|时间|日期|文件|通知|〔|\[/u;

/** 「（截至2023年底）」 in a form that is filled for 2025: of which of the two, a person must say. */
function otherYear(head: readonly string[], { period }: Context): string | null {
  if (period === null) return null;
  for (const text of head) {
    const speaks = /[:：]/u.test(text) ? !dated.test(text) : !/^\d{4}年\d{1,2}月\d{1,2}日$/u.test(text);
    if (!speaks) continue;
    const years = [...text.matchAll(/(?<!\d)((?:19|20)\d{2})(?:年|(?=[-—–~至]\d)|(?=[)）]|$))/gu)].map((match) => Number(match[1]));
    const school = /学年/u.test(text) && years.includes(period.year);
    if (years.length > 0 && !school && years.some((year) => year !== period.year))
      return `表上写的是${years.join('、')}年，要填的是${period.year}年，请先核对`;
  }
  return null;
}

/** The form names a place that the registers know, and it is not the one that is filled. */
function otherPlace(head: readonly string[], { registers, unit }: Context): string | null {
  if (unit === null) return null;
  const mine = new Set<string>();
  const others = new Set<string>();
  for (const fact of registers.records('unit')) {
    const code = valueOf(fact, 'unit.code') ?? '';
    const own = isUnder(code, unit) || isUnder(unit, code);
    for (const key of ['unit.villageName', 'unit.townName'])
      if ((valueOf(fact, key) ?? '').length >= 3)
        (own || (key === 'unit.townName' && code.slice(0, 9) === unit.slice(0, 9)) ? mine : others).add(valueOf(fact, key) ?? '');
  }
  for (const name of others)
    if (!mine.has(name) && head.some((text) => text.includes(name))) return `表上写的是${name}，不是要填的单位，请先核对`;
  return null;
}
