import type { ReadClause } from './clauses.ts';
import type { Flow } from './flow.ts';
import { isNumeral, isNumeralCode, numberAt } from './numbers.ts';
import type { Duration, Quantity } from './reading.ts';

/** Units that a demand is counted in, longest first. */
const units = [
  '个工作日',
  '个自然日',
  '个小时',
  '个星期',
  '个百分点',
  '人次',
  '户次',
  '小时',
  '分钟',
  '学时',
  '学分',
  '公里',
  '平方米',
  '万元',
  '亿元',
  '个月',
  '千字',
  '万字',
  '字',
  '个',
  '名',
  '人',
  '户',
  '次',
  '份',
  '篇',
  '条',
  '张',
  '件',
  '项',
  '天',
  '日',
  '周',
  '元',
  '分',
  '块',
  '处',
  '场',
  '期',
  '家',
  '页',
  '辆',
  '组',
  '批',
  '类',
  '级',
  '幅',
  '部',
  '本',
  '台',
  '亩',
  '吨',
  '米',
  '村',
  '所',
  '岁',
  '轮',
  '遍',
  '票',
  '赞',
];

const durationMinutes: Readonly<Record<string, number>> = { 分钟: 1, 小时: 60, 个小时: 60, 天: 480, 日: 480, 个工作日: 480 };

const atLeast = ['不少于', '不低于', '不得少于', '不得低于', '至少', '达到', '超过', '以上'];
const atMost = ['不超过', '不得超过', '不多于', '不高于', '控制在', '最多', '不大于', '限'];

export interface Measures {
  readonly quantities: Quantity[];
  readonly durations: Duration[];
  readonly percentages: Quantity[];
}

export function measuresIn(flow: Flow, clauses: readonly ReadClause[]): Measures {
  const measures: Measures = { quantities: [], durations: [], percentages: [] };
  for (const clause of clauses) measureClause(flow, clause, measures);
  return measures;
}

const HALF = '半'.charCodeAt(0);

function measureClause(flow: Flow, clause: ReadClause, into: Measures): void {
  const { text } = flow;
  for (let at = clause.start; at < clause.end; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== HALF && !isNumeralCode(code)) continue;
    const half = halfAt(text, at);
    if (half) {
      const quantity = quantityOf(flow, clause, at, half.end, half.value, half.unit);
      into.durations.push(durationOf(quantity, half.minutes));
      at = half.end - 1;
      continue;
    }
    if (!isNumeral(text[at]) || isNumeral(text[at - 1])) continue;
    const number = numberAt(text, at);
    if (!number) continue;
    const end = measureNumber(flow, clause, at, number, into);
    at = Math.max(at, end - 1);
  }
}

/** 半天, 一天半, 半小时, 一个半小时, 两天. */
function halfAt(
  text: string,
  at: number,
): { readonly end: number; readonly value: number; readonly unit: string; readonly minutes: number } | null {
  if (text[at] === '半') {
    if (text.startsWith('半天', at) || text.startsWith('半日', at)) return { end: at + 2, value: 0.5, unit: '天', minutes: 240 };
    if (text.startsWith('半个小时', at)) return { end: at + 4, value: 0.5, unit: '小时', minutes: 30 };
    if (text.startsWith('半小时', at)) return { end: at + 3, value: 0.5, unit: '小时', minutes: 30 };
    return null;
  }
  if (!isNumeral(text[at]) || isNumeral(text[at - 1])) return null;
  const number = numberAt(text, at);
  if (!number) return null;
  if (text.startsWith('天半', number.end))
    return { end: number.end + 2, value: number.value + 0.5, unit: '天', minutes: (number.value + 0.5) * 480 };
  if (text.startsWith('个半小时', number.end))
    return { end: number.end + 4, value: number.value + 0.5, unit: '小时', minutes: (number.value + 0.5) * 60 };
  if (text.startsWith('小时半', number.end))
    return { end: number.end + 3, value: number.value + 0.5, unit: '小时', minutes: (number.value + 0.5) * 60 };
  return null;
}

function measureNumber(
  flow: Flow,
  clause: ReadClause,
  at: number,
  number: { readonly value: number; readonly end: number },
  into: Measures,
): number {
  const { text } = flow;
  if (text[number.end] === '%') {
    into.percentages.push(quantityOf(flow, clause, at, number.end + 1, number.value, '%'));
    return number.end + 1;
  }
  const unit = units.find((word) => text.startsWith(word, number.end));
  // 3月5日, 9时 and 2026年 are times, 〔2026〕3号 a number.
  if (!unit || (unit === '日' && '月至到、-'.includes(text[at - 1] ?? ' '))) return number.end;
  const end = number.end + unit.length;
  const quantity = quantityOf(flow, clause, at, end, number.value, unit);
  const minutes = durationMinutes[unit];
  if (minutes === undefined) into.quantities.push(quantity);
  else into.durations.push(durationOf(quantity, number.value * minutes));
  return end;
}

function quantityOf(flow: Flow, clause: ReadClause, at: number, end: number, value: number, unit: string): Quantity {
  const { quote, start, end: to } = flow.quotation(at, end);
  return { quote, start, end: to, value, unit, bound: boundOf(flow.text, clause, at, end), status: clause.status };
}

const durationOf = (quantity: Quantity, minutes: number): Duration => ({
  quote: quantity.quote,
  start: quantity.start,
  end: quantity.end,
  value: quantity.value,
  unit: quantity.unit,
  bound: quantity.bound,
  status: quantity.status,
  minutes,
});

function boundOf(text: string, clause: ReadClause, at: number, end: number): Quantity['bound'] {
  const before = text.slice(Math.max(clause.start, at - 5), at);
  const after = text.slice(end, end + 3);
  if (atLeast.some((word) => before.endsWith(word)) || after.startsWith('以上') || after.startsWith('及以上')) return 'min';
  return atMost.some((word) => before.endsWith(word)) || after.startsWith('以内') || after.startsWith('之内') || after.startsWith('以下')
    ? 'max'
    : null;
}
