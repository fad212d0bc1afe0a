import type { Piece } from './pieces.ts';
import type { ClauseStatus, Polarity, Tense } from './reading.ts';
import type { Sentence } from './sentences.ts';

/** What of a clause decides whether what follows it was only said. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly sentence: Sentence;
  readonly polarity: Polarity;
  readonly tense: Tense;
  readonly status: ClauseStatus;
}

/**
 * 你村反映每月要报七份台账的问题收悉, 个别单位以…为名下达任务: what was complained of, proposed or done by nameless
 * others is told, whatever duties it names.
 */
const retells =
  /^(?:[你您贵][^，。]{0,8}?|来信人?|信访人|投诉人|举报人|代表|委员|网友)(?:来信|来电)?(?:反映|提出|提到|咨询|投诉|来信|建议)|^(?:[^，。]{2,10}，)?(?:个别|少数|有的|有些|一些|部分)(?:单位|地方|部门|乡镇|村|学校|干部|站所|同志|县)[^，。]{0,4}(?:以|借|打着|随意|违规|擅自|要求|向|搞|热衷|存在|把)|^(?:欣悉|欣闻|喜闻|惊悉)|(?:收悉|悉知|敬悉)$/u;

export const isRetold = (text: string, sentence: Sentence): boolean => retells.test(text.slice(sentence.from, sentence.end));

/** 各单位要引以为戒, 切实提高认识: an attitude is asked, no act. */
const slogan =
  /(?:引以为[戒鉴]|举一反三|高度重视|(?:提高|统一)(?:思想)?认识|提高政治站位|加强(?:组织)?领导|吸取教训|汲取教训|认真贯彻(?:落实|执行)?|遵照执行|警钟长鸣|再接再厉|精心组织|周密部署|密切配合|通力协作)$/u;

export const isSlogan = (text: string, { start, end }: Piece): boolean => end - start < 24 && slogan.test(text.slice(start, end));

/** 曾要求, 发文规定: what was once ordered follows. */
const ordered = /(?:要求|规定|提出|部署|下发|印发|明确|强调|约定)[^，。；]*$/u;
const restarts = /^(?:今|现|自|从|请|但|而|目前|本|各|你|特|为此|对此)/u;

/**
 * What a clause says of the words it leads to holds for all of them: 不得提出“甲，乙，丙” forbids all three,
 * 曾要求甲，乙，丙 tells all three.
 */
export function withScopeOfSaying<C extends Part>(text: string, clauses: readonly C[]): C[] {
  let told: Sentence | null = null;
  let leader: C | null = null;
  return clauses.map((clause) => {
    if (told !== null && (told !== clause.sentence || restarts.test(text.slice(clause.start, clause.start + 2)))) told = null;
    const status = saidStatus(clause, leader, told);
    if (clause.sentence.sayings.some(({ start, end }) => clause.start <= start && start < clause.end && end > clause.end)) leader = clause;
    if (clause.status === 'background' && clause.tense === 'past' && ordered.test(text.slice(clause.start, clause.end)))
      told = clause.sentence;
    return status === null ? clause : { ...clause, status };
  });
}

function saidStatus(clause: Part, leader: Part | null, told: Sentence | null): ClauseStatus | null {
  if (clause.status !== 'binding' && clause.status !== 'issuerOwn' && clause.status !== 'conditional') return null;
  if (
    leader !== null &&
    leader.sentence === clause.sentence &&
    leader.polarity !== 'positive' &&
    clause.sentence.sayings.some(
      ({ start, end }) => start >= leader.start && start < leader.end && clause.start > start && clause.start < end,
    )
  )
    return leader.status;
  return told === clause.sentence ? 'background' : null;
}
