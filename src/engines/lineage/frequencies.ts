import { numberAt } from '../reading/index.ts';
import type { AddOn } from './lineage.ts';
import { addOn, piecesOf, type Detector, type Pair } from './pair.ts';
import { demands, type Piece } from './points.ts';

/** How often something is done, in times a year. */
interface Often {
  readonly perYear: number;
  readonly words: string;
  readonly work: Work;
  readonly piece: Piece;
}

type Work = 'report' | 'visit' | 'meeting' | 'training' | 'publicity' | 'other';

const works: readonly (readonly [Work, RegExp])[] = [
  ['report', /报送|上报|呈报|填报|报告|汇总|报一|报备|[周月日旬季]报|零报告|更新|反馈|调度表|进展|进度|通报|录入|登记|台账/u],
  ['meeting', /例会|会议|调度会|推进会|召开|会商|研判|调度/u],
  ['training', /培训|演练|测试|考试|学习/u],
  [
    'visit',
    /探访|走访|入户|巡查|排查|检查|巡护|督查|督导|抽查|巡河|随访|上门|巡逻|回访|家访|探视|自查|监测|消杀|清扫|清理|清运|探望|慰问|服务/u,
  ],
  ['publicity', /宣传|宣讲|播放|播报|推送|广播|发布/u],
];

const periods: readonly (readonly [RegExp, number])[] = [
  [/每半月|每半个月|半月[报一]|每?两周|双周/u, 24],
  [/每半年|半年[报一]|半年度/u, 2],
  [/每旬|旬报|按旬|一旬/u, 36],
  [/每(?:日|天|个工作日|晚|早)|[零]?日报|逐日|按日|一日一|一天一|日调度|日清|天天|每24小时|早晚/u, 250],
  [/每(?:个)?(?:周|星期|礼拜)|周报|按周|一周一|周调度|逐周|周汇总/u, 52],
  [/每(?:个)?月|月报|按月|一月一|月调度|逐月|月汇总|月度/u, 12],
  [/每(?:个)?季|季报|按季|一季一|季度/u, 4],
  [/每(?:两|2)年/u, 0.5],
  [/每(?:三|3)年/u, 1 / 3],
  [/每年|年报|按年|一年一|年度|全年|年内|年底|年终/u, 1],
  [/实时|动态更新|随时(?:更新|上报|报)|不间断|24小时/u, 1000],
];

/** 有情况随时报告 asks for nothing while nothing happens. */
const onEvent = /有情况|发现|如有|遇|一旦|发生|变化|变动/u;

/** Done more often than the parent asks, or repeated where once is enough. */
export const frequencies: Detector = (pair) => {
  const above = piecesOf(pair.above).filter(demands).flatMap(oftenIn);
  return piecesOf(pair.below)
    .filter((piece) => demands(piece) && piece.status !== 'issuerOwn')
    .flatMap(oftenIn)
    .flatMap((often) => compare(pair, above, often));
};

function compare(pair: Pair, above: readonly Often[], often: Often): AddOn[] {
  const partners = pair.partners(often.piece.point);
  const beside = above.filter(({ piece }) => partners.includes(piece.point));
  const sameWork = (others: readonly Often[]): readonly Often[] => others.filter(({ work }) => work === often.work);
  const rivals = [sameWork(beside), sameWork(above), beside].find((group) => group.length > 0) ?? [];
  const most = rivals.reduce<Often | null>((best, other) => (best === null || other.perYear > best.perYear ? other : best), null);
  if (most !== null)
    return often.perYear > most.perYear * 1.01
      ? [addOn('frequency', most.piece, often.piece, `上级是${most.words}，这里改成${often.words}`)]
      : [];
  // A meeting or a training that the parent does not know is told as that.
  if (often.perYear <= 1 || often.work === 'meeting' || often.work === 'training') return [];
  const once = partners.flatMap((point) => point.pieces).find((piece) => demands(piece) && workOf(piece) === often.work);
  return [
    addOn(
      'frequency',
      once ?? null,
      often.piece,
      once ? `上级没有要求反复做，这里要求${often.words}` : `上级没有这一项，这里要求${often.words}`,
    ),
  ];
}

function oftenIn(piece: Piece): Often[] {
  const { text } = piece;
  const work = workOf(piece);
  for (const [pattern, perYear] of periods) {
    const match = pattern.exec(text);
    if (!match || dated(text, match.index) || (perYear > 365 && onEvent.test(text))) continue;
    const times = timesNear(text, match.index + match[0].length) ?? 1;
    return [{ perYear: perYear * times, words: told(text, match.index, match[0]), work, piece }];
  }
  const days = /每(?:隔)?([0-9一二两三四五六七八九十]{1,3})个?(小时|天|日|周|星期|月)/u.exec(text);
  if (days) {
    const number = numberAt(days[1] ?? '', 0)?.value ?? 1;
    const length = { 小时: 1 / 24, 天: 1, 日: 1, 周: 7, 星期: 7, 月: 30 }[days[2] ?? '天'] ?? 1;
    return [{ perYear: Math.min(365 / (number * length), 8760), words: days[0], work, piece }];
  }
  const once = /(?:只|仅)(?:需)?报?一次|一次性|一次即可|[1一]次(?:即可|为限)/u.exec(text);
  if (once) return [{ perYear: 1, words: once[0], work: work === 'other' ? workOfPoint(piece) : work, piece }];
  const count = /(?:不少于|至少|不低于|开展|组织|举办|进行|完成)?(\d{1,3}|[一二两三四五六七八九十]{1,2})[次轮遍回](?!性|即可|会)/u.exec(
    text,
  );
  const value = count ? (numberAt(count[1] ?? '', 0)?.value ?? 0) : 0;
  return count && value > 0 && !/每次/u.test(text) ? [{ perYear: value, words: count[0], work, piece }] : [];
}

/** 2026年度, 12月度 and 3季度 say which, not how often. */
function dated(text: string, at: number): boolean {
  return /[0-9一二三四上本第去今当]$/u.test(text.slice(0, at)) || /^每(?:日|天|月|周)?起/u.test(text.slice(at));
}

function told(text: string, at: number, words: string): string {
  const after =
    /^(?:(?:走访|探访|巡查|入户|检查|报送|上报|召开|开展|组织)*(?:至少|不少于|不低于)?[0-9一二两三四五六七八九十]{1,2}次)/u.exec(
      text.slice(at + words.length),
    );
  return `${words}${after?.[0] ?? ''}`;
}

function timesNear(text: string, from: number): number | null {
  const match = /^[^，。]{0,16}?([0-9一二两三四五六七八九十]{1,3})[次轮遍回]/u.exec(text.slice(from));
  return match ? (numberAt(match[1] ?? '', 0)?.value ?? null) : null;
}

function workOf(piece: Piece): Work {
  const own = works.find(([, pattern]) => pattern.test(piece.text))?.[0];
  return own ?? workOfPoint(piece);
}

function workOfPoint(piece: Piece): Work {
  return works.find(([, pattern]) => pattern.test(piece.point.text))?.[0] ?? 'other';
}
