import { clock, daysBetween, parts } from '../dates.ts';
import type { Range } from '../types.ts';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;
export const n = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 }).replace('-', '−');

/** Minutes as people say them: hours from an hour and a half on, a range only where its ends differ. */
export function about(range: Range): string {
  const low = span(range.low);
  const high = span(range.high);
  if (low === high) return `约${high}`;
  const unit = high.slice(-2);
  return low.endsWith(unit) ? `约${low.slice(0, -2)}–${high}` : `约${low}到${high}`;
}

function span(minutes: number): string {
  return minutes >= 90 ? `${n(Math.round(minutes / 6) / 10)}小时` : `${n(Math.max(1, Math.round(minutes)))}分钟`;
}

/** 关于开展冬春救助需求摸底的通知 is, among people, 冬春救助需求摸底. The document keeps its full title. */
export function short(title: string): string {
  const plain = /^.{0,20}?关于(?:进一步|切实|认真)?(?:组织开展|开展|做好|召开)?(.{4,})的(?:紧急)?(?:通知|函|意见|方案|通报)$/u.exec(
    title.trim(),
  )?.[1];
  return plain ?? title;
}

export const dates = {
  full: (time: string): string => ((at) => `${at.year}年${at.month}月${at.day}日`)(parts(time)),
  fullClock: (time: string): string => `${dates.full(time)} ${clock(time)}`,
  weekday: (time: string): string => `星期${weekdays[parts(time).weekday] ?? ''}`,
  inWeek: (time: string): string => `周${weekdays[parts(time).weekday] ?? ''}`,
  day: (time: string): string => ((at) => `${at.month}月${at.day}日`)(parts(time)),
  time: clock,
  dayWeek: (time: string): string => `${dates.day(time)} ${dates.inWeek(time)}`,
  dayClock: (time: string): string => `${dates.day(time)}（${dates.inWeek(time)}）${clock(time)}`,
  relative: (time: string, now: string): string => {
    const days = daysBetween(now, time);
    if (days === 0) return Date.parse(time) < Date.parse(now) ? '今天，已过' : '今天';
    if (days === 1) return '明天';
    if (days === 2) return '后天';
    if (days === -1) return '昨天';
    return days > 0 ? `还有${n(days)}天` : `${n(-days)}天前`;
  },
  ago: (time: string, now: string): string => {
    const days = daysBetween(time, now);
    return days <= 0 ? '今天' : days === 1 ? '昨天' : `${n(days)}天前`;
  },
};

/** 县应急局要，用来分配棉被和口粮。 */
export function why(organ: string, purpose: string): string {
  const plain = purpose.trim().replace(/[。.；;]+$/u, '');
  if (plain === '') return `${organ}要。`;
  if (/^(用来|用于|为了|因为)/u.test(plain)) return `${organ}要，${plain}。`;
  // A purpose that is a sentence of its own is left as it stands.
  return /[，。；]/u.test(plain) ? `${organ}要。${plain}。` : `${organ}要，用来${plain}。`;
}
