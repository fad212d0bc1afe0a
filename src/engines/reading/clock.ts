import { isNumeral, numberAt } from './numbers.ts';

/** 下班 where no hour is given: end of the office day. */
export const endOfOfficeDay = '17:30';

/** 上班 where no hour is given: begin of the office day. */
const startOfOfficeDay = '08:30';

const halves: readonly (readonly [string, number])[] = [
  ['凌晨', 0],
  ['早上', 0],
  ['早晨', 0],
  ['上午', 0],
  ['中午', 0],
  ['下午', 12],
  ['傍晚', 12],
  ['晚上', 12],
  ['夜间', 12],
  ['早', 0],
  ['晚', 12],
];

export interface ClockAt {
  readonly end: number;
  readonly time: string | null;
}

/** （星期三）上午9:30, 下午5点, 17时30分, 下班, 12点半 behind a date. `evening`: the day word itself said 今晚. */
export function clockAt(text: string, at: number, evening: boolean): ClockAt {
  let place = skipWeekday(text, at);
  const half = halves.find(([word]) => text.startsWith(word, place));
  if (half) place += half[0].length;
  if (text.startsWith('下班', place)) return { end: place + 2, time: endOfOfficeDay };
  if (text.startsWith('上班前', place)) return { end: place + 2, time: startOfOfficeDay };
  const hour = isNumeral(text[place]) ? numberAt(text, place) : null;
  const unit = hour ? (text[hour.end] ?? '') : '';
  if (!hour || !'时点:：'.includes(unit) || unit === '' || hour.value > 24) {
    if (half) return { end: place, time: half[0] === '中午' ? '12:00' : null };
    return { end: at, time: null };
  }
  const minute = minuteAt(text, hour.end + 1);
  const shift = half ? half[1] : evening ? 12 : 0;
  const hours = hour.value < 12 && shift === 12 ? hour.value + 12 : hour.value;
  return { end: minute.end, time: `${String(hours).padStart(2, '0')}:${String(minute.value).padStart(2, '0')}` };
}

function minuteAt(text: string, at: number): { readonly value: number; readonly end: number } {
  const start = text[at] === '整' ? at + 1 : at;
  if (text[start] === '半') return { value: 30, end: start + 1 };
  const minute = isNumeral(text[start]) ? numberAt(text, start) : null;
  if (!minute || minute.value > 59) return { value: 0, end: start };
  return { value: minute.value, end: text[minute.end] === '分' ? minute.end + 1 : minute.end };
}

function skipWeekday(text: string, at: number): number {
  if (text[at] === '（') {
    const close = at + text.slice(at, at + 9).indexOf('）');
    const inside = close > at && close - at <= 7 ? text.slice(at + 1, close) : '';
    if (/^(星期|周|礼拜|本周|下周)/u.test(inside)) return close + 1;
  }
  return at;
}
