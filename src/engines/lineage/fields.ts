import { traceIn } from './evidence.ts';
import type { AddOn } from './lineage.ts';
import { columnsIn, listsIn, type List } from './lists.ts';
import { addOn, piecesOf, type Detector, type Pair } from './pair.ts';
import { peopleIn } from './people.ts';
import { demands, ofReceiver, pointsOf, type Piece } from './points.ts';
import type { Reading } from '../reading/index.ts';

const asked =
  /登记|填报|填写|采集|报送|上报|录入|统计|字段|数据|信息|栏|列|内容为|内容包括|内容是|汇总|填|指标|表|台账|建档|档案|记录|调查|摸清|掌握|了解|[查核弄搞]清/u;
const datum = /姓名|手机|电话|身份证|证号|住址|地址|性别|年龄|编号|金额|面积|账号|学历|坐标|型号/u;
const objects = /(?:对象|范围|重点|领域|区域|场所|部位|人群|群体)(?:包括|包含|为|是|有|含|在)?$|排查|检查|整治|巡查|走访|探访|对$/u;
const more =
  /(?:增加|增填|加填|新增|补充|补填|另填|另报|另行填报|加报|同时(?:填报|采集|登记|报送|提供|核实|上报|录入|填写)|还(?:须|要|需|应)?(?:填报|填写|采集|登记|提供|注明|核实|报送|上报|录入)|一并(?:填报|采集|登记|报送|录入|填写))(?!.*(?:次|人员|力量|频次))([^，。；]{2,30})/u;

/** Columns and items of data that the parent does not ask. */
export const fields: Detector = (pair) => {
  const above = fieldLists(piecesOf(pair.above).filter(demands));
  const known = [...above.flatMap(({ items }) => items), ...columnsIn(pair.above).flatMap(({ cells }) => cells)];
  const whole = pair.above.map(({ text }) => text).join('，');
  const isNew = (item: string): boolean => !familiar(item, whole) && !known.some((other) => same(item, other));
  const lists = fieldLists(piecesOf(pair.below).filter(ofReceiver));
  return [
    ...lists.flatMap((list) => fromList(pair, list, above, isNew)),
    ...columnsIn(pair.below).flatMap(({ cells, point }) => {
      const added = cells.filter((cell) => isNew(cell) && !/^(?:序号|备注|合计|小计|填报单位|单位)$/u.test(cell));
      return added.length > 0 && cells.length - added.length > 0
        ? [addOn('field', columnsIn(pair.above)[0]?.point ?? null, point, named(added))]
        : [];
    }),
    ...piecesOf(pair.below)
      .filter((piece) => ofReceiver(piece) && !lists.some((list) => list.piece === piece))
      .flatMap((piece) => single(pair, piece, isNew)),
  ];
};

const named = (added: readonly string[]): string => `比上级多要${added.length}项：${added.join('、')}`;

function fieldLists(pieces: readonly Piece[]): readonly List[] {
  return pieces.flatMap(listsIn).filter((list) => isFieldList(list));
}

export function isFieldList({ lead, items, piece }: List): boolean {
  if (objects.test(lead) || peopleIn(items.join('、')).length * 2 > items.length) return false;
  if (/参加|参会|出席|召开|成立|组成|张贴|悬挂|横幅|开展|加强/u.test(piece.text) && !/登记|填报|采集|录入/u.test(piece.text)) return false;
  // 检查、登记、整改 are steps of work, not data.
  if (items.some((item) => /^(?:排查|检查|整治|宣传|培训|督促|指导|落实|加强|建立|开展|组织|做好|整改|登记)/u.test(item))) return false;
  if (items.some((item) => /报告|制度|机制|上岗|打卡|定位|签到/u.test(item))) return false;
  if (items.some((item) => datum.test(item))) return true;
  return asked.test(piece.text) || piece.point.pieces.some((other) => demands(other) && asked.test(other.text));
}

function fromList(pair: Pair, list: List, above: readonly List[], isNew: (item: string) => boolean): AddOn[] {
  const added = list.items.filter((item) => isNew(item) && traceIn(item) === null && !/^各|^全体/u.test(item));
  if (added.length === 0) return [];
  const partners = pair.partners(list.piece.point);
  const rival =
    above.find((other) => other.items.some((item) => list.items.includes(item))) ??
    above.find((other) => partners.includes(other.piece.point)) ??
    null;
  const kept = list.items.length - added.length;
  // A list with nothing in common may put the parent's matter in other words: only plain words of data make it one.
  if (rival === null && kept === 0 && !/登记|填报|填写|采集|录入|字段|栏|列|信息|数据|记录/u.test(list.piece.text)) return [];
  return [addOn('field', rival?.piece ?? partners[0] ?? null, list.piece, named(added))];
}

/** 同时填报经纬度: one more value, without a list. */
function single(pair: Pair, piece: Piece, isNew: (item: string) => boolean): AddOn[] {
  const match = more.exec(piece.text);
  const words = match?.[1]?.replace(/(?:等)?(?:信息|情况|数据|字段|指标|内容|一栏|一列|两栏|两列|栏目)$/u, '') ?? '';
  if (
    match &&
    words !== '' &&
    isNew(words) &&
    traceIn(words) === null &&
    /填|采集|登记|栏|列|字段|数据|信息|指标|核实|注明|提供/u.test(piece.text)
  )
    return [addOn('field', pair.partners(piece.point)[0] ?? null, piece, named([words]))];
  const count = /([0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:项|个)(?:数据|字段|指标|信息|内容)/u;
  const now = count.exec(piece.text);
  const rival = piecesOf(pair.partners(piece.point)).find((other) => count.test(other.text));
  const then = rival ? count.exec(rival.text) : null;
  if (!now || !rival || !then || numeral(now[1]) <= numeral(then[1])) return [];
  return [addOn('field', rival, piece, `上级要${then[0]}，这里要${now[0]}`)];
}

const numeral = (words: string | undefined): number =>
  words === undefined
    ? 0
    : /^\d+$/u.test(words)
      ? Number(words)
      : '零一二三四五六七八九十'.indexOf(words.replace('两', '二').at(-1) ?? '') + (words.length > 1 ? 10 : 0);

/** The same item in other words: one holds the other, or most of their characters agree. */
export function same(one: string, other: string): boolean {
  const a = one.replaceAll(/情况|信息|数量|名称|内容|的|数$/gu, '');
  const b = other.replaceAll(/情况|信息|数量|名称|内容|的|数$/gu, '');
  if (a === '' || b === '') return one === other;
  if (a === b || (a.length > 1 && b.includes(a)) || (b.length > 1 && a.includes(b))) return true;
  const shared = [...new Set(a)].filter((char) => b.includes(char)).length;
  return shared / Math.max(new Set(a).size, new Set(b).size) >= 0.67;
}

/** Said in the parent, together or apart: most pairs of its characters stand there. */
export function familiar(item: string, whole: string): boolean {
  // 露在外面的水管: an attribute tells which, the head what.
  const head = item.slice(item.lastIndexOf('的') + 1);
  if (whole.includes(item) || (head.length > 1 && head !== item && whole.includes(head))) return true;
  const pairs = [...item].slice(1).map((_, at) => item.slice(at, at + 2));
  return pairs.length > 1 && pairs.filter((pair) => whole.includes(pair)).length / pairs.length > 0.6;
}

/** The items of data that a notice asks, in its own words: from its lists and from the heads of its printed tables. */
export function askedItems(reading: Reading): readonly string[] {
  const points = pointsOf(reading);
  const listed = fieldLists(piecesOf(points).filter(ofReceiver)).flatMap(({ items }) => items);
  return [...new Set([...listed, ...columnsIn(points).flatMap(({ cells }) => cells)])];
}
