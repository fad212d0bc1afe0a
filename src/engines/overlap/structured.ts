import { daysBetween } from '../../base/dates.ts';
import type { AskKind, Level, Quotation, Reading } from '../reading/index.ts';
import type { Overlap } from './overlap.ts';

/** A demand in force beside which another is held. */
export interface InForce {
  readonly id: string;
  readonly reading: Reading;
  /** Keys of the elements that it asks, where its table is understood. */
  readonly elements?: readonly string[];
}

/** Meetings nearer than this can be one (meeting.merge_window_days of rule M4.3), checks nearer than this too (revisit.window_days of C7.6). */
const MEETING_DAYS = 10;
const CHECK_DAYS = 30;
/** Two matters are one from this share of their words on. */
const SAME_MATTER = 0.45;
/** A meeting that does not say how long it is: our own estimate. */
const MEETING_MINUTES = 120;

/** What of a new demand stands in another already, thing by thing. `today` tells whether the other may still be joined. */
export function overlapsWith(fresh: InForce, other: InForce): readonly Overlap[] {
  if (!sameReceivers(fresh.reading, other.reading)) return [];
  return [...columns(fresh, other), ...clash(fresh, other), ...meetings(fresh, other), ...checks(fresh, other)];
}

function sameReceivers(one: Reading, other: Reading): boolean {
  const known = new Set<Level>(one.addresseeLevels);
  return known.size === 0 || other.addresseeLevels.length === 0 || other.addresseeLevels.some((level) => known.has(level));
}

const nameOf = ({ reading, id }: InForce): string => reading.title ?? id;

/** The same columns: read what has come in, or join what is still being asked. */
function columns(fresh: InForce, other: InForce): Overlap[] {
  const mine = fresh.elements ?? [];
  const theirs = new Set(other.elements ?? []);
  const both = [...new Set(mine)].filter((key) => theirs.has(key));
  if (both.length === 0) return [];
  const until = lastDue(other.reading);
  const open = until !== null && fresh.reading.date !== null && until >= fresh.reading.date;
  const similarity = round(both.length / new Set(mine).size);
  const message = open
    ? `${nameOf(other)}也在要其中${both.length}列，到${until}为止，可以并过去一起要`
    : `其中${both.length}列在${nameOf(other)}里已经报过，直接取`;
  return [
    {
      with: other.id,
      similarity,
      kind: 'column',
      proposal: open ? 'join' : 'read',
      message,
      place: placeOf(fresh.reading, ['form', 'ledger']),
    },
  ];
}

/** The same persons called to two places at one time; decided only where day and hour are written. */
function clash(fresh: InForce, other: InForce): Overlap[] {
  const [mine, theirs] = [fresh.reading.meeting, other.reading.meeting];
  if (!mine?.startsAt || !theirs?.startsAt || mine.startsOn === null || mine.startsOn !== theirs.startsOn) return [];
  const [begin, otherBegin] = [minutesOf(mine.startsAt), minutesOf(theirs.startsAt)];
  const ends = begin + (mine.duration?.minutes ?? MEETING_MINUTES);
  if (begin >= otherBegin + (theirs.duration?.minutes ?? MEETING_MINUTES) || otherBegin >= ends) return [];
  if (!callSame(mine, theirs)) return [];
  const message = `${mine.startsOn} ${mine.startsAt}和${nameOf(other)}要同一批人到两个地方`;
  return [{ with: other.id, similarity: 1, kind: 'clash', proposal: 'merge', message, place: quotationOf(mine) }];
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

type Meeting = NonNullable<Reading['meeting']>;

function callSame(one: Meeting, other: Meeting): boolean {
  const posts = ({ principals, leaders, attendees }: Meeting): ReadonlySet<string> =>
    new Set(
      [...principals, ...leaders, ...attendees].flatMap(
        ({ quote }) => quote.match(/书记|[乡镇县]长|主任|分管|主要负责|校长|院长|网格员|村干部|联络员|业务/gu) ?? [],
      ),
    );
  const mine = posts(one);
  return [...posts(other)].some((post) => mine.has(post));
}

function meetings(fresh: InForce, other: InForce): Overlap[] {
  const [mine, theirs] = [fresh.reading.meeting, other.reading.meeting];
  if (!mine || !theirs) return [];
  if (mine.startsOn !== null && theirs.startsOn !== null && Math.abs(daysBetween(mine.startsOn, theirs.startsOn)) > MEETING_DAYS) return [];
  const similarity = matterLikeness(fresh.reading, other.reading);
  if (similarity < SAME_MATTER) return [];
  const message = `${nameOf(other)}也为这件事开会${theirs.startsOn === null ? '' : `（${theirs.startsOn}）`}，可以合成一个会`;
  return [{ with: other.id, similarity, kind: 'meeting', proposal: 'merge', message, place: quotationOf(mine) }];
}

function checks(fresh: InForce, other: InForce): Overlap[] {
  const place = placeOf(fresh.reading, ['inspection']);
  if (place === null || placeOf(other.reading, ['inspection']) === null) return [];
  const [mine, theirs] = [dayOf(fresh.reading), dayOf(other.reading)];
  if (mine !== null && theirs !== null && Math.abs(daysBetween(mine, theirs)) > CHECK_DAYS) return [];
  const similarity = matterLikeness(fresh.reading, other.reading);
  if (similarity < SAME_MATTER) return [];
  return [{ with: other.id, similarity, kind: 'check', proposal: 'merge', message: `${nameOf(other)}也查这件事，可以一次进村`, place }];
}

const quotationOf = ({ quote, start, end }: Quotation): Quotation => ({ quote, start, end });

function placeOf(reading: Reading, kinds: readonly AskKind[]): Quotation | null {
  const ask = reading.asks.find(({ kind }) => kinds.includes(kind));
  return ask === undefined ? null : quotationOf(ask);
}

const lastDue = (reading: Reading): string | null =>
  reading.deadlines
    .flatMap(({ kind, date }) => (kind === 'due' && date !== null ? [date] : []))
    .sort()
    .at(-1) ?? null;

const dayOf = (reading: Reading): string | null =>
  reading.deadlines.find(({ kind }) => kind === 'presence')?.date ?? lastDue(reading) ?? reading.date;

/** Words of a title that name no matter. */
const plain =
  /关于|做好|开展|进一步|切实|扎实|加强|推进|深入|全面|认真|组织|召开|参加|举办|工作|会议|大会|视频会|现场会|推进会|调度会|培训班?|检查|督查|督导|考核|专项|行动|有关|事项|情况|的?(?:紧急)?(?:通知|函|通报|提示|提醒|方案|意见|安排)|[\p{Script=Han}]{2,8}?(?:人民政府|委员会|办公室|局|办|委|中心|大队|支队|专班|指挥部|领导小组)(?=关于)|20\d\d年(?:度)?|[^\p{Script=Han}]/gu;

function matterLikeness(one: Reading, other: Reading): number {
  const [mine, theirs] = [matterOf(one), matterOf(other)];
  const common = [...mine].filter((gram) => theirs.has(gram)).length;
  return round(common / Math.max(1, Math.min(mine.size, theirs.size)));
}

/** Pairs of characters of the title's own words; without a title those of the first lines. */
function matterOf(reading: Reading): ReadonlySet<string> {
  const words = (reading.title ?? reading.elements.body.quote.slice(0, 60)).replaceAll(plain, ' ');
  const grams = new Set<string>();
  for (const run of words.split(' ')) for (let at = 0; at + 1 < run.length; at += 1) grams.add(run.slice(at, at + 2));
  return grams;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
