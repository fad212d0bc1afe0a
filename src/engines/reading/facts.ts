import { daysBetween } from '../../base/dates.ts';
import { findNumbers } from './docnumber.ts';
import type { Flow } from './flow.ts';
import type { Part } from './layers.ts';
import type { Layout } from './layout.ts';
import { measuresIn } from './measures.ts';
import { meetingIn } from './meeting-facts.ts';
import type { Ask, ConsultationFacts, Deadline, Quotation, Reading, Remark } from './reading.ts';

type Facts = Pick<Reading, 'durations' | 'quantities' | 'percentages' | 'citations' | 'meeting' | 'consultation' | 'emergency' | 'remarks'>;

interface Found {
  readonly asks: readonly Ask[];
  readonly deadlines: readonly Deadline[];
}

export function factsOf(parts: readonly Part[], normal: Flow, layout: Layout, found: Found, date: string | null): Facts {
  const measures = parts.map((part) => measuresIn(part.flow, part.clauses));
  const durations = measures.flatMap((measure) => measure.durations);
  const [body] = parts;
  return {
    durations,
    quantities: measures.flatMap((measure) => measure.quantities),
    percentages: measures.flatMap((measure) => measure.percentages),
    citations: citationsIn(normal, layout),
    meeting: body ? meetingIn(body, found.deadlines, durations) : null,
    consultation: body ? consultationIn(body, layout, found.deadlines) : null,
    emergency: emergencyIn(parts),
    remarks: remarksOf(parts, normal, layout, found.deadlines, date),
  };
}

const MAX_TITLE = 80;
const OPENS = '《'.charCodeAt(0);
const CLOSES = '》'.charCodeAt(0);

/** 《…》 and document numbers other than the paper's own. */
function citationsIn(normal: Flow, layout: Layout): Quotation[] {
  const found: Quotation[] = [];
  let open = -1;
  for (let at = 0; at < normal.text.length; at += 1) {
    const code = normal.text.charCodeAt(at);
    if (code === OPENS && (open < 0 || at - open > MAX_TITLE)) open = at;
    else if (code === CLOSES && open >= 0) {
      if (at - open <= MAX_TITLE) found.push(normal.quotation(open, at + 1));
      open = -1;
    }
  }
  const own = layout.docNumber?.start ?? -1;
  for (const number of findNumbers(normal.text)) if (number.start !== own) found.push(normal.quotation(number.start, number.end));
  return found.sort((a, b) => a.start - b.start);
}

/** A draft sent out for opinions: the first 征求意见 or 征求…意见 in force, or in the title. */
function consultationIn(body: Part, layout: Layout, deadlines: readonly Deadline[]): ConsultationFacts | null {
  const { flow } = body;
  const place = flow.text.search(/征求[^，。；]{0,40}意见|征求意见稿/u);
  const titled = /征求.{0,60}意见/u.test(layout.title?.text ?? '');
  if (place < 0 && !titled) return null;
  const start = Math.max(0, place);
  const clause = body.clauses.find((one) => one.start <= start && one.end > start);
  if (!titled && clause && !['binding', 'issuerOwn', 'background'].includes(clause.status)) return null;
  const sentence = clause ?? body.clauses[0];
  const near = deadlines.find((deadline) => /反馈|意见|回复|报/u.test(deadline.what ?? '')) ?? deadlines[0] ?? null;
  const round = /第([一二三四五1-5])(次|轮)[^，。]{0,8}(征求|书面|意见)/u.exec(flow.text.slice(0, 4000))?.[1];
  const quotation = sentence ? flow.quotation(sentence.start, sentence.end) : flow.quotation(0, Math.min(1, flow.text.length));
  return {
    ...quotation,
    round: round ? '一二三四五'.indexOf(round) + 1 || Number(round) : null,
    deadline: near,
    answerRequired: /(无|没有)意见[^，。]{0,4}也|均须反馈|必须反馈/u.test(flow.text.slice(0, 8000)),
  };
}

const emergencies = [
  '红色预警',
  '橙色预警',
  'Ⅰ级应急响应',
  'Ⅱ级应急响应',
  'Ⅲ级应急响应',
  'Ⅳ级应急响应',
  'I级应急响应',
  'II级应急响应',
  'III级应急响应',
  'IV级应急响应',
  '一级应急响应',
  '二级应急响应',
  '三级应急响应',
  '四级应急响应',
  '启动防汛应急',
  '启动应急响应',
  '应急响应',
  '山洪灾害预警',
  '地质灾害预警',
  '台风预警',
  '暴雨预警',
  '险情',
  '汛情',
  '疫情防控应急',
  '突发公共卫生事件',
  '地震',
  '山体滑坡',
  '火灾事故',
  '溃坝',
  '紧急转移',
  '洪水',
];
const declared = /发布|启动|已达|达到|发生|出现|升级|预计|维持|进入/u;

/** A real emergency is named as a fact (a signal issued, a level in force), not as something to prepare for. */
function emergencyIn(parts: readonly Part[]): Reading['emergency'] {
  for (const part of parts) {
    for (const clause of part.clauses) {
      if (['conditional', 'negated', 'released', 'quoted', 'heading'].includes(clause.status)) continue;
      const words = part.flow.text.slice(clause.start, clause.end);
      const basis = emergencies.find((word) => words.includes(word));
      if (basis && declared.test(words) && !/预案|演练|准备|防范|如|培训/u.test(words))
        return { basis, quotation: part.flow.quotation(clause.start, clause.end) };
    }
  }
  return null;
}

const vague = ['尽快', '及时', '适时', '近期', '抓紧'];

function remarksOf(parts: readonly Part[], normal: Flow, layout: Layout, deadlines: readonly Deadline[], date: string | null): Remark[] {
  const remarks: Remark[] = [];
  for (const part of parts) {
    for (const hit of part.hits) {
      if (hit.kind !== 'report' && hit.kind !== 'form') continue;
      const words = part.flow.text.slice(hit.clause.start, hit.clause.end);
      const word = vague.find((one) => words.includes(one));
      if (word)
        remarks.push({
          kind: 'vagueDeadline',
          quotation: part.flow.quotation(hit.clause.start + words.indexOf(word), hit.clause.start + words.indexOf(word) + word.length),
        });
    }
  }
  if (layout.docNumber && !layout.docNumber.properBrackets)
    remarks.push({ kind: 'numberBrackets', quotation: normal.quotation(layout.docNumber.start, layout.docNumber.end) });
  if (layout.date && date === null)
    remarks.push({ kind: 'dateIncomplete', quotation: normal.quotation(layout.date.start, layout.date.end) });
  for (const deadline of deadlines) {
    if (date !== null && deadline.date !== null && daysBetween(date, deadline.date) < 0)
      remarks.push({ kind: 'pastDeadline', quotation: { quote: deadline.quote, start: deadline.start, end: deadline.end } });
  }
  return remarks;
}
