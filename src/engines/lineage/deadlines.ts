import { daysBetween } from '../../base/dates.ts';
import { timeAt, type Reading, type TimeBase } from '../reading/index.ts';
import type { AddOn } from './lineage.ts';
import { addOn, piecesOf, type Detector, type Pair } from './pair.ts';
import { demands, type Piece } from './points.ts';

interface Due {
  readonly date: string | null;
  /** Calendar days allowed, counted from receipt, issue or an event; null for a day of the calendar. */
  readonly span: number | null;
  /** Minutes of the day, where an hour is given. */
  readonly hour: number | null;
  readonly words: string;
  readonly piece: Piece;
}

const limit = /^(?:[0-9]{1,2}(?:时|点|:[0-9]{2})(?:[0-9]{2}分)?|上午|下午|中午|晚|下班)*(?:之前|以前|前|截止|为止|止)/u;
const acts = /完成|报|交|建成|到位|整改|办结|反馈|录入|填|登记|汇总|结束|清零|拆除|启用|落实|见底|办理|答复/u;

/** Days by which something is due, earlier than the parent's, or where the parent sets none. */
export const deadlines: Detector = (pair) => {
  const above = piecesOf(pair.above)
    .filter((piece) => piece.status !== 'background' && piece.status !== 'quoted')
    .flatMap((piece) => duesIn(piece, baseOf(pair.parent)));
  return piecesOf(pair.below)
    .filter(demands)
    .filter((piece) => !senders.test(piece.text))
    .flatMap((piece) => duesIn(piece, baseOf(pair.child, baseOf(pair.parent).year)))
    .flatMap((due) => compare(pair, above, due));
};

/** What whoever sends the notice does by a day is nobody's deadline. */
const senders = /授予|命名|表彰|兑现|给予奖励|予以(?:奖励|通报|公布)|统一(?:印发|公布|组织)/u;

/** A message without a year is of its parent's. */
const baseOf = (reading: Reading, year: number | null = null): TimeBase => ({
  date: reading.date,
  sentOn: reading.date,
  year: Number(/(?:19|20)\d{2}(?=年)/u.exec(reading.text)?.[0] ?? Number.NaN) || year,
});

function duesIn(piece: Piece, base: TimeBase): Due[] {
  const { text } = piece;
  const dues: Due[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const time = timeAt(text, at, base);
    if (!time) continue;
    const before = text.slice(Math.max(0, at - 5), at);
    const after = text.slice(time.end);
    at = Math.max(at, time.end - 1);
    const counted = time.kind === 'span';
    if (time.repeats !== null || (!counted && (/(?:每|截至|数据|自|从)$/u.test(before) || /^(?:起|以来|召开|后)/u.test(after)))) continue;
    const bounded =
      counted ||
      limit.test(after) ||
      /(?:至|到|最迟|最晚|不迟于|不晚于|截止)$/u.test(before) ||
      (time.kind === 'period' && acts.test(text));
    if (!bounded || (time.kind === 'relative' && time.date === null)) continue;
    const words = `${text.slice(time.start, time.end)}${limit.exec(after)?.[0] ?? ''}`;
    const span = counted ? spanDays(text.slice(time.start, time.end)) : null;
    if (time.date !== null || span !== null) dues.push({ date: time.date, span, hour: hourOf(after), words, piece });
  }
  return dues;
}

function spanDays(words: string): number | null {
  const match = /([0-9]+|[一二两三四五六七八九十]+)(个?工作日|个?自然日|日|天|个?小时|周|个?星期|个?月)/u.exec(words);
  if (!match) return null;
  const number = /^\d+$/u.test(match[1] ?? '') ? Number(match[1]) : chinese(match[1] ?? '');
  const unit = (match[2] ?? '').replace('个', '');
  return number * ({ 工作日: 1.4, 小时: 1 / 24, 周: 7, 星期: 7, 月: 30 }[unit] ?? 1);
}

const chinese = (words: string): number => {
  const digit = (char: string | undefined): number => (char === '两' ? 2 : '零一二三四五六七八九'.indexOf(char ?? '零'));
  const ten = words.indexOf('十');
  if (ten < 0) return digit(words.at(-1));
  return (ten === 0 ? 1 : digit(words[ten - 1])) * 10 + (ten + 1 < words.length ? digit(words[ten + 1]) : 0);
};

function hourOf(after: string): number | null {
  const match = /^(上午|下午|中午|晚上)?([0-9]{1,2})(?:时|点|:)([0-9]{2})?/u.exec(after);
  if (!match) return after.startsWith('下班') ? 17 * 60 + 30 : null;
  const hour = Number(match[2]) + (/下午|晚/u.test(match[1] ?? '') && Number(match[2]) < 12 ? 12 : 0);
  return hour * 60 + Number(match[3] ?? 0);
}

function compare(pair: Pair, above: readonly Due[], due: Due): AddOn[] {
  const partners = pair.partners(due.piece.point);
  const beside = nearest(
    pair,
    due,
    above.filter(({ piece }) => partners.includes(piece.point)),
  );
  const rivals = beside.length > 0 ? beside : fallback(above, due);
  if (rivals.length === 0) return alone(pair, above, due);
  if (rivals.some((rival) => left(pair, rival, due) <= 0)) return [];
  const rival = rivals.reduce((best, other) => (left(pair, other, due) < left(pair, best, due) ? other : best));
  return [addOn('deadline', rival.piece, due.piece, `上级的期限是${rival.words}，这里提前到${due.words}`)];
}

/** Those whose own words are nearest: 完成 with 完成, 报送 with 报送. */
function nearest(pair: Pair, due: Due, among: readonly Due[]): readonly Due[] {
  const rated = among.map((other) => ({ other, like: pair.likeness(due.piece.text, other.piece.text) }));
  const best = Math.max(0, ...rated.map(({ like }) => like));
  return rated.filter(({ like }) => like >= best * 0.8).map(({ other }) => other);
}

/** Without a sentence that renders it: the only end that the parent sets for handing in or for the whole. */
function fallback(above: readonly Due[], due: Due): readonly Due[] {
  const kind = (text: string): string => (/报|交|反馈|填|汇总/u.test(text) ? 'report' : 'work');
  const same = above.filter(({ piece }) => kind(piece.text) === kind(due.piece.text));
  return same.length === 1 && acts.test(due.piece.text) ? same : [];
}

/** Days by which the child stays below the parent; not above zero where it does not. */
function left(pair: Pair, above: Due, below: Due): number {
  if (above.span !== null && below.span !== null) return above.span - below.span;
  if (above.span !== null) {
    const given = pair.child.date === null || below.date === null ? null : daysBetween(pair.child.date, below.date);
    return given === null ? 0 : Math.ceil(above.span) - given;
  }
  if (above.date === null || below.date === null) return 0;
  const days = daysBetween(below.date, above.date);
  return days === 0 && above.hour !== null && below.hour !== null ? (above.hour - below.hour) / 1440 : days;
}

/** A day where the parent leaves the time open, on a matter that the parent has. */
function alone(pair: Pair, above: readonly Due[], due: Due): AddOn[] {
  const [partner] = pair.partners(due.piece.point);
  if (partner?.live === false || above.length > 0 || !acts.test(due.piece.text)) return [];
  return [addOn('deadline', partner ?? null, due.piece, `上级没有定期限，这里定了${due.words}`)];
}
