import type { AddOn } from './lineage.ts';
import { addOn, piecesOf, type Detector, type Pair } from './pair.ts';
import { demands, ofReceiver, type Piece } from './points.ts';
import { amountsIn } from './amounts.ts';

export type Trace = 'photo' | 'ledger' | 'attendance' | 'report' | 'pledge' | 'plaque' | 'form' | 'stamp';

const traces: readonly (readonly [Trace, RegExp, string])[] = [
  [
    'photo',
    /照片|图片|影像|短视频|微视频|小视频|视频(?!会|调度|培训|连线|监控|点名|号)|录像|录音|录制|截图|截屏|水印|拍照|拍摄|合影|轨迹|定位|打卡|随手拍|航拍/u,
    '影像或定位',
  ],
  ['attendance', /签到(?:表|册|簿|单|名册|记录)?|会议(?:记录|纪要)|活动记录|培训记录|点名册/u, '签到和会议记录'],
  [
    'ledger',
    /台账|建档|归档|档案(?!馆|局|室)|[一每][户人村企校]一[档册卡表案]|佐证|印证|痕迹|留痕|备查|存档|装订|工作日志|日志|民情日记|(?:学习|工作|走访|巡查|检查|入户|谈心谈话|巡护)(?:笔记|记录)|登记簿|记录本|痕迹资料|支撑材料|证明材料/u,
    '台账和佐证',
  ],
  ['pledge', /责任书|责任状|承诺书|承诺函|军令状|保证书|签字|签名|签订|签收|按手印|确认单|承诺践诺/u, '签字和承诺书'],
  ['plaque', /上墙|挂牌|公示牌|展板|标识牌|标牌|明白牌|公示栏/u, '上墙挂牌'],
  ['stamp', /盖章|加盖公章|纸质(?:件|版|材料|表|档|稿)?|扫描件|一式[两二三四五六]份/u, '纸质件和盖章'],
  [
    'report',
    /总结|报告(?!制度|电话|单位)|书面材料|文字材料|汇报材料|情况说明|书面说明|说明原因|(?:写明|注明|讲明|写清)[^，]{0,6}(?:原因|理由|打算)|(?:制[定订]|拟[定订]|出台|拿出|编制)(?!本(?:方案|意见|办法))[^，]{0,10}(?:方案|细则|预案)|书面反馈|小结|简报|信息稿|心得|体会|经验材料|典型材料|典型案例|实施方案|工作方案|实施细则|自查情况|专报|工作信息|宣传稿|稿件|书面汇报|调研文章|整改情况|工作情况|进展情况|落实情况|剖析材料|PPT/u,
    '文字材料',
  ],
  ['form', /名单|登记表|统计表|汇总表|明细表|情况表|调查表|信息表|采集表|回执|问卷|花名册|清单|接龙|附表/u, '表格名单'],
];

/** Which kind of trace a word names, or null. */
export function traceIn(words: string): Trace | null {
  return traces.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

interface Mention {
  readonly trace: Trace;
  readonly word: string;
  readonly label: string;
  readonly piece: Piece;
}

/** 《…》 names papers, and what is printed or kept by others is nothing that the receiver makes. */
const quiet = /责令|建档立卡|档案法|档案馆|汇报会|报告会|总结会|总结表彰|电子公文/gu;

function mentions(pieces: readonly Piece[]): Mention[] {
  return pieces.flatMap((piece) => {
    const text = piece.text.replaceAll(/《[^》]*》/gu, '').replaceAll(quiet, '');
    return traces.flatMap(([trace, pattern, label]) => {
      const word = longest(text, pattern);
      return word === undefined ? [] : [{ trace, word, label, piece }];
    });
  });
}

/** 责任书 names the burden better than 签订. */
function longest(text: string, pattern: RegExp): string | undefined {
  const words = [...text.matchAll(new RegExp(pattern.source, 'gu'))].map(([word]) => word);
  return words.reduce<string | undefined>((best, word) => (best === undefined || word.length > best.length ? word : best), undefined);
}

/** Papers, pictures and signatures that the parent does not ask for, and more of those that it does. */
export const evidence: Detector = (pair) => {
  const above = mentions(piecesOf(pair.above).filter(demands));
  const spare = new Set(above);
  const below = mentions(piecesOf(pair.below).filter(ofReceiver));
  const left: Mention[] = [];
  // First what stands in sentences that render each other, then what has the same name anywhere.
  for (const mention of below) {
    const partners = pair.partners(mention.piece.point);
    const own = [...spare].find((other) => other.trace === mention.trace && partners.includes(other.piece.point));
    if (own === undefined) left.push(mention);
  }
  for (const mention of below) {
    const partners = pair.partners(mention.piece.point);
    for (const other of spare) if (other.trace === mention.trace && partners.includes(other.piece.point)) spare.delete(other);
  }
  const found: AddOn[] = [];
  for (const mention of left) {
    const twin = above.find((other) => other.word === mention.word) ?? [...spare].find((other) => other.trace === mention.trace);
    if (twin) spare.delete(twin);
    else if (isAsked(mention)) found.push(told(pair, mention, above));
  }
  return [...merged(found), ...counted(pair), ...handedIn(pair, found)];
};

/** A trace is asked where something is done with it: 台账式管理 alone is a way of working. */
function isAsked({ trace, piece, word }: Mention): boolean {
  if (trace === 'report' && /^(?:报告|总结)$/u.test(word))
    return /报送|上报|提交|形成|书面|撰写|材料|交|报(?!告)|反馈/u.test(piece.text) || /报送|上报|提交|书面/u.test(piece.point.text);
  if (trace === 'report' && word.endsWith('情况')) return /报送|上报|提交|书面|反馈|报(?!告)/u.test(piece.text);
  if (trace === 'form') return /报送|上报|提交|填|反馈|报|形成|建立|统计|汇总|交|发/u.test(piece.text);
  return true;
}

function told(pair: Pair, { label, word, piece }: Mention, above: readonly Mention[]): AddOn {
  const beside = pair.partners(piece.point)[0] ?? null;
  const why = above.length === 0 ? '上级不要这类材料' : '上级没有这样要求';
  return addOn('evidence', beside, piece, `${why}，这里要${label}（${word}）`);
}

/** One add-on a sentence: a photo with a screen shot and a signature of the same act is one burden. */
function merged(found: readonly AddOn[]): AddOn[] {
  const byPlace = new Map<number, AddOn>();
  for (const one of found) if (!byPlace.has(one.childPlace.start)) byPlace.set(one.childPlace.start, one);
  return [...byPlace.values()];
}

/** 照片1张 becomes 照片5张. */
function counted(pair: Pair): AddOn[] {
  const units = ['张', '份', '篇', '期', '字'];
  const above = piecesOf(pair.above).filter(demands).flatMap(amountsIn);
  return piecesOf(pair.below)
    .filter(ofReceiver)
    .flatMap(amountsIn)
    .flatMap((amount) => {
      if (!units.includes(amount.unit)) return [];
      const rival = above.find((other) => other.unit === amount.unit && pair.partners(amount.piece.point).includes(other.piece.point));
      return rival && rival.value < amount.value && amount.bound !== 'max'
        ? [addOn('evidence', rival.piece, amount.piece, `上级要${rival.words}，这里要${amount.words}`)]
        : [];
    });
}

const handing = /报送|上报|填报|提交|报至|报到|报给|交回|反馈至|报我|报县|报镇|报[^，]{0,6}(?:办|局|科|股)/u;

/** Something is handed in although the parent takes nothing from anybody. */
function handedIn(pair: Pair, found: readonly AddOn[]): AddOn[] {
  if (found.length > 0 || piecesOf(pair.above).some((piece) => demands(piece) && handing.test(piece.text))) return [];
  const piece = piecesOf(pair.below).find(
    (one) => ofReceiver(one) && handing.test(one.text) && !/每(?:日|天|周|月|旬|季)|[日周月旬]报/u.test(one.text),
  );
  if (piece === undefined) return [];
  return [addOn('evidence', pair.partners(piece.point)[0] ?? null, piece, '上级不要求报送，这里要求报送')];
}
