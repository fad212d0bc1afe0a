import type { AddOn } from './lineage.ts';
import { addOn, piecesOf, type Detector, type Pair } from './pair.ts';
import { peopleIn, type Person } from './people.ts';
import { demands, type Piece } from './points.ts';
import { amountsIn } from './amounts.ts';

const attending =
  /参加|参会|参训|出席|到会|列席|收看|收听|与会|培训对象|参训|范围|答题|测试|考试|学习|下载|安装|注册|转发|关注|参与|捐|投票|讨论|座谈|点名/u;
/** What only a head is named for: a pupil's parent who signs is nobody called. */
const answering = /签字|审签|签批/u;
const leading =
  /亲自|牵头|负总责|第一责任人|挂帅|带队|带头|任组长|担任组长|包保|包抓|包案|坐镇|带班|由[^，]{0,14}(?:担任|负责|核查|调查|统计|承担|包|上报|录入|填报|组织)/u;

/** Persons called who the parent does not call: higher, more, or further down. */
export const audiences: Detector = (pair) => {
  const above = piecesOf(pair.above).filter((piece) => demands(piece) || piece.status === 'permitted');
  return piecesOf(pair.below)
    .filter((piece) => demands(piece) && (calls(piece) || lengthens(pair, piece)))
    .flatMap((piece) => compare(pair, above, piece));
};

/** 村干部负责…, 由网格员轮流…, 全体教师…: whoever a piece begins with acts in it. */
function begins({ text }: Piece): boolean {
  const [first] = peopleIn(text.slice(0, 12)).filter(({ rank }) => rank >= 3);
  if (first === undefined || text.indexOf(first.words) > 3) return false;
  return first.rank === 5 || text.startsWith('由') || /负责|轮流|上岗|值守|逐[户一人]|必须|须|要|包/u.test(text);
}

/** 更新乡镇负责人信息 becomes 更新乡镇负责人、村干部、网格员信息: persons are added to those whom the parent names. */
function lengthens(pair: Pair, piece: Piece): boolean {
  const named = peopleIn(piece.text);
  if (named.length < 2 || !/[、和及与]/u.test(piece.text)) return false;
  return pair
    .partners(piece.point)
    .flatMap((point) => point.pieces)
    .some((other) => demands(other) && peopleIn(other.text).some(({ words }) => named.some((person) => person.words === words)));
}

const calls = (piece: Piece): boolean =>
  begins(piece) ||
  attending.test(piece.text) ||
  leading.test(piece.text) ||
  (answering.test(piece.text) && peopleIn(piece.text).some(({ rank }) => rank === 3)) ||
  (/^由?请?/u.test(piece.text) && attending.test(piece.point.text) && peopleIn(piece.text).length > 0);

function compare(pair: Pair, above: readonly Piece[], piece: Piece): AddOn[] {
  const called = peopleIn(piece.text);
  const partners = pair.partners(piece.point);
  const beside = above.filter((other) => partners.includes(other.point));
  const known = above.flatMap((other) => peopleIn(other.text));
  const most = Math.max(0, ...beside.filter(calls).flatMap((other) => peopleIn(other.text).map(cost)));
  const added = called.filter((person) => isAdded(person, known, most));
  if (added.length > 0) {
    const rival = beside.find((other) => peopleIn(other.text).length > 0) ?? partners[0] ?? null;
    return [
      addOn('audience', rival, piece, `上级没有叫这些人，这里要${[...new Set(added.map(({ words }) => words))].join('、')}参加或负责`),
    ];
  }
  return more(
    above.filter((other) => partners.includes(other.point)),
    piece,
  );
}

/** What a call weighs: staff, then deputies, then those further down, then heads, then everybody. */
const cost = ({ rank }: Person): number => ({ 1: 1, 2: 2, 4: 3, 3: 4, 5: 5 })[rank];

/** Those whom the work is for; who works for them is somebody else. */
const served = /农户|村民(?!代表|小组)|居民|群众(?!代表)|业主|商户|学生|家长/u;

function isAdded(person: Person, known: readonly Person[], most: number): boolean {
  if (person.rank <= 2 && person.rank !== 2) return false;
  if (known.some((other) => other.words.includes(person.words) || person.words.includes(other.words))) return false;
  if (person.rank === 2) return most === 1;
  return person.rank === 4
    ? !known.some((other) => other.rank === 5 || (other.rank === 4 && served.test(other.words) === served.test(person.words)))
    : !known.some((other) => other.rank === person.rank);
}

/** 每镇1人 becomes 每镇5人. */
function more(beside: readonly Piece[], piece: Piece): AddOn[] {
  if (!attending.test(piece.text) && !/派/u.test(piece.text)) return [];
  const now = amountsIn(piece).find(({ unit }) => unit === '人');
  const then = beside.flatMap(amountsIn).find(({ unit }) => unit === '人');
  if (!now || !then || now.value <= then.value) return [];
  return [addOn('audience', then.piece, piece, `上级叫${then.words}，这里叫${now.words}`)];
}
