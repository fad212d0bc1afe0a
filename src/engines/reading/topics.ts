import type { ClauseStatus, Modality, Polarity } from './reading.ts';
import type { Sentence } from './sentences.ts';

/** What of a clause decides whether it is the topic of a release. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly sentence: Sentence;
  readonly modality: Modality;
  readonly polarity: Polarity;
  readonly status: ClauseStatus;
}

/** What has no object of its own takes the topic before the comma: 各类牌子，一概取下; 往年的承诺书，今年不用签了. */
const takesTopic =
  /(?:停收|停报|停发|停办|停填|停评|停签|取下|摘下|摘除|收走|清掉|删去|删除|去掉|停止|停用|废止|取消|作废|撤销|解散|清退|归队|退回|不再执行|停止执行|停下来|停掉)(?:使用|执行|办理|即可|了)?$|(?:不用|不再|无需|无须|不必|不需要?|不要)(?:再|你们|大家|各村)?(?:签|填|报|交|做|搞|办|开|写|建|挂|评|拍|传|送|收|查|考|学|装|上报|报送|提供|要求|组织|开展|统计|执行|使用|参加|保留)了?$/u;
const TOPIC_REACH = 2;

export function withReleasedTopics<C extends Part>(text: string, clauses: readonly C[]): C[] {
  return clauses.map((clause, at) =>
    clause.status === 'binding' && isReleasedTopic(text, clauses, at) ? { ...clause, status: 'released' } : clause,
  );
}

function isReleasedTopic(text: string, clauses: readonly Part[], at: number): boolean {
  const clause = clauses[at];
  const runsInto = clauses[at + 1];
  // 请把计划外的检查｜一律停下来: whatever is asked is asked to end.
  if (clause && runsInto?.start === clause.end && runsInto.polarity === 'released' && /[把将]/u.test(text.slice(clause.start, clause.end)))
    return true;
  // 此前要求的家访、合影一律｜停止执行: 一律 only says that it is all of them.
  if (!clause || (clause.modality !== 'none' && !/(?:一律|均|全部|统统)$/u.test(text.slice(clause.start, clause.end)))) return false;
  for (let ahead = at + 1; ahead <= at + TOPIC_REACH; ahead += 1) {
    const next = clauses[ahead];
    if (!next || next.sentence !== clause.sentence || next.modality === 'must' || next.modality === 'request') return false;
    if (next.polarity !== 'positive') return takesTopic.test(text.slice(next.start, next.end));
  }
  return false;
}
