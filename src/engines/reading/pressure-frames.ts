import type { ReadClause } from './clauses.ts';
import type { Place } from './frames.ts';
import { hasTag } from './tags.ts';
import type { PressureKind } from './reading.ts';
import { within } from './sentences.ts';

export interface PressureHit {
  readonly kind: PressureKind;
  readonly start: number;
  readonly end: number;
  readonly clause: ReadClause;
}

/** Threats stand under a condition by nature, and in hopes; bans, the past and other people's duties do not press. */
export const threatens = (clause: ReadClause): boolean =>
  ['binding', 'conditional', 'wish', 'issuerOwn'].includes(clause.status) && !aimedElsewhere(clause);
export const demands = (clause: ReadClause): boolean => clause.status === 'binding';

/** 降雨过程全覆盖, 信号全覆盖: what covers is weather or a network, nobody's duty. */
const ofItself = /(?:[雨雪雾霜风霾温]|寒潮|冷空气|强对流|气旋|台风|过程|信号|网络|频率|节目)[^，。；]{0,6}$/u;
export const coversItself = (text: string, at: number): boolean =>
  text.startsWith('覆盖', at + 1) && ofItself.test(text.slice(Math.max(0, at - 12), at));

function aimedElsewhere(clause: ReadClause): boolean {
  return clause.actor === 'other';
}

const single: readonly (readonly [string, PressureKind, (clause: ReadClause) => boolean])[] = [
  ['veto!', 'veto', threatens],
  ['ranking!', 'ranking', threatens],
  ['notice!', 'notice', threatens],
  ['assessStrong!', 'assessment', threatens],
  ['account!', 'accountability', threatens],
  ['absolute!', 'absolute', demands],
  ['zeroReport!', 'zeroReport', (clause) => demands(clause) || clause.status === 'conditional'],
  ['frequent!', 'frequentReport', demands],
  ['substitute', 'principal', demands],
];

const GAP = 26;
const LOOK = 12;

export function matchPressures(places: readonly Place[], text: string): PressureHit[] {
  const hits: PressureHit[] = [];
  places.forEach((place, index) => {
    const { token, clause } = place;
    if (within(clause.sentence.titles, token.start)) return;
    for (const [tag, kind, counts] of single) {
      if (!token.tags.has(tag) || !counts(clause) || againstOthers(text, token.start, clause)) continue;
      if (kind === 'absolute' && coversItself(text, token.start)) continue;
      if (
        tag === 'frequent!' &&
        !/报送|上报|报告|填报|报[我县镇市省局厅]|更新|汇总|总结|上传|日报|周报|旬报|月报|一报|期/u.test(
          text.slice(clause.sentence.from, clause.sentence.end),
        )
      )
        continue;
      hits.push({ kind, start: token.start, end: token.end, clause });
    }
    const framed = framedPressure(places, index, text);
    if (framed) hits.push(framed);
  });
  return hits;
}

/** 对隐瞒不报的企业依法处罚 presses the firms. */
export function againstOthers(text: string, at: number, clause: ReadClause): boolean {
  const words = text.slice(clause.sentence.from, at);
  // 对重点企业开展检查，对拒不整改的从严查处: whoever a later 对 leaves unnamed is the one named before.
  for (let target = lastAim(words, words.length); target >= 0; target = lastAim(words, target)) {
    const aim = /^[^，；。]{0,30}/u.exec(words.slice(target))?.[0] ?? '';
    if (/(乡镇|各|村|干部|责任人|部门|学校|社区)/u.test(aim)) return false;
    if (/(企业|商户|经营|群众|违法|违规用火|野外用火|行为人|业主|车主|农户|犯罪|单位和个人|住户)/u.test(aim)) return true;
    if (!aim.endsWith('的')) return false;
  }
  return false;
}

const lastAim = (words: string, before: number): number =>
  before <= 0 ? -1 : Math.max(words.lastIndexOf('对', before - 1), words.lastIndexOf('将', before - 1));

function framedPressure(places: readonly Place[], index: number, text: string): PressureHit | null {
  const place = places[index];
  if (!place) return null;
  const { token, clause } = place;
  if (token.tags.has('assess!') && threatens(clause) && !againstOthers(text, token.start, clause)) {
    const absorb = near(places, index, 'absorb', GAP);
    if (absorb) return span('assessment', place, absorb);
  }
  if (token.tags.has('also') && demands(clause) && reportsNothing(text, clause))
    return { kind: 'zeroReport', start: token.start, end: token.end, clause };
  if (token.tags.has('qualification') && threatens(clause)) {
    const cancel = near(places, index, 'cancel', 16);
    if (cancel) return span('veto', place, cancel);
  }
  if (token.tags.has('answer') && threatens(clause)) {
    const who = near(places, index, 'who', 14);
    if (who && who.token.start < token.start) return span('accountability', place, who);
  }
  if (token.tags.has('principal') && demands(clause) && clause.actor !== 'issuer') {
    const act = leaderAct(places, index);
    if (act) return span('principal', place, act);
  }
  return null;
}

/** 没有的也要报, 无此情况也请填“无”. */
function reportsNothing(text: string, clause: ReadClause): boolean {
  const words = text.slice(clause.sentence.from, clause.sentence.end);
  return /(没有|无)[^，]{0,8}，?[^，]{0,6}(也|亦)[^，]{0,8}[报填写反馈回]|[写报填]“?无”?/u.test(words);
}

/** The leader's own act: behind the title in the same clause, or in the next clause without another subject. */
function leaderAct(places: readonly Place[], index: number): Place | null {
  const leader = places[index];
  if (!leader) return null;
  for (let look = index + 1; look <= Math.min(places.length - 1, index + LOOK); look += 1) {
    const place = places[look];
    if (!place || place.token.start - leader.token.end > GAP) return null;
    if (place.token.tags.has('deputy')) return null;
    if ((place.token.tags.has('inPerson') || place.token.tags.has('attend') || place.token.tags.has('meeting!')) && demands(place.clause))
      return place;
  }
  // 参会人员：各村书记
  const { clause } = leader;
  return clause.mark === '：' && hasTag(places[0]?.clause.tokens ?? [], 'meeting!', 'attend') ? leader : null;
}

function near(places: readonly Place[], index: number, tag: string, gap: number): Place | null {
  const from = places[index];
  if (!from) return null;
  for (let step = 1; step <= LOOK; step += 1) {
    for (const look of [index - step, index + step]) {
      const place = places[look];
      if (!place?.token.tags.has(tag)) continue;
      const distance = look < index ? from.token.start - place.token.end : place.token.start - from.token.end;
      if (distance <= gap && place.clause.polarity === 'positive') return place;
    }
  }
  return null;
}

const span = (kind: PressureKind, one: Place, other: Place): PressureHit => ({
  kind,
  start: Math.min(one.token.start, other.token.start),
  end: Math.max(one.token.end, other.token.end),
  clause: one.clause,
});
