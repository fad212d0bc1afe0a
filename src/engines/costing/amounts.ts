/** How many: people, photos, days, characters, as the clause says them. A number that is not said comes from the tariff. */
import type { Level } from '../reading/index.ts';
import type { CostInput, Per, Range, Tariff } from './costing.ts';
import { exactly, none, one, range } from './range.ts';

const numbers: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 半: 0.5 };

/** First number before one of the units, Arabic or a single Chinese numeral. */
export function numberBefore(text: string, units: string): number | null {
  const found = new RegExp(`(\\d{1,6}(?:\\.\\d)?|[一二两三四五六七八九十半])\\s*(?:多|余)?\\s*(?:${units})`, 'u').exec(text);
  const word = found?.[1];
  if (word === undefined) return null;
  return numbers[word] ?? Number(word);
}

export interface Context {
  readonly input: CostInput;
  readonly tariff: Tariff;
  /** The clause the ask stands in. */
  readonly clause: string;
}

export interface Amount {
  readonly count: Range;
  /** Before the figure: “每户”, “每人”. */
  readonly each: string;
  /** After it: “约310户”; empty where the count is one. */
  readonly why: string;
}

export function amountOf(per: Per, context: Context): Amount {
  switch (per) {
    case 'time':
      return { count: one, each: '', why: '' };
    case 'household':
      return sized('households', '每户', '户', context);
    case 'child':
      return sized('children', '每处', context.input.level === 'village' ? '个组' : '个村', context);
    case 'official':
      return /每人|全体|所有|人人|全员|干部职工|党员干部/u.test(context.clause)
        ? sized('staff', '每人', '人', context)
        : people(context, range(1, 3, 7));
    case 'person':
      return people(context, context.tariff.defaults.people);
    case 'photo':
      return counted(numberBefore(context.clause, '张|幅'), context.tariff.defaults.photos, '每张', '张');
    case 'workday':
      return secondedDays(context);
    case 'hour':
      return counted(numberBefore(context.clause, '个?学时|课时'), context.tariff.defaults.courseHours, '每学时', '学时');
    case 'thousandCharacters': {
      const characters = numberBefore(context.clause.replace(/,/gu, ''), '字');
      return characters === null
        ? { count: none, each: '', why: '' }
        : { count: exactly(characters / 1000), each: '每千字', why: `，${characters}字` };
    }
  }
}

function counted(said: number | null, otherwise: Range, each: string, name: string): Amount {
  if (said !== null) return { count: exactly(said), each, why: `，${said}${name}` };
  return { count: otherwise, each, why: `，没有写几${name}，估${otherwise.low}–${otherwise.high}${name}` };
}

function people(context: Context, otherwise: Range): Amount {
  const said = numberBefore(context.clause, '名|人(?!次|均|员|口|以上|户)|位');
  const count = said === null ? otherwise : exactly(Math.min(said, 500));
  return { count, each: '每人', why: `，${count.low === count.high ? count.likely : `${count.low}–${count.high}`}人` };
}

function secondedDays(context: Context): Amount {
  const { clause, tariff } = context;
  const months = numberBefore(clause, '个月');
  const said =
    numberBefore(clause, '个?工作日|天') ??
    (months === null ? (/半年/u.test(clause) ? 125 : /一年/u.test(clause) ? 250 : null) : Math.round(months * 21));
  const days = said === null ? tariff.defaults.secondedDays : exactly(said);
  const who = numberBefore(clause, '名|人(?!次|均|员|口)|位') ?? 1;
  const why = said === null ? `，没有写借多久，估${days.low}–${days.high}个工作日` : `，${said}个工作日`;
  return { count: range(days.low * who, days.likely * who, days.high * who), each: '每人每天', why: `${why}，${who}人` };
}

function sized(key: 'households' | 'staff' | 'children', each: string, name: string, context: Context): Amount {
  const given = context.input.size?.[key];
  const count = given === undefined ? context.tariff.sizes[sizeLevel(context.input.level ?? null)][key] : exactly(given);
  return { count, each, why: `，约${count.likely.toLocaleString('en-US')}${name}` };
}

function sizeLevel(level: Level | null): 'village' | 'township' | 'organ' {
  return level === 'township' || level === 'organ' ? level : 'village';
}
