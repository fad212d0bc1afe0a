import type { ReadClause } from './clauses.ts';
import { clockAt } from './clock.ts';
import type { Flow } from './flow.ts';
import { codesOf } from './numbers.ts';
import { actingTags } from './pieces.ts';
import { hasTag } from './tags.ts';
import type { AskKind, Deadline } from './reading.ts';
import { within } from './sentences.ts';
import { beginsTime, timeAt, type TimeAt, type TimeBase } from './time-words.ts';

interface FoundTime extends TimeAt {
  readonly time: string | null;
  /** 前, 之前, 截止 behind it, or 最迟, 截止到 before it. */
  readonly limited: boolean;
  /** The end of A至B, and the stretch's first day. */
  readonly rangeFrom: TimeAt | null;
}

const limits = ['之前', '以前', '前', '截止', '为止', '止', '内'];
const limitsBefore = ['截止', '截止到', '截止至', '最迟', '最晚', '不迟于', '不得迟于', '不晚于', '不得晚于', '务于'];

/** Times that are no deadlines: validity, data cut-off, start of force, periods looked at. */
const notBefore = [
  '有效期至',
  '有效期',
  '有效期限',
  '数据截至',
  '统计期',
  '自',
  '从',
  '今年',
  '时点为',
  '时点',
  '播出时间',
  '首播',
  '建于',
  '成立于',
  '始于',
  '生于',
  '编号',
  '以来',
];
const notBehind = [
  '起施行',
  '起实施',
  '起执行',
  '起',
  '以来',
  '施行',
  '实施',
  '生效',
  '印发',
  '发布',
  '出台',
  '修订',
  '数据',
  '以后',
  '后',
  '期间',
  '的《',
  '召开的',
  '下发的',
  '播出',
  '份数据',
  '24时',
];

export interface DeadlineContext {
  readonly base: TimeBase;
  readonly kinds: ReadonlySet<AskKind>;
}

export function findDeadlines(flow: Flow, clauses: readonly ReadClause[], context: DeadlineContext): Deadline[] {
  const deadlines: Deadline[] = [];
  for (const [index, clause] of clauses.entries()) {
    if (!carries(flow.text, clause)) continue;
    const acting = actingClause(flow.text, clauses, index);
    for (const time of timesIn(flow.text, clause, context.base)) {
      const kind = kindOf(flow.text, clause, time, { ...context, acting });
      if (kind === null) continue;
      const chosen = time.rangeFrom && kind === 'presence' ? { ...time, date: time.rangeFrom.date } : time;
      const quotation = flow.quotation(time.start, time.end);
      const what = flow.quotation(clause.start, clause.end).quote;
      deadlines.push({ ...quotation, date: chosen.date, time: time.time, repeats: time.repeats, anchor: time.anchor, what, kind });
    }
  }
  return deadlines;
}

/** 3月5日上午9时，请各单位收看…: a clause that is only a time belongs to what follows it. */
function actingClause(text: string, clauses: readonly ReadClause[], index: number): ReadClause | undefined {
  const clause = clauses[index];
  const next = clauses[index + 1];
  const bare =
    clause &&
    clause.end - clause.start <= 24 &&
    /^[\d年月日号时点分上中下午晚早半一二三四五六七周星期至到起次底（）:：—-]+$/u.test(text.slice(clause.start, clause.end));
  return bare && next?.sentence === clause.sentence && carries(text, next) ? next : clause;
}

function carries(text: string, clause: ReadClause): boolean {
  if (clause.status === 'binding' || clause.status === 'wish') return true;
  // 6号前我来收: whoever collects sets the day for those who hand in.
  if (/我[^，。]{0,4}(?:收|汇总)/u.test(text.slice(clause.start, clause.end))) return true;
  return clause.status === 'issuerOwn' && hasTag(clause.tokens, 'inspect', 'inspectWeak', 'meeting', 'meeting!', 'hold');
}

/** Every time named in a clause, with clock, range and limit joined on. */
const hours = codesOf('上下中早晚凌0123456789');

function timesIn(text: string, clause: ReadClause, base: TimeBase): FoundTime[] {
  const times: FoundTime[] = [];
  for (let at = clause.start; at < clause.end; at += 1) {
    const code = text.charCodeAt(at);
    if ((!beginsTime(code) && hours[code] !== 1) || within(clause.sentence.sayings, at)) continue;
    const last = times.at(-1);
    // 6月10日、20日、30日: days of one list are of one month.
    const listed = last?.date && text.slice(last.end, at) === '、' ? { ...base, date: last.date } : base;
    const time = timeAt(text, at, listed) ?? hourToday(text, at, clause, base);
    if (!time || time.end > clause.end) continue;
    const joined = joinTime(text, clause.start, clause.end, time, base);
    times.push(joined);
    if (joined.end === joined.start) continue;
    at = Math.max(at, joined.end - 1);
  }
  return shareLimit(text, times);
}

function joinTime(text: string, from: number, to: number, time: TimeAt, base: TimeBase): FoundTime {
  const clock = clockAt(text, time.end, /晚|夜/u.test(text.slice(time.start, time.end)));
  let { end } = clock;
  let { date } = time;
  let spoken = clock.time;
  let rangeFrom: TimeAt | null = null;
  if ('至到-—–~～'.includes(text[end] ?? ' ') && end < to) {
    const second = timeAt(text, end + 1, date === null ? base : { ...base, date });
    if (second && second.end <= to && second.repeats === null) {
      rangeFrom = time;
      const later = clockAt(text, second.end, false);
      date = second.date;
      spoken = later.time;
      end = later.end;
    }
  }
  const bracketed = text[end] === '）' && spoken === null ? clockAt(text, end + 1, false) : null;
  if (bracketed?.time) {
    spoken = bracketed.time;
    end = bracketed.end;
  }
  const limit = limits.find(
    (word) => text.startsWith(word, end) && !(word === '前' && text[end + 1] === '期') && !(word === '内' && time.kind !== 'span'),
  );
  if (limit) end += limit.length;
  const before = limitsBefore.find((word) => time.start - word.length >= from && text.startsWith(word, time.start - word.length));
  if (
    time.kind === 'span' &&
    time.anchor === null &&
    /(结束|会后|完成|事后|发生|活动|任务|调研|督导|检查|返回)后?[^，]{0,2}$/u.test(text.slice(Math.max(from, time.start - 8), time.start))
  )
    return found(time, { date: null, anchor: 'event', end, time: spoken, limited: true, rangeFrom: null });
  return found(time, { date, anchor: time.anchor, end, time: spoken, limited: limit !== undefined || before !== undefined, rangeFrom });
}

type Joined = Pick<FoundTime, 'date' | 'anchor' | 'end' | 'time' | 'limited' | 'rangeFrom'>;

const found = (time: TimeAt, rest: Joined): FoundTime => ({
  start: time.start,
  repeats: time.repeats,
  kind: time.kind,
  date: rest.date,
  anchor: rest.anchor,
  end: rest.end,
  time: rest.time,
  limited: rest.limited,
  rangeFrom: rest.rangeFrom,
});

/** 下午5点前, 下班前 without a day: today, unless the sentence repeats. */
function hourToday(text: string, at: number, clause: ReadClause, base: TimeBase): TimeAt | null {
  if (!'上下中早晚凌0123456789'.includes(text[at] ?? ' ') || /[0-9:：至]/u.test(text[at - 1] ?? '')) return null;
  const clock = clockAt(text, at, false);
  if (clock.time === null || !limits.slice(0, 3).some((word) => text.startsWith(word, clock.end))) return null;
  if (/每[天日周月晚个旬]/u.test(text.slice(clause.sentence.from, clause.sentence.end))) return null;
  return { start: at, end: at, date: base.sentOn, repeats: null, anchor: null, kind: 'relative' };
}

/** 6月27日、9月30日前: the limit at the end of a list holds for all of it. */
function shareLimit(text: string, times: FoundTime[]): FoundTime[] {
  for (let index = times.length - 2; index >= 0; index -= 1) {
    const time = times[index];
    const next = times[index + 1];
    if (!time || !next || time.limited || !next.limited) continue;
    const between = text.slice(time.end, next.start);
    if (between === '、' || between === '和' || between === '及') times[index] = { ...time, limited: true };
  }
  return times;
}

/** due, presence, or null where the time is no deadline. */
function kindOf(
  text: string,
  clause: ReadClause,
  time: FoundTime,
  { kinds, acting }: DeadlineContext & { readonly acting: ReadClause | undefined },
): Deadline['kind'] | null {
  if (notBehind.some((word) => text.startsWith(word, time.end)) && !(time.rangeFrom && text.startsWith('后', time.end))) return null;
  const behindOpen = text.slice(Math.max(clause.sentence.from, time.start - 8), time.start);
  if (notBefore.some((word) => behindOpen.endsWith(word)) && !time.rangeFrom && time.kind !== 'span') return null;
  if (/有效期|(?:数据|统计)(?:截至|截止|截止到)?$|时点|表号|文号/u.test(behindOpen)) return null;
  if (/[）信号]（[^）]*$/u.test(text.slice(Math.max(clause.start, time.start - 12), time.start))) return null;
  const acts = hasTag((acting ?? clause).tokens, 'attend', 'meeting', 'meeting!', 'hold', 'inspect', 'inspectWeak');
  const events = kinds.has('inspection') || kinds.has('meeting');
  const label = labelBefore(text, clause);
  if (/(即日起|起|开始)(至|到|截至)$/u.test(behindOpen)) return 'due';
  if (time.limited || time.kind === 'span')
    return time.limited && /报到|参会|入会|入场|到场/u.test(text.slice(time.end, time.end + 10)) ? 'presence' : 'due';
  // 公示阶段（8月1日至10日）
  if (
    time.rangeFrom &&
    /(自查|整改|组织|动员|实施|宣传|排查|摸底|准备|申报|公示|登记|填报|评议|审核|推荐|部署)[^，。]{0,6}阶段（[^，。）]{0,4}$/u.test(
      text.slice(Math.max(0, time.start - 16), time.start),
    )
  )
    return 'due';
  // A stage in which the addressee acts itself ends with its last day.
  if (
    time.rangeFrom &&
    /^[^，。]{0,4}(自查|整改|组织|动员|实施|宣传|排查|摸底|准备|申报)[^，。]{0,6}阶段/u.test(text.slice(time.end, time.end + 16))
  )
    return 'due';
  if (time.rangeFrom) {
    const lasting = hasTag((acting ?? clause).tokens, 'attend', 'meeting', 'meeting!', 'inspect', 'inspectWeak');
    return rangeKind(text, acting ?? clause, events && (lasting || label));
  }
  if (time.kind === 'repeat') {
    // 每日报送 says how often; a deadline has an hour, a day or a limit.
    if (time.time === null && !time.limited && /^每个?(?:日|天|晚|周|月|季度?|年)$/u.test(text.slice(time.start, time.end))) return null;
    const handsIn =
      hasTag(clause.tokens, 'submit', 'form!', 'frequent!', 'fill', 'tell', 'photo!', 'ledger!') ||
      /^.{0,3}(一期|更新)/u.test(text.slice(time.end, time.end + 6));
    return clause.actor !== 'issuer' && handsIn ? 'due' : null;
  }
  // 当日进度, （星期六）: the day only describes.
  if (text[time.start] === '当' && time.kind === 'relative') return null;
  if (label) return 'presence';
  if (time.kind === 'period') return null;
  if (acts && clause.tense !== 'past' && time.date !== undefined) return 'presence';
  if (submitsBehind(text, clause, time)) return 'due';
  // 今日8时各水库均在汛限水位以下 tells a state: a bare day is a deadline for an act only.
  const doing = clause.modality === 'must' || clause.modality === 'request' || clause.tokens.some((token) => token.tags.meets(actingTags));
  return time.kind === 'relative' && doing && !/当[天日晚]/u.test(text.slice(time.start, time.end)) ? 'due' : null;
}

/** 时间：, 报到时间：, 会议时间为 before a time. */
function labelBefore(text: string, clause: ReadClause): boolean {
  const head = text.slice(clause.sentence.from, Math.min(clause.end, clause.sentence.from + 24));
  // The time of a telephone call is when it was made.
  if (clause.start < 160 && /(通话|电话|来电)\s?记\s?录/u.test(text.slice(0, 60))) return false;
  return (
    /^[^，。]{0,8}(时间|日期)(：|为|定在|安排在|是)/u.test(head) &&
    !/(公示|活动|检修|营业|停水|停电|受理|开放|有效|执行|实施|播出|服务)时间/u.test(head)
  );
}

/** For an inspection or a meeting of several days its first day counts; for a task its last. */
function rangeKind(text: string, clause: ReadClause, event: boolean): Deadline['kind'] | null {
  if (event) return 'presence';
  const words = text.slice(clause.sentence.from, clause.sentence.end);
  if (/填报|上报|报送|报名|征集|申报|提交|开展[^，。]{0,6}调查/u.test(words) || /即日起/u.test(words)) return 'due';
  return hasTag(clause.tokens, 'submit', 'form!', 'fill', 'go', 'sign', 'setUp', 'put', 'pay', 'install', 'publicity!', 'exam', 'share!')
    ? 'due'
    : null;
}

function submitsBehind(text: string, clause: ReadClause, time: FoundTime): boolean {
  return clause.tokens.some(
    (token) =>
      token.start >= time.end &&
      token.start - time.end <= 6 &&
      (token.tags.has('submit') || token.tags.has('form!') || token.tags.has('attend') || token.word === '完成' || token.word === '收'),
  );
}
