import type { Pressure, PressureKind, Quotation } from '../reading/index.ts';
import { soft } from './indicators.ts';
import type { AddOn } from './lineage.ts';
import { addOn, piecesOf, short, type Detector, type Pair } from './pair.ts';
import { demands, ofReceiver, type Piece, type Point } from './points.ts';

/** Words that leave nobody a choice. */
const hard =
  /必须|务必|一律|应(.)尽\1|100%|百分之百|全部|全覆盖|全员|不得(?:以|例外|拒绝|请假|缺席|少于|低于|迟于)|严禁|确保|坚决|限期|强制|无条件|无例外|无一例外|均[须要应需]|都[要须]|不留|一个不|一户不|全体|硬性|不打折扣|不折不扣/u;
/** Enough where the parent left it to everybody's own will. */
const firm = /须|不少于|至少|不低于|要求|每[村户镇乡人校](?!年|月|日|周)|任务|指标|名额/u;
/** Left out easily by whoever tells it again: only a hard word instead of them counts. */
const faint = /^(?:根据实际|结合实际|因地制宜|引导|支持|逐步|适当|参照|建议|推荐使用|允许|可根据|可结合|根据需要|灵活|按需|争取)$/u;
const plainGeneral = /一般(?:性|公共|隐患|问题|户|农户|工业|固|人群|程序|群众|纳税|情况下)/gu;

/** What was left open is ordered, and what had no sanction gets one. */
export const wordings: Detector = (pair) => [
  ...pair.below.flatMap((point) => hardened(pair, point)),
  ...pressed(pair),
  ...reversed(pair),
  ...laidOn(pair),
];

function hardened(pair: Pair, point: Point): AddOn[] {
  if (!point.live) return [];
  const beside = closedBeside(pair, point);
  return beside.length > 0 ? beside : closedAfar(pair, point);
}

/** The same matter in sentences that otherwise say different things. */
function closedAfar(pair: Pair, point: Point): AddOn[] {
  const opens = pair.above
    .flatMap(({ pieces }) => pieces)
    .filter(({ text, status }) => status !== 'background' && soft.test(text.replaceAll(plainGeneral, '')));
  for (const piece of point.pieces) {
    if (!hard.test(piece.text) && !/一律不得|不得|严禁/u.test(piece.text)) continue;
    const open = opens.find((other) => !soft.test(piece.text) && pair.likeness(piece.text, other.text) >= 0.25);
    if (open && !pair.above.some(({ text }) => text.includes(piece.text)))
      return [addOn('wording', open, piece, `上级说“${short(open.text)}”，这里改成“${short(piece.text)}”`)];
  }
  return [];
}

function closedBeside(pair: Pair, point: Point): AddOn[] {
  for (const partner of [...pair.partners(point), ...pair.opposite(point)]) {
    for (const open of partner.pieces) {
      const word = open.status === 'background' ? undefined : soft.exec(open.text.replaceAll(plainGeneral, ''))?.[0];
      if (word === undefined || point.text.includes(open.text) || stillOpen(point, word)) continue;
      const closed = closing(pair, point, partner, open, word);
      if (closed) return [addOn('wording', open, closed, `上级说“${short(open.text)}”，这里改成“${short(closed.text)}”`)];
    }
  }
  return [];
}

const stillOpen = (point: Point, word: string): boolean => {
  // 可用电话 says the same as 可以电话.
  if (/^(?:可以|允许)/u.test(word) && /(?<![许认不])可(?![能见靠行持视观燃追复操回推疑防控])/u.test(point.text)) return true;
  const words = soft.exec(point.text.replaceAll(plainGeneral, ''))?.[0];
  return words !== undefined && (words === word || !hard.test(point.text));
};

/** The piece that takes the choice away: a hard word that the parent does not use, else the same words without the open one. */
function closing(pair: Pair, point: Point, partner: Point, open: Piece, word: string): Piece | null {
  const pieces = point.pieces.filter((piece) => demands(piece) || /不得|严禁/u.test(piece.text));
  const strictBy = (pattern: RegExp): Piece | undefined =>
    pieces.find((piece) => {
      const match = pattern.exec(piece.text)?.[0];
      return match !== undefined && !partner.text.includes(match) && !soft.test(piece.text);
    });
  const strict = strictBy(hard);
  if (strict) return strict;
  if (faint.test(word)) return null;
  const firmly = strictBy(firm);
  if (firmly) return firmly;
  const bare = open.text.replace(soft, '');
  return (
    pieces.find(
      (piece) =>
        !soft.test(piece.text) && (piece.status === 'binding' || piece.status === 'negated') && pair.likeness(piece.text, bare) >= 0.3,
    ) ?? null
  );
}

const told: Partial<Record<PressureKind, string>> = {
  veto: '一票否决',
  ranking: '排名',
  notice: '通报',
  assessment: '考核挂钩',
  accountability: '追责',
};

/** Sanctions that the parent does not threaten with. */
function pressed(pair: Pair): AddOn[] {
  const denied = pair.above
    .flatMap(({ pieces }) => pieces)
    .filter(({ text }) =>
      /不(?:作为|纳入|列入|计入|与|排|搞|得|再|通报|设|下达|[以把将][^，]{1,16}(?:作为|纳入|列入|计入))|无需|取消/u.test(text),
    );
  const within = (place: Quotation): boolean => denied.some(({ start, end }) => start <= place.start && place.end <= end);
  const known = new Set(pair.parent.pressures.filter((one) => !within(one)).map(({ kind }) => kind));
  const bySentence = new Map<number, Pressure[]>();
  for (const pressure of pair.child.pressures) {
    if (told[pressure.kind] === undefined || known.has(pressure.kind)) continue;
    const group = bySentence.get(pressure.sentence.start);
    if (group) group.push(pressure);
    else bySentence.set(pressure.sentence.start, [pressure]);
  }
  return [...bySentence.values()].flatMap((group) => {
    const [first] = group;
    const names = [...new Set(group.map(({ kind }) => told[kind] ?? ''))].join('、');
    const piece = first && pair.below.flatMap(({ pieces }) => pieces).find(({ start, end }) => start <= first.start && first.start < end);
    return first ? [addOn('wording', null, piece ?? first.sentence, `上级没有这样压，这里加了${names}`)] : [];
  });
}

const released =
  /(?:不|无需|不再|不得|不予)(?:[以把将][^，]{1,16})?(?:作为|纳入|列入|计入|与|搞|设|下达|组织|安排|进行|开展|要求|用)?[^，]{0,6}?(考核|排名|评比|评先|考试|打分|任务数?|指标|验收|竞赛|挂钩)/u;

/** One burden in its usual words: what the parent spares and the child lays on need not be the same word. */
const burdens: readonly (readonly [string, RegExp])[] = [
  ['出钱', /配套|自筹|收费|收取|摊派|捐款|集资|自付|分摊|缴费|出资/u],
  ['拍照', /拍照|照片|截图|录像|视频/u],
  ['填报', /填表|填报|报表|报送|上报/u],
  ['开会', /开会|召开|会议/u],
  ['签字', /签字|签名|承诺书|责任[状书]/u],
  ['代办', /代(?:办|收|记|填|签)/u],
];

/** 不得要求村集体配套 above, 其余由村集体自筹 below. */
function laidOn(pair: Pair): AddOn[] {
  const spared = piecesOf(pair.above).filter(({ status }) => status === 'negated' || status === 'released');
  return burdens.flatMap(([name, pattern]) => {
    const free = spared.find(({ text }) => pattern.test(text));
    const piece = free && piecesOf(pair.below).find((one) => ofReceiver(one) && pattern.test(one.text));
    return free && piece ? [addOn('wording', free, piece, `上级说“${short(free.text)}”，这里却要${name}`)] : [];
  });
}

/** 接种率不作为考核指标 above, 纳入年度考核 below. */
function reversed(pair: Pair): AddOn[] {
  return pair.above
    .flatMap(({ pieces }) => pieces)
    .flatMap((free) => {
      const word = released.exec(free.text)?.[1];
      if (word === undefined) return [];
      const piece = pair.below
        .flatMap(({ pieces }) => pieces)
        .find((one) => demands(one) && one.text.includes(word) && !/不|无需|取消/u.test(one.text));
      return piece ? [addOn('wording', free, piece, `上级说“${short(free.text)}”，这里却要${word}`)] : [];
    });
}
