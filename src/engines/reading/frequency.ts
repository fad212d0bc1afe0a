import type { Frequency } from './reading.ts';
import { codesOf, isNumeralCode, numberAt } from './numbers.ts';

/** Longer words first: 每半月 before 每月, 每半年 before 每年. */
const words: readonly (readonly [Frequency, readonly string[]])[] = [
  ['halfMonthly', ['每半月', '半月报', '半月一', '半月调度', '每半个月']],
  ['halfYearly', ['每半年', '半年报', '半年一', '上下半年', '半年度']],
  ['tenDays', ['每旬', '旬报', '一旬一', '每十天', '每10天', '按旬']],
  [
    'daily',
    [
      '每日',
      '每天',
      '日报',
      '逐日',
      '每晚',
      '每早',
      '日调度',
      '日通报',
      '一日一',
      '一天一',
      '按日',
      '早晚',
      '日汇总',
      '每2小时',
      '每两小时',
      '每小时',
      '天天',
      '日清',
      '每个工作日',
    ],
  ],
  [
    'weekly',
    [
      '每周',
      '每星期',
      '周报',
      '一周一',
      '按周',
      '周调度',
      '周通报',
      '每隔一周',
      '每隔7天',
      '周排名',
      '一周两',
      '一周三',
      '每礼拜',
      '周汇总',
      '逐周',
    ],
  ],
  ['monthly', ['每月', '每个月', '月报', '一月一', '按月', '月调度', '月通报', '月度', '月排名', '逐月', '每逢月底', '月月']],
  ['quarterly', ['每季', '季报', '按季', '一季一', '季度末', '逐季', '每季度', '季通报']],
  ['yearly', ['每年', '年报', '一年一', '按年', '年度一次']],
  ['continuous', ['实时', '动态更新', '动态管理', '随时更新', '随时上报', '不间断', '24小时', '全天候', '常态化更新']],
  ['onEvent', ['如有', '发现问题及时', '一旦', '发生时', '有变化']],
];

export interface FoundFrequency {
  readonly frequency: Frequency;
  readonly times: number | null;
}

interface Mark {
  readonly order: number;
  readonly frequency: Frequency;
  readonly word: string;
}

const marksByFirst = new Map<number, Mark[]>();
words.forEach(([frequency, marks], order) => {
  for (const word of marks) {
    const list = marksByFirst.get(word.charCodeAt(0)) ?? [];
    list.push({ order, frequency, word });
    marksByFirst.set(word.charCodeAt(0), list);
  }
});
const dateEnds = codesOf('日月');
const HEAD = 400;

/** How often, by the words of a sentence. */
export function frequencyIn(sentence: string): FoundFrequency {
  let best: Mark | null = null;
  let place = 0;
  for (let at = 0; at < Math.min(HEAD, sentence.length); at += 1) {
    const code = sentence.charCodeAt(at);
    const marks = marksByFirst.get(code);
    if (!marks || (dateEnds[code] === 1 && at > 0 && isNumeralCode(sentence.charCodeAt(at - 1)))) continue;
    for (const mark of marks) {
      if ((best !== null && mark.order >= best.order) || !sentence.startsWith(mark.word, at)) continue;
      best = mark;
      place = at;
    }
  }
  return best === null
    ? { frequency: 'once', times: null }
    : { frequency: best.frequency, times: timesNear(sentence.slice(0, HEAD), place) };
}

/** 一周两次, 每季度不少于1次: the count before 次. */
function timesNear(text: string, place: number): number | null {
  const to = Math.min(text.length, place + 24);
  for (let at = place; at < to; at += 1) {
    const number = numberAt(text, at);
    if (!number) continue;
    if (text[number.end] === '次') return number.value;
    at = number.end - 1;
  }
  return null;
}
