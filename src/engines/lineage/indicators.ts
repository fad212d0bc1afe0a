import { amountsIn, type Amount } from './amounts.ts';
import type { AddOn } from './lineage.ts';
import { addOn, demandedText, piecesOf, type Detector, type Pair } from './pair.ts';
import { demands, ofReceiver, type Piece } from './points.ts';

/** Counted as work to be done; times, ages and lengths of time are compared elsewhere. */
const elsewhere = new Set(['次', '岁', '天', '工作日', '小时', '分钟', '个月', '个星期', '周', '项', '类', '张', '份', '字', '期']);
const target = /达到|不少于|不低于|至少|以上|率|任务|指标|目标|不得低于|不得少于|完成/u;
const quota = /每(?:个)?(?:村|镇|乡|户|人|校|县|街道|社区|单位|组|站|所|院|网格)|各(?:村|镇|乡|校|县|街道|社区|单位|站|所|院)/u;
const attending = /参加|参会|参训|出席|到会|选派|派/u;

export const absolutes =
  /零(?:火点|上访|事故|发生|增长|死亡|遗漏|缺席|投诉|舆情|新增|漏报|死角|差错|容忍|溺亡|违规|盲区|违法|排放|反弹|复发)|应(.)尽\1|全覆盖|百分之百|全部达标|(?:一个|一户|一人)不(?:漏|少|落)|不(?:漏|落)一[户人村处]/u;

/** Targets raised, and targets that the parent does not set. */
export const indicators: Detector = (pair) => {
  const found: AddOn[] = [];
  const above = piecesOf(pair.above).flatMap(amountsIn);
  for (const piece of piecesOf(pair.below)) {
    if (!demands(piece) && piece.status !== 'heading') continue;
    const raised = amountsIn(piece).flatMap((amount) => compare(pair, above, amount));
    found.push(...raised.slice(0, 1));
    if (raised.length === 0) found.push(...absolute(pair, piece));
  }
  return found;
};

function compare(pair: Pair, above: readonly Amount[], amount: Amount): AddOn[] {
  if (elsewhere.has(amount.unit) || attending.test(amount.piece.text)) return [];
  const same = above.filter((other) => other.unit === amount.unit && demandsOrTells(other.piece));
  if (same.some((other) => other.value === amount.value)) return [];
  const partners = pair.partners(amount.piece.point);
  const beside = same.filter((other) => partners.includes(other.piece.point));
  const assigned = /任务|指标|目标|分解/u.test(amount.piece.text);
  const rivals = assigned ? beside : nearest(pair, amount, beside, 0);
  const elsewhereSame = assigned
    ? same.filter(({ piece }) => piece.point.item === amount.piece.point.item || /任务|指标|目标/u.test(piece.text))
    : nearest(pair, amount, same, 0.35);
  const others = (rivals.length > 0 ? rivals : elsewhereSame).filter((other) => !shares(pair, amount, other));
  if (others.length === 0)
    return isNew(pair, amount) || (amount.bound === 'min' && same.length === 0 && amount.unit !== '人' && ofReceiver(amount.piece))
      ? [addOn('indicator', null, amount.piece, `上级没有定数，这里定了${amount.words}`)]
      : [];
  const beaten = others.find((other) => (amount.bound === 'max' ? amount.value < other.value : amount.value > other.value));
  if (beaten === undefined) return [];
  return [addOn('indicator', beaten.piece, amount.piece, `上级定的是${beaten.words}，这里提到${amount.words}`)];
}

const demandsOrTells = (piece: Piece): boolean => piece.status !== 'background' && piece.status !== 'quoted';

/** 不向乡镇分解 above, 各乡镇不少于25人 below: a share beside a total that was not to be shared out. */
const shares = (pair: Pair, amount: Amount, other: Amount): boolean =>
  quota.test(amount.piece.text) &&
  !quota.test(other.piece.text) &&
  pair.above.some(({ text }) => /不[^，。]{0,8}(?:分解|下达|分配|摊派|下任务)/u.test(text));

/** Those whose words come closest to what is counted; all where the words tell nothing. */
function nearest(pair: Pair, amount: Amount, among: readonly Amount[], least: number): readonly Amount[] {
  const rated = among
    .map((other) => ({ other, like: pair.likeness(amount.piece.text, other.piece.text) }))
    .filter(({ like }) => like >= least);
  const best = Math.max(0, ...rated.map(({ like }) => like));
  return rated.filter(({ like }) => like >= best * 0.7).map(({ other }) => other);
}

function isNew(pair: Pair, { piece, unit, bound, value, words }: Amount): boolean {
  if (piece.status === 'issuerOwn' || piece.status === 'otherDuty') return false;
  if (unit === '%' || unit === '个百分点') return target.test(piece.text);
  if (unit === '人' && !/任务|指标|目标/u.test(piece.text) && !(quota.test(piece.text) && bound === 'min')) return false;
  return (
    /任务|指标|目标/u.test(piece.text) ||
    (quota.test(piece.text) && (bound === 'min' || raisedFromNone(pair, { piece, unit, value, words }))) ||
    (quota.test(piece.point.text) && bound === 'min' && pair.partners(piece.point).length === 0)
  );
}

/** 培育示范点 becomes 每个乡镇培育5个示范点: the same thing, now with a number. One of it is what the parent means. */
function raisedFromNone(pair: Pair, { piece, value, words }: Pick<Amount, 'piece' | 'unit' | 'value' | 'words'>): boolean {
  const thing = piece.text.slice(piece.text.indexOf(words) + words.length).slice(0, 2);
  if (value < 2 || thing.length < 2) return false;
  return pair.partners(piece.point).some((point) => point.pieces.some((other) => demands(other) && other.text.includes(thing)));
}

/** 零火点, 应检尽检, 全覆盖 where the parent is content with less. */
function absolute(pair: Pair, piece: Piece): AddOn[] {
  const words = absolutes.exec(piece.text)?.[0];
  if (words === undefined || absolutes.test(demandedText(pair.above)) || /100%/u.test(demandedText(pair.above))) return [];
  const partners = pair.partners(piece.point);
  // What was left to choice and now takes in all is a matter of wording, told there.
  if (partners.some((point) => soft.test(point.text))) return [];
  return [addOn('indicator', null, piece, `上级没有这样要求，这里要求${words}`)];
}

/** Words that leave room. */
export const soft =
  /可以|(?<![许认不即方])可(?![能见靠行持视观燃追复操回推疑防控])|自愿|自主|自行(?:商定|决定|确定|安排|选择|掌握|把握|制定|约定)|自定|鼓励|提倡|倡导|原则上|一般|尽量|尽可能|力争|争取|有条件的|具备条件的|视情|视情况|酌情|根据实际|结合实际|因地制宜|不强制|不得强制|不作要求|不做要求|不强求|不作硬性|不搞一刀切|参照|建议|逐步|适当|引导|推荐使用|可不|可以不|允许|支持|可选|按需|根据需要|灵活/u;
