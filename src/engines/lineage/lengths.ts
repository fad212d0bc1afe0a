import { addOn, short, type Detector, type Pair } from './pair.ts';
import type { Point } from './points.ts';

/** Fewer characters of background than this are an opening sentence. */
const LEAST = 110;
/** A paper that stays about as long as its parent has not swelled. */
const SWOLLEN = 1.2;

const slogan =
  /站位|高度重视|充分认识|深刻认识|意义|责任感|使命感|紧迫感|荣誉感|获得感|统一思想|思想和行动|坚持.{0,20}(?:导向|为中心|引领)|横向到边|纵向到底|浓厚氛围|贯彻落实|决策部署|重要论述|总体要求|指导思想|组织到位|以更高标准|更实举措|政治任务|政治高度|民心工程|德政工程|强化.{0,8}(?:意识|担当|领导)|奋力|谱写|新篇章|凝聚|合力|攻坚|久久为功|走深走实|落地见效|抓紧抓实|抓实抓细|首要任务|生命线|必然要求|迫切需要|重要举措|具体体现|现实需要|背景下|近年来|随着|弘扬|制定本(?:方案|意见)|大局|高质量发展|新时代|幸福感|安全感|^[\p{Script=Han}]{2,4}到位$/u;

/** Background and slogans in bulk that the parent does without. */
export const lengths: Detector = (pair) => {
  if (pair.child.bodyCharacters < pair.parent.bodyCharacters * SWOLLEN) return [];
  const added = pair.below.filter((point) => !point.annex && isFiller(pair, point));
  const characters = added.reduce((sum, point) => sum + point.text.length, 0);
  const [first] = [...added].sort((a, b) => b.text.length - a.text.length);
  if (first === undefined || characters < LEAST || characters < pair.child.bodyCharacters * 0.15) return [];
  return [addOn('length', null, first, `比上级多写了约${characters}字的背景和口号：${short(first.text)}`)];
};

function isFiller(pair: Pair, point: Point): boolean {
  if (pair.above.some(({ text }) => text.includes(point.text))) return false;
  if (pair.partners(point).some((other) => pair.held(point.text, other.text) >= 0.5)) return false;
  const empty = point.pieces.every(
    ({ status }) => status === 'background' || status === 'wish' || status === 'heading' || status === 'quoted',
  );
  const asks = pair.child.asks.some((ask) => ask.start >= point.start && ask.end <= point.end && ask.kind !== 'relay');
  const slogans = point.pieces.filter((piece) => slogan.test(piece.text)).length;
  if (/[0-9]日/u.test(point.text)) return false;
  return empty || slogans >= 2 || (slogans === 1 && !asks);
}
