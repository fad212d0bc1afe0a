import { daysBetween } from '../../base/dates.ts';
import type { AskKind, Clause, Quotation, Reading } from '../reading/index.ts';
import type { Conflict, Place } from './feasibility.ts';

export interface Standing {
  readonly id: string;
  readonly reading: Reading;
}

/** Every two demands that cannot both be met, and demands that contradict themselves; each pair of places once. */
export function conflicts(demands: readonly Standing[]): readonly Conflict[] {
  const found: Conflict[] = [];
  demands.forEach((one, at) => {
    found.push(...beforeData(one));
    for (const other of demands.slice(at + 1)) found.push(...between(one, other));
  });
  return found;
}

/** What of two demands cannot both be met. */
export function between(one: Standing, other: Standing): readonly Conflict[] {
  if (!meet(one.reading, other.reading)) return [];
  return [...forbidden(one, other), ...forbidden(other, one), ...definitions(one, other), ...twoPlaces(one, other)];
}

/** Demands upon different levels never meet in one office. */
function meet(one: Reading, other: Reading): boolean {
  const levels = new Set(one.addresseeLevels);
  return one.addresseeLevels.length === 0 || other.addresseeLevels.length === 0 || other.addresseeLevels.some((level) => levels.has(level));
}

const placeOf = (id: string, { quote, start, end }: Quotation): Place => ({ demand: id, quote, start, end });

/** Words of each kind of ask as a prohibition names it. */
const names: Partial<Record<AskKind, RegExp>> = {
  plaque: /挂牌|牌子|上墙|标识牌|展板/u,
  photo: /拍照|照片|视频|截图|打卡|定位|留痕/u,
  ledger: /台账|档案|佐证|痕迹/u,
  report: /总结|报告|文字材料|书面材料|简报|周报|日报|月报/u,
  form: /填表|填报|报表|表格|数据报送|报送/u,
  pledge: /责任书|责任状|承诺书|签字/u,
  app: /APP|应用|小程序|下载|安装|注册/u,
  share: /转发|点赞|投票|关注/u,
  exam: /考试|答题|测试|竞赛/u,
  taskforce: /领导小组|专班|工作机构/u,
  campaign: /评选|评比|创建|示范/u,
  meeting: /会议|开会|动员会/u,
  visit: /入户|走访|上门/u,
};

/** One orders a thing that the other forbids on the same matter, or forbids altogether. */
function forbidden(one: Standing, other: Standing): Conflict[] {
  const bans = other.reading.clauses.filter(({ status, part }) => (status === 'negated' || status === 'released') && part !== 'front');
  const told = new Set<string>();
  return one.reading.asks.flatMap((ask) => {
    const name = names[ask.kind];
    const word = name?.exec(ask.sentence.quote)?.[0];
    if (name === undefined || word === undefined || told.has(ask.kind)) return [];
    const ban = bans.find((clause) => name.test(clause.quote) && clause.quote.includes(word) && sameMatter(one, other, ask, clause));
    if (ban === undefined) return [];
    told.add(ask.kind);
    const message = `一份要求“${bare(ask.quote)}”，另一份说“${bare(ban.quote)}”，做了这份就违了那份`;
    return [{ kind: 'orders-forbidden', one: placeOf(one.id, ask), other: placeOf(other.id, ban), message }];
  });
}

const general = /各(?:单位|部门|级)|一律|任何|不得(?:要求|组织|搞|再)|严禁/u;

/** A ban on one matter binds that matter; a ban in general binds every demand. */
function sameMatter(one: Standing, other: Standing, ask: Quotation, ban: Clause): boolean {
  if (general.test(ban.sentence.quote) && !/(?:本次|此次|该项|这项)/u.test(ban.sentence.quote)) return true;
  return shareOf(matter(one.reading, ask), matter(other.reading, ban)) >= 0.3;
}

const bare = (quote: string): string => quote.replaceAll(/\s/gu, '').slice(0, 30);

const matter = (reading: Reading, place: Quotation): ReadonlySet<string> => grams(`${reading.title ?? ''}，${place.quote}`);

function grams(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const plain = text.replaceAll(/关于|做好|开展|进一步|加强|工作|通知|要求|各|[市县区镇乡村省局办]|[^\p{Script=Han}]/gu, ' ');
  for (const run of plain.split(' ')) for (let at = 0; at + 1 < run.length; at += 1) found.add(run.slice(at, at + 2));
  return found;
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((gram) => other.has(gram)).length;
  return common / Math.max(1, Math.min(one.size, other.size));
}

const definition = /[“"]?([\p{Script=Han}]{2,10})[”"]?(?:是指|系指|指的是|，指|指)([^。；\n]{4,80})/gu;

function definitions(one: Standing, other: Standing): Conflict[] {
  const mine = definitionsOf(one.reading);
  return definitionsOf(other.reading).flatMap(({ term, means, place }) => {
    const same = mine.find((own) => own.term === term);
    if (!same || numbersOf(same.means) === numbersOf(means)) return [];
    const message = `两份通知对“${term}”的口径不一样：一份是“${bare(same.means)}”，一份是“${bare(means)}”`;
    return [{ kind: 'two-definitions', one: placeOf(one.id, same.place), other: placeOf(other.id, place), message }];
  });
}

function definitionsOf(reading: Reading): readonly { readonly term: string; readonly means: string; readonly place: Quotation }[] {
  return [...reading.text.matchAll(definition)].map((match) => ({
    term: match[1] ?? '',
    means: match[2] ?? '',
    place: { quote: match[0], start: match.index, end: match.index + match[0].length },
  }));
}

/** Definitions part where their numbers do: other words for the same bound are no conflict. */
const numbersOf = (means: string): string => (means.match(/\d+(?:\.\d+)?/gu) ?? []).join(' ');

/** The same persons called to two places at one time; decided only where both say the day and the hour. */
function twoPlaces(one: Standing, other: Standing): Conflict[] {
  const [mine, theirs] = [one.reading.meeting, other.reading.meeting];
  if (!mine || !theirs || mine.startsOn === null || mine.startsOn !== theirs.startsOn) return [];
  if (mine.startsAt === null || theirs.startsAt === null || !overlap(mine, theirs)) return [];
  const called = new Set([...mine.principals, ...mine.leaders].map(({ quote }) => rankOf(quote)));
  const both = [...theirs.principals, ...theirs.leaders].find(({ quote }) => called.has(rankOf(quote)));
  if (both === undefined) return [];
  const message = `${mine.startsOn}同一时间要同一个人到两个会：${bare(mine.quote)}、${bare(theirs.quote)}`;
  return [{ kind: 'two-places', one: placeOf(one.id, mine), other: placeOf(other.id, theirs), message }];
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** A meeting without a length takes two hours: our own estimate. */
function overlap(one: NonNullable<Reading['meeting']>, other: NonNullable<Reading['meeting']>): boolean {
  const [first, second] = [one, other].map((meeting) => ({
    from: minutesOf(meeting.startsAt ?? '00:00'),
    length: meeting.duration?.minutes ?? 120,
  }));
  if (!first || !second) return false;
  return first.from < second.from + second.length && second.from < first.from + first.length;
}

const rankOf = (words: string): string =>
  /书记/u.test(words) ? '书记' : /主任|[乡镇县区市]长|主要/u.test(words) ? '主要负责人' : /分管/u.test(words) ? '分管' : words;

/** Data of a day that lies behind the day on which they are due. */
function beforeData({ id, reading }: Standing): Conflict[] {
  const match = /(?:数据|情况|统计)?截[至止到]{1,2}(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?!前)/u.exec(reading.text);
  const year = match?.[1] ?? reading.date?.slice(0, 4);
  if (!match || year === undefined) return [];
  const day = `${year}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`;
  const due = reading.deadlines.find(
    ({ date, kind, start }) => kind === 'due' && date !== null && date < day && Math.abs(start - match.index) < 60,
  );
  if (due?.date === null || due === undefined || Number.isNaN(daysBetween(due.date, day))) return [];
  const cut = { quote: match[0], start: match.index, end: match.index + match[0].length };
  const message = `要${day}的数，却限${due.date}报，那天还没有这个数`;
  return [{ kind: 'before-data', one: placeOf(id, due), other: placeOf(id, cut), message }];
}
