import { dateParts } from '../../../base/dates.ts';
import { levelOfOrgan } from '../../reading/index.ts';
import { startOf, organLevels, type HistoryEvent, type OrganLevel } from './events.ts';

const plain = /^[\u4e00-\u9fff0-9A-Za-z]*$/u;

/** Names are the same when only width, spaces or the kind of brackets differ. */
export function nameKey(name: string): string {
  // Nearly all names: nothing to fold, and a register holds millions of them.
  if (plain.test(name)) return name;
  return name.normalize('NFKC').replaceAll(/[\s()[\]【】〔〕]/gu, '');
}

/** A number or an approval that is given; 无 and a dash say that there is none (docs/rules.md, Silence means absent). */
export function stated(value: string | null): string | null {
  return value === null || /^(\s*|无|没有|未报备|未备案|未审批|none|null|n\/a|[-—/]+)$/iu.test(value.trim()) ? null : value;
}

export function levelOf(organ: string): OrganLevel | null {
  if (/(村|社区|村委会|居委会|村民委员会|居民委员会)$/u.test(organ)) return 'village';
  return levelOfOrgan(organ);
}

export function takerLevel({ organLevel, organ }: HistoryEvent): OrganLevel | null {
  return organLevel ?? levelOf(organ);
}

export function lenderLevel({ unitLevel, units }: HistoryEvent): OrganLevel | null {
  return unitLevel ?? (units[0] === undefined ? null : levelOf(units[0]));
}

export function rank(level: OrganLevel): number {
  return organLevels.indexOf(level);
}

/** 2026年5月6日 */
export function dayInWords(iso: string | null): string {
  const parts = iso === null ? null : dateParts(iso);
  return parts === null ? '日期不明' : `${parts.year}年${parts.month}月${parts.day}日`;
}

/** First and last day, or the one day. */
export function daysInWords(events: readonly HistoryEvent[]): string {
  const days = events.flatMap((event) => startOf(event) ?? []).toSorted();
  const [first = null, last = null] = [days[0], days.at(-1)];
  return first === last ? dayInWords(first) : `${dayInWords(first)}到${dayInWords(last)}`;
}

/** The first few, then how many there are. */
export function listInWords(names: Iterable<string>, measure = '个'): string {
  const all = [...new Set(names)];
  return all.length <= 4 ? all.join('、') : `${all.slice(0, 3).join('、')}等${all.length}${measure}`;
}

export function inQuotes(name: string | null): string {
  return name === null ? '' : `“${name.length <= 30 ? name : `${name.slice(0, 29)}…`}”`;
}
