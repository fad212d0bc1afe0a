import type { AskKind } from '../reading/index.ts';
import type { AddOn } from './lineage.ts';
import { listsIn } from './lists.ts';
import { addOn, demandedText, piecesOf, short, type Detector, type Pair } from './pair.ts';
import { demands, ofReceiver, type Piece } from './points.ts';
import { traceIn } from './evidence.ts';
import { familiar, isFieldList, same } from './fields.ts';
import { peopleIn } from './people.ts';

const part =
  /重点|试点|部分|抽查|抽样|抽取|随机|示范|典型|主要|易发|高风险|特殊|困难|个别|有条件|有需求|需要|代表性|为主|规模以上|规上|限额以上/u;
const whole =
  /全部|所有|全体|逐户|逐人|逐一|每户|每人|各户|户户|人人|每家每户|家家户户|全域|全员|普遍|不分|全面铺开|拉网式|地毯式|全覆盖|全县各|全镇各|一律|每个村|各村均|整村/u;
const wider =
  /扩大到|扩大至|扩大为|扩大范围|扩展到|扩展至|拓展到|拓展至|延伸到|延伸至|延伸覆盖|扩面|一并纳入|(?:均|也|还|全部|同步)(?:要|须|应)?纳入|也(?:要|须|应)?(?:参加|包括|列入)|不限于|放宽到|放宽至|追溯到|追溯至|前推至|含[^，]{0,14}(?:人员|人口|户|企业|单位|场所|学生|人群)/u;

/** More people, places, years or matters than the parent takes in. */
export const scopes: Detector = (pair) =>
  piecesOf(pair.below)
    .filter((piece) => demands(piece) && piece.status !== 'issuerOwn')
    .flatMap((piece) =>
      [ages, years, unnarrowed, wholes, widened, excluded, shifted, objects].flatMap((look) => look(pair, piece)).slice(0, 1),
    );

type Look = (pair: Pair, piece: Piece) => AddOn[];

interface Range {
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

function ageIn(text: string): Range | null {
  const both = /(\d{1,3})(?:周岁|岁)?(?:至|到|-|—)(\d{1,3})(?:周岁|岁)/u.exec(text);
  if (both) return { from: Number(both[1]), to: Number(both[2]), words: both[0] };
  const above = /(\d{1,3})(?:周岁|岁)(?:及|\(含\)|（含）)?以上/u.exec(text);
  if (above) return { from: Number(above[1]), to: 200, words: above[0] };
  const below = /(\d{1,3})(?:周岁|岁)(?:及)?以下/u.exec(text);
  return below ? { from: 0, to: Number(below[1]), words: below[0] } : null;
}

const beside = (pair: Pair, piece: Piece): readonly Piece[] => pair.partners(piece.point).flatMap((point) => point.pieces);

function firstWith<T>(pieces: readonly Piece[], look: (text: string) => T | null): { readonly piece: Piece; readonly value: T } | null {
  for (const piece of pieces) {
    const value = look(piece.text);
    if (value !== null) return { piece, value };
  }
  return null;
}

const ages: Look = (pair, piece) => {
  const now = ageIn(piece.text);
  const then = now && firstWith([...beside(pair, piece), ...piecesOf(pair.above)], ageIn);
  if (!now || !then || (now.from >= then.value.from && now.to <= then.value.to)) return [];
  return [addOn('scope', then.piece, piece, `上级的范围是${then.value.words}，这里扩到${now.words}`)];
};

function yearsIn(text: string): { readonly back: number; readonly words: string } | null {
  const near = /(?:近|过去|前)(\d{1,2}|[一二两三四五六七八九十])年/u.exec(text);
  if (near)
    return {
      back: /\d/u.test(near[1] ?? '') ? Number(near[1]) : ' 一二三四五六七八九十'.indexOf((near[1] ?? '').replace('两', '二')),
      words: near[0],
    };
  const since = /((?:19|20)\d{2})年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:度)?(?:以来|至今|起|以后|之后|至|到|-|—)/u.exec(text);
  const year = /((?:19|20)\d{2})年(?:度|(?=[^0-9度]))/u.exec(text);
  return !since && year
    ? { back: 3000 - Number(year[1]), words: year[0] }
    : since
      ? { back: 3000 - Number(since[1]), words: since[0] }
      : null;
}

const years: Look = (pair, piece) => {
  const now = yearsIn(piece.text);
  const then = now && firstWith([...beside(pair, piece), ...piecesOf(pair.above)], yearsIn);
  if (!now || !then || /[0-9]月/u.test(piece.text) || now.back <= then.value.back || now.back > 100 !== then.value.back > 100) return [];
  return [addOn('scope', then.piece, piece, `上级只看${then.value.words}，这里往前推到${now.words}`)];
};

const wholes: Look = (pair, piece) => {
  const words = whole.exec(piece.text)?.[0];
  if (words === undefined || part.test(piece.text)) return [];
  const noun = /(?:所有|全部|全体)(?:的)?([\p{Script=Han}]{2})/u.exec(piece.text)?.[1];
  const [near] = beside(pair, piece).filter(({ status }) => status !== 'background');
  if (
    noun !== undefined &&
    near &&
    peopleIn(piece.text).length === 0 &&
    !/^(?:要|须|应|必须|完成|采|进|到|线|现场|上门|通过|按)/u.test(noun) &&
    !pair.above.some(({ text }) => text.includes(noun))
  )
    return [addOn('scope', near, piece, `范围比上级大：${words}${noun}`)];
  const rival = beside(pair, piece).find((other) => part.test(other.text) && !whole.test(other.text) && other.status !== 'background');
  if (!rival || beside(pair, piece).some((other) => other.text.includes(words))) return [];
  return [addOn('scope', rival, piece, `上级说的是${part.exec(rival.text)?.[0] ?? ''}，这里变成${words}`)];
};

/** 投诉较多的餐饮店, 四类、五类桥梁: an attribute before a noun takes in only some of them. */
const narrowing = /(?:的|[类级型档等期批轮]|以[上下]|重点|部分|示范|试点|主要|易发|特殊|困难|个别|较[多大高重]|新[建增开]|在[建册营])$/u;
const everyOne = /(?:所有|全部|全体|各类|每[个家户处座栋辆台间])(?:的)?([\p{Script=Han}]{2,10})/u;

/** The parent takes in some of a kind and says which; the child takes in all of that kind. */
const unnarrowed: Look = (pair, piece) => {
  const match = everyOne.exec(piece.text);
  if (match === null) return [];
  const named = match[1] ?? '';
  const opposite = pair.opposite(piece.point).flatMap((point) => point.pieces);
  for (const other of [...beside(pair, piece), ...opposite]) {
    if (other.status === 'background' || whole.test(other.text)) continue;
    for (let length = named.length; length >= 2; length -= 1) {
      const noun = named.slice(0, length);
      const at = other.text.indexOf(noun);
      if (at < 0) continue;
      const before = other.text.slice(0, at);
      if (narrowing.test(before) && !/(?:所有|全部|辖区内?|本地|境内)的?$/u.test(before))
        return [
          addOn(
            'scope',
            other,
            piece,
            `上级说的是“${short(before.slice(-8) + noun)}”，这里变成${match[0].slice(0, match[0].length - named.length)}${noun}`,
          ),
        ];
      break;
    }
  }
  return [];
};

const widened: Look = (pair, piece) => {
  const words = wider.exec(piece.text)?.[0];
  if (words === undefined || /频次|次数|期限|时限/u.test(piece.text)) return [];
  if (pair.above.some((point) => point.text.includes(words))) return [];
  return [addOn('scope', pair.partners(piece.point)[0] ?? null, piece, `范围比上级大：${words}`)];
};

/** 由市级统一采购 becomes 由乡镇自行采购. */
const shifted: Look = (pair, piece) => {
  if (!/由各?(?:乡镇|镇|村|街道|社区|学校|网格|基层)|自行(?:采购|承担|负责|解决|筹)/u.test(piece.text)) return [];
  const rival = beside(pair, piece).find(
    (other) =>
      /由(?:省|市|县|州|区|财政|承保|企业|供货|专业|调查|平台|主办|上级|部门|第三方|机构|数据|[^，]{0,4}系统)/u.test(other.text) &&
      (pair.likeness(piece.text, other.text) >= 0.3 || other.text.slice(-2) === piece.text.slice(-2)),
  );
  return rival ? [addOn('scope', rival, piece, `上级说“${short(rival.text)}”，这里推给了下面`)] : [];
};

const leftOut = /不在[^，]{0,8}(?:范围|之列)|不包括|不包含|不含|除外|不涉及|不列入|不纳入|不再[^，]{0,6}范围/u;

/** Longer stretches without a comma are no clause. */
const LONGEST = 120;

/** What the parent leaves out by name and the child takes in. */
const excluded: Look = (pair, piece) => {
  if (leftOut.test(piece.text)) return [];
  for (const out of piecesOf(pair.above).filter(({ text }) => leftOut.test(text))) {
    const name = commonRun(out.text.replace(leftOut, '，').slice(0, LONGEST), piece.text.slice(0, LONGEST));
    const others = pair.above.flatMap((point) => point.pieces).filter((other) => other !== out);
    if (name.length >= 3 && !others.some(({ text }) => text.includes(name)))
      return [addOn('scope', out, piece, `上级明说不含${name}，这里也要`)];
  }
  return [];
};

function commonRun(one: string, other: string): string {
  let best = '';
  for (let at = 0; at < one.length; at += 1)
    while (at + best.length < one.length && other.includes(one.slice(at, at + best.length + 1))) best = one.slice(at, at + best.length + 1);
  return best;
}

const head = /(?:对象|范围|领域|区域|场所|人群|群体)(?:包括|包含|为|是|有)/u;

/** 对象为甲、乙 becomes 甲、乙、丙. */
const objects: Look = (pair, piece) =>
  listsIn(piece).flatMap((list) => {
    if (
      list.items.some((item) => /是否|能否|不/u.test(item)) ||
      isFieldList(list) ||
      peopleIn(list.items.join('、')).length * 2 > list.items.length
    )
      return [];
    const known = beside(pair, piece).flatMap(listsIn);
    const text = pair.above.map((point) => point.text).join('，');
    const added = list.items.filter(
      (item) => !familiar(item, text) && traceIn(item) === null && !known.some(({ items }) => items.some((other) => same(item, other))),
    );
    const kept = list.items.filter((item) => text.includes(item));
    const rival = known.find(({ items }) => items.some((item) => list.items.some((other) => same(item, other))));
    if (added.length === 0) return [];
    const message = `范围比上级多出：${added.join('、')}`;
    if (kept.length > 0 && rival) return [addOn('scope', rival.piece, piece, message)];
    // 重点查超员 becomes 查超员、查资质、查保险: the parent names one thing, the child a list with it.
    const single = beside(pair, piece).find(
      (other) => demands(other) && listsIn(other).length === 0 && list.items.some((item) => item.length > 1 && other.text.endsWith(item)),
    );
    if (single) return [addOn('scope', single, piece, message)];
    const headed = head.test(list.lead) ? beside(pair, piece).find((other) => head.test(other.text)) : undefined;
    return headed && listsIn(headed).length === 0 ? [addOn('scope', headed, piece, message)] : [];
  });

const work: Partial<Record<AskKind, string>> = {
  taskforce: '成立班子或定专人',
  app: '装用应用',
  share: '转发点赞',
  exam: '考试答题',
  campaign: '创建评选',
  visit: '入户走访',
  publicity: '宣传',
  inspection: '检查',
  secondment: '抽人',
  reception: '接待陪同',
  funding: '出钱',
};

/** Work of a kind that the parent does not ask at all. */
export function tasks(pair: Pair): AddOn[] {
  const known = new Set(pair.parent.asks.map(({ kind }) => kind));
  const text = demandedText(pair.above);
  const pieces = piecesOf(pair.below);
  const seen = new Set<string>();
  return pair.child.asks.flatMap((ask) => {
    const name = work[ask.kind];
    const piece = pieces.find((one) => one.start <= ask.start && ask.start < one.end);
    if (name === undefined || piece === undefined || known.has(ask.kind) || seen.has(ask.kind)) return [];
    // 逐户发放明细 is a paper, not a visit.
    if (ask.kind === 'visit' && !/走访|入户|摸排|排查|上门|探访|家访|起底|走村/u.test(piece.text)) return [];
    if (!ofReceiver(piece) || text.includes(ask.quote) || pair.above.some((point) => point.text.includes(piece.text))) return [];
    seen.add(ask.kind);
    return [addOn('scope', pair.partners(piece.point)[0] ?? null, piece, `上级没有这项事，这里加了${name}`)];
  });
}

const award = /授予|命名为|评选|评为|表彰|创建|竞赛|比武/u;

/** A title to be won is one more thing, even where it is the sender who confers it. */
export function awards(pair: Pair): AddOn[] {
  if (pair.above.some(({ text }) => award.test(text)) || pair.child.asks.some(({ kind }) => kind === 'campaign')) return [];
  const piece = piecesOf(pair.below).find((one) => demands(one) && award.test(one.text));
  return piece ? [addOn('scope', pair.partners(piece.point)[0] ?? null, piece, '上级没有这项事，这里加了创建评选')] : [];
}

const test = /(?:组织|进行|开展|参加|举行)[^，]{0,6}(?:测试|考试|测验|答题)/u;

/** A test behind a training is one more thing, even where the training is the parent's. */
export function tests(pair: Pair): AddOn[] {
  if (pair.above.some(({ text }) => /(?<!不)(?:测试|考试|测验|答题)/u.test(text.replaceAll(/不[^，]{0,4}(?:测试|考试|测验|答题)/gu, ''))))
    return [];
  const piece = piecesOf(pair.below).find((one) => ofReceiver(one) && test.test(one.text));
  return piece ? [addOn('scope', pair.partners(piece.point)[0] ?? null, piece, '上级没有这项事，这里加了考试答题')] : [];
}
