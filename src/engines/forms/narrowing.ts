/**
 * A title may narrow a whole table of counts: in 女性人口情况统计表 a line 60岁以上 asks for the women of that age, in 新增低保统计表 every
 * figure is what was added. The dictionary's figures are of the whole village, so under such a title they are another fact.
 */
import type { TableContext } from './subject.ts';

interface Narrowing {
  readonly words: RegExp;
  /** Figures of the dictionary that count this very group. */
  readonly own: RegExp;
}

const narrowings: readonly Narrowing[] = [
  { words: /女性|妇女/u, own: /Female$/u },
  { words: /男性/u, own: /^$/u },
  { words: /低保|最低生活保障/u, own: /^unit\.dibao/u },
  { words: /残疾/u, own: /^unit\.disabled/u },
  { words: /老年|老龄|老人|高龄/u, own: /^unit\.elderly/u },
  { words: /留守儿童|儿童|未成年/u, own: /^unit\.leftBehind/u },
  { words: /务工|外出/u, own: /^unit\.(?:migrant|laborForce)/u },
  { words: /劳动力|就业/u, own: /^unit\.(?:migrant|laborForce)/u },
  { words: /医保|医疗保险|参保/u, own: /^unit\.medical/u },
  { words: /脱贫|贫困|监测(?:对象|户|人口)|特困|困难|流动|外来|少数民族|移民|搬迁|党员|团员|学生|退役|军人|孤儿|独居|空巢|失能|独生|失业|青年|新生/u, own: /^$/u },
]; // prettier-ignore

/** What was added or fell away is no stock, whatever it is of. */
const change = /新增|退出|减少|死亡|迁[入出]|注销|取消|停发|停保|变动|异动|增减|(?<!模)拟/u;

/** Counts of people and households, and what is reckoned per head. */
const counted =
  /^unit\.(?:household|population|labor|migrant|elderly|leftBehind|dibao|disabled|medical|water|sanitary|incomePerCapita|cultivated)/u;
const whole = /户籍|常住|在册|总人口|总户数|全村|耕地/u;

/** Is the figure still that of the dictionary under this title? @param words of the heading, its groups and its line */
export function holdsUnder(element: string, words: string, table: TableContext): boolean {
  if (!counted.test(element)) return true;
  const { title, headings } = table;
  if (change.test(title) && !(whole.test(words) && change.test(headings))) return false;
  const found = narrowings.filter((one) => one.words.test(title));
  if (found.length === 0) return true;
  const listed = /[、，,和及与]/u.test(title);
  const own = found.filter((one) => one.own.test(element));
  if (listed ? own.length > 0 : own.length === found.length) return true;
  // 户籍人口 beside 低保人数 in 低保情况统计表: where the group has a heading of its own, the others speak of the whole village.
  const others = found.filter((one) => !one.own.test(element));
  return whole.test(words) && others.every((one) => one.words.test(headings));
}
