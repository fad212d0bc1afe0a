import { normalise } from '../reading/index.ts';
import type { AddOn } from './lineage.ts';
import { addOn, piecesOf, type Detector, type Pair } from './pair.ts';
import { demands, type Piece } from './points.ts';
import { amountsIn } from './amounts.ts';

const meeting =
  /(?:[\p{Script=Han}“”]{0,6}?)((?:电视电话|视频|动员|部署|推进|调度|现场|座谈|培训|宣讲|家长|院坝|总结|研判|专题|业务|启动|观摩|协调|研讨|交流|汇报|联席|碰头|点评|讲评|村民代表|村民|党员|职工|代表|户主|工作|年度|分析|警示教育|学习|表彰|动员部署|专题部署|群众|屋场|板凳|坝坝|全体|例行|周|月|季度|线上|小组|主题)*(?:会议|大会|例会|会商|会(?![议商员同计场期务精记纪费诊签员见客面展费])|培训班|培训|班会|党日))/u;
const held = /召开|举办|举行|组织|参加|参会|出席|收看|开好|开一次|开展|套开|定于|安排|每[周月旬]/u;
const none =
  /会议室|会议精神|会议记录|会议纪要|会议材料|会议费|会议要求|协会|学会|工会|社会|委员会|居委会|村委会|理事会|机会|联合会|代表大会|不会|将会|学会|商会|妇女联合|培训机构|培训基地|培训材料|培训费|培训(?:记录|结束|情况|对象|内容|结果|期间|后)|会[前后上中](?!场)|常委会|党委会|体会|大会战/gu;

interface Gathering {
  readonly name: string;
  readonly core: string;
  readonly date: string | null;
  readonly piece: Piece;
}

/** Meetings and trainings that the parent does not call. */
export const meetings: Detector = (pair) => {
  const above = piecesOf(pair.above)
    .filter((piece) => demands(piece) || piece.status === 'permitted')
    .flatMap(gatheringIn);
  const title = normalise(pair.parent.title ?? '').text;
  const days = new Set(piecesOf(pair.above).flatMap(({ text }) => text.match(/\d{1,2}月\d{1,2}日/gu) ?? []));
  const found = piecesOf(pair.below)
    .filter(demands)
    .flatMap(gatheringIn)
    .filter((one) => !above.some((other) => sameMeeting(pair, one, other)))
    .filter((one) => !(one.date === null ? titled(title, one) : days.has(one.date)));
  return [...firstOfPoint(pair, found, above), ...longer(pair)];
};

function gatheringIn(piece: Piece): Gathering[] {
  const text = piece.text.replaceAll(none, '').replaceAll(/《[^》]*》|“[^”]*”/gu, '');
  const match = meeting.exec(text);
  const date = /(?:(\d{1,2})月)?(\d{1,2})日/u.exec(text)?.[0] ?? null;
  if (!match || !(held.test(text) || (held.test(piece.point.text) && date !== null))) return [];
  return [{ name: match[1] ?? '会议', core: match[1] ?? '会议', date, piece }];
}

const titled = (title: string, { core }: Gathering): boolean =>
  title.includes(core.replace(/^.*?(?=[\p{Script=Han}]{2}(?:会|训))/u, '')) && /会|训/u.test(title);

const generic = /^(?:会议|大会|会|工作会议|工作会)$/u;

/** The same day, or the same kind where not both name a day; 县会议 of another day is another meeting. */
function sameMeeting(pair: Pair, one: Gathering, other: Gathering): boolean {
  if (one.date !== null && other.date !== null) return one.date === other.date;
  if (/会后|接着|随后|随即|接续|另[外行]?|再(?:次)?[召开]/u.test(one.piece.text) && one.core !== other.core) return false;
  if (pair.partners(one.piece.point).includes(other.piece.point)) return true;
  const training = (name: string): boolean => name.includes('培训');
  if (training(one.core) !== training(other.core)) return false;
  return (
    generic.test(one.core) ||
    generic.test(other.core) ||
    one.core.includes(other.core) ||
    other.core.includes(one.core) ||
    training(one.core)
  );
}

function firstOfPoint(pair: Pair, found: readonly Gathering[], above: readonly Gathering[]): AddOn[] {
  const seen = new Set<number>();
  return found.flatMap(({ name, piece }) => {
    if (seen.has(piece.point.start)) return [];
    seen.add(piece.point.start);
    const rival = above.find((other) => pair.partners(piece.point).includes(other.piece.point)) ?? above[0];
    const message = above.length === 0 ? `上级没有要求开会，这里要开${name}` : `上级的会之外，这里另开${name}`;
    return [addOn('meeting', rival?.piece ?? null, piece, message)];
  });
}

/** 半天 becomes 两天; one training becomes five. */
function longer(pair: Pair): AddOn[] {
  return piecesOf(pair.below)
    .filter(demands)
    .flatMap((piece) => {
      const [now] = amountsIn(piece).filter(({ unit, bound }) => ['天', '小时', '学时'].includes(unit) && bound !== 'max');
      if (!now || !/会|训|学习|班/u.test(`${piece.point.text}${pair.child.title ?? ''}`)) return [];
      const then = pair
        .partners(piece.point)
        .flatMap((point) => point.pieces)
        .flatMap(amountsIn)
        .find(({ unit }) => unit === now.unit);
      return then && now.value > then.value ? [addOn('meeting', then.piece, piece, `上级是${then.words}，这里是${now.words}`)] : [];
    });
}
