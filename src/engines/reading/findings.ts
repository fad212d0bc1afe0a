import { daysBetween } from '../../base/dates.ts';
import type { Posture, ReadClause } from './clauses.ts';
import type { Flow } from './flow.ts';
import type { FrameHit } from './frames.ts';
import { frequencyIn } from './frequency.ts';
import type { Layout } from './layout.ts';
import { hasTag } from './tags.ts';
import type { Part } from './layers.ts';
import type { Ask, Deadline, Frequency, Pressure, PressureKind, Quotation } from './reading.ts';
import { within, type Sentence } from './sentences.ts';

interface Spot {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: Sentence;
}

/** One place once: overlapping finds of one kind in one sentence become one, from the first word to the last. */
function merge<T extends Spot>(spots: readonly T[]): T[] {
  const merged: T[] = [];
  const last = new Map<string, number>();
  for (const spot of [...spots].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const index = last.get(spot.kind);
    const before = index === undefined ? undefined : merged[index];
    if (before && index !== undefined && before.sentence === spot.sentence && spot.start <= before.end)
      merged[index] = { ...before, end: Math.max(before.end, spot.end) };
    else {
      last.set(spot.kind, merged.length);
      merged.push(spot);
    }
  }
  return merged;
}

export function askOf(flow: Flow, hits: readonly FrameHit[]): Ask[] {
  return merge(hits.map((hit) => ({ ...hit, sentence: hit.clause.sentence }))).map((hit) => {
    const sentence = flow.quotation(hit.sentence.from, hit.sentence.end);
    return {
      kind: hit.kind,
      ...flow.quotation(hit.start, hit.end),
      ...frequencyIn(flow.text.slice(hit.sentence.from, hit.sentence.end)),
      sentence,
    };
  });
}

export interface PressureContext {
  readonly date: string | null;
  readonly deadlines: readonly Deadline[];
  readonly title: string | null;
  readonly layout: Layout;
  readonly normal: Flow;
  readonly posture: Posture;
}

const frequent: ReadonlySet<Frequency> = new Set<Frequency>(['daily', 'weekly', 'tenDays', 'halfMonthly', 'monthly']);

export function pressuresOf(parts: readonly Part[], context: PressureContext): Pressure[] {
  const found = parts.flatMap((part) => {
    const own = part.pressureHits.map((hit) => ({ ...hit, sentence: hit.clause.sentence }));
    return merge([...own, ...frequentReports(part)]).map((hit) => pressure(part.flow, hit.kind, hit));
  });
  const circular = ownCircular(context);
  const rush = rushOf(parts, context);
  return [...found, ...(circular ? [circular] : []), ...rush];
}

function pressure(flow: Flow, kind: PressureKind, spot: Spot): Pressure {
  const { frequency } = frequencyIn(flow.text.slice(spot.sentence.from, spot.sentence.end));
  return {
    kind,
    ...flow.quotation(spot.start, spot.end),
    frequency: frequency === 'once' ? null : frequency,
    sentence: flow.quotation(spot.sentence.from, spot.sentence.end),
  };
}

/** Something is handed in at least monthly: 每周五报进度, 每天截图发群. */
function frequentReports(part: Part): (Spot & { readonly kind: PressureKind })[] {
  const often = new Map<Sentence, boolean>();
  const words = bindingWords(part);
  const isOften = (sentence: Sentence): boolean => {
    const known = often.get(sentence);
    if (known !== undefined) return known;
    const found =
      frequent.has(frequencyIn((words.get(sentence) ?? []).join('，')).frequency) &&
      hasTag(sentence.tokens, 'submit', 'form!', 'frequent!');
    often.set(sentence, found);
    return found;
  };
  return part.hits
    .filter((hit) => ['report', 'form', 'photo'].includes(hit.kind) && hit.clause.actor !== 'issuer' && isOften(hit.clause.sentence))
    .map((hit) => ({ kind: 'frequentReport', start: hit.start, end: hit.end, sentence: hit.clause.sentence }));
}

/** The binding words of each sentence: 每天可投5票 beside a demand does not make it daily. */
function bindingWords(part: Part): Map<Sentence, string[]> {
  const words = new Map<Sentence, string[]>();
  for (const clause of part.clauses) {
    if (clause.status !== 'binding') continue;
    const list = words.get(clause.sentence) ?? [];
    list.push(part.flow.text.slice(clause.start, clause.end));
    words.set(clause.sentence, list);
  }
  return words;
}

/** The paper itself is the circular that names. */
function ownCircular({ title, layout, normal, posture }: PressureContext): Pressure | null {
  if (!layout.title || posture !== 'demand' || title === null || !title.replaceAll(/（.*?）/gu, '').endsWith('通报')) return null;
  // 雨情通报, 苗情通报: news of nature names nobody.
  if (/[雨水汛灾疫墒苗旱火风雪]情通报|病虫(?:情报|害通报)|气象通报/u.test(title)) return null;
  const quotation: Quotation = normal.quotation(layout.title.start, layout.title.end);
  return { kind: 'notice', ...quotation, frequency: null, sentence: quotation };
}

const RUSH_DAYS = 3;

/** By the dates where both are known; by words only where they are not. */
function rushOf(parts: readonly Part[], { date, deadlines, posture }: PressureContext): Pressure[] {
  if (posture !== 'demand') return [];
  const dated = deadlines
    .filter((deadline) => deadline.date !== null && deadline.repeats === null)
    .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : 1));
  const [first] = dated;
  const days = first?.date && date !== null ? daysBetween(date, first.date) : null;
  if (days !== null && days >= 0) {
    return days <= RUSH_DAYS && first
      ? [
          {
            kind: 'rush',
            quote: first.quote,
            start: first.start,
            end: first.end,
            frequency: null,
            sentence: { quote: first.quote, start: first.start, end: first.end },
          },
        ]
      : [];
  }
  // An hour without a day means today; with an unknown date only the words tell.
  const today = deadlines.find(
    (deadline) => deadline.repeats === null && /^(上午|下午|中午|晚上|早上|晚|早|下班|\d{1,2}[点时:：])/u.test(deadline.quote),
  );
  const words = parts.flatMap((part) => rushWords(part));
  if (words.length > 0 || !today) return words;
  const { quote, start, end } = today;
  return [{ kind: 'rush', quote, start, end, frequency: null, sentence: { quote, start, end } }];
}

/** 今天晚饭前, 赶紧报, 天黑以前弄完: within the day, in any words. */
const haste =
  /(?:今天|今[晚夜早日])[^，。；：\n]{0,8}(?:前|以前|之前|内|完|报|交|发|签|装|弄好|补|搞定|到位|落实)|(?:马上|立刻|立马|即刻|火速|赶紧|赶快|抓紧时间|快点|十万火急|(?<![快加高迅提减])速)(?:报|办|填|发|装|签|弄|传|统计|转|行动|动起来|落实|去|组织|把)|明(?:天|早|日|晚|晨)[^，。；：\n]{0,8}(?:前|以前|之前|必须|一早)|(?:今天|今晚|明天|明早)(?:是)?(?:最后|截止|到期|收口)|(?:马上|立刻|立即|即刻)(?:到岗|上岗|到位|赶到|进岗)|连夜|(?:[一二两三1-3])[天日](?:之)?内[^，。；\n]{0,6}(?:填|报|交|完成|弄|办|装|签|搞定|发)|(?:\d|[一两二三几半])个?小时(?:之)?内|(?:晚饭|午饭|饭|睡觉|天黑|收工|收市|放学|熄灯|零点)(?:以|之)?前|二十四小时内/gu;

function saidInHaste(text: string, clause: ReadClause): { readonly start: number; readonly end: number } | null {
  if (
    clause.tense === 'past' ||
    /险情|灾情|撤离|转移|施救|救援|就医|报警|发病|伤亡/u.test(text.slice(clause.sentence.from, clause.sentence.end))
  )
    return null;
  haste.lastIndex = 0;
  const match = haste.exec(text.slice(clause.start, clause.end));
  return match ? { start: clause.start + match.index, end: clause.start + match.index + match[0].length } : null;
}

function rushWords(part: Part): Pressure[] {
  const found: Pressure[] = [];
  for (const clause of part.clauses) {
    if (clause.status !== 'binding' || clause.conditional || clause.actor === 'issuer') {
      if (clause.status !== 'binding' || clause.actor !== 'issuer') continue;
    }
    const said = saidInHaste(part.flow.text, clause);
    if (said && !/每[天日晚周]/u.test(part.flow.text.slice(clause.sentence.from, said.start)))
      found.push(pressure(part.flow, 'rush', { kind: 'rush', ...said, sentence: clause.sentence }));
    for (const token of clause.tokens) {
      if (
        !token.tags.has('rush!') ||
        within(clause.sentence.sayings, token.start) ||
        /每[天日晚周]/u.test(part.flow.text.slice(clause.sentence.from, token.start))
      )
        continue;
      found.push(pressure(part.flow, 'rush', { kind: 'rush', start: token.start, end: token.end, sentence: clause.sentence }));
    }
  }
  return found;
}
