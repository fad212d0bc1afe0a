import type { Flow } from './flow.ts';
import type { Part } from './layers.ts';
import { hasTag } from './tags.ts';
import type { Deadline, Duration, Level, MeetingFacts, Quotation } from './reading.ts';
import { sortLevels } from './organs.ts';

const principalTitles = [
  '党政主要负责同志',
  '主要负责同志',
  '主要负责人',
  '主要领导',
  '一把手',
  '党委书记',
  '党组织书记',
  '党支部书记',
  '支部书记',
  '村支书',
  '村书记',
  '书记',
  '乡镇长',
  '镇长',
  '乡长',
  '县长',
  '区长',
  '市长',
  '村主任',
  '街道主任',
  '办事处主任',
];
const leaderTitles = [
  ...principalTitles,
  '副县长',
  '副区长',
  '副镇长',
  '副乡长',
  '副书记',
  '分管负责同志',
  '分管领导',
  '分管负责人',
  '负责同志',
  '班子成员',
  '党政领导',
  '政府领导',
  '县领导',
  '镇领导',
];
const allStaff = [
  '全体人员',
  '全体干部',
  '全体职工',
  '全体工作人员',
  '全体党员干部',
  '全体机关干部',
  '全体干部职工',
  '全体村干部',
  '全体教师',
  '所有干部',
  '全员参会',
  '全体成员',
];
const branches = ['设分会场', '设立分会场', '设置分会场', '开设分会场', '分会场'];
const groups = ['分组讨论', '分组审议', '分组交流', '分组座谈'];
const cancelled = ['negated', 'released', 'permitted', 'background', 'quoted'];

/** What a text says of the meeting that it calls; null where it calls none. */
export function meetingIn(part: Part, deadlines: readonly Deadline[], durations: readonly Duration[]): MeetingFacts | null {
  const hits = part.hits.filter((hit) => hit.kind === 'meeting');
  const [first] = hits;
  if (!first) return null;
  const { flow } = part;
  const live = part.clauses.filter((clause) => !cancelled.includes(clause.status));
  const called = live.filter(
    (clause) =>
      hasTag(clause.tokens, 'attend', 'meeting!', 'hold', 'meeting', 'substitute') ||
      /^(参会|参加|出席|与会|会议范围|范围|对象|参训)/u.test(flow.text.slice(clause.sentence.from, clause.sentence.from + 8)),
  );
  const find = (words: readonly string[], among = called): Quotation[] =>
    among.flatMap((clause) => wordsIn(flow, clause.start, clause.end, words));
  const principals = find(principalTitles);
  const leaders = find(leaderTitles);
  const presence = deadlines.find((deadline) => deadline.kind === 'presence') ?? null;
  const attendees = called
    .filter((clause) => clause.mark === '：' || hasTag(clause.tokens, 'attend'))
    .map((clause) => flow.quotation(clause.start, clause.end));
  return {
    ...flow.quotation(first.start, first.end),
    name: flow.text.slice(first.thing.start, first.thing.end),
    startsOn: presence?.date ?? null,
    startsAt: presence?.time ?? null,
    duration: durationOf(flow, durations),
    attendees,
    principals,
    leaders,
    levelsCalled: levelsCalled(called.map((clause) => flow.text.slice(clause.start, clause.end))),
    branchVenues: find(branches, live)[0] ?? null,
    allStaff: find(allStaff)[0] ?? null,
    speeches: live
      .filter((clause) => /讲话|作报告|主旨报告|发言/u.test(flow.text.slice(clause.start, clause.end)))
      .map((clause) => flow.quotation(clause.start, clause.end)),
    groupDiscussion: find(groups, live)[0] ?? null,
    video: /视频会|电视电话会|线上会议|网络会议|视频培训|直播/u.test(flow.text.slice(0, 6000)),
  };
}

/** 会期半天, 会议时间约90分钟: a length of time beside 会期 or 会议, not a speech's. */
function durationOf(flow: Flow, durations: readonly Duration[]): Duration | null {
  return (
    durations.find((duration) => {
      const before = flow.original.slice(Math.max(0, duration.start - 12), duration.start);
      return /会期|会议时间|时长|为期|共|时间约|会议约|培训时间|历时/u.test(before) && !/讲话|发言|汇报/u.test(before);
    }) ?? null
  );
}

/** The longest title at each place. */
function wordsIn(flow: Flow, from: number, to: number, words: readonly string[]): Quotation[] {
  const found: Quotation[] = [];
  for (let at = from; at < to; at += 1) {
    let best = 0;
    for (const word of words) if (word.length > best && at + word.length <= to && flow.text.startsWith(word, at)) best = word.length;
    if (best === 0) continue;
    if (flow.text[at - 1] !== '副' && !/讲话|主持/u.test(flow.text.slice(at + best, at + best + 3)))
      found.push(flow.quotation(at, at + best));
    at += best - 1;
  }
  return found;
}

function levelsCalled(clauses: readonly string[]): Level[] {
  const levels = new Set<Level>();
  for (const words of clauses) {
    if (/各市(州|人民政府|政府|局|委)|各设区市|市州/u.test(words)) levels.add('city');
    if (/各县|县（市|县区|区县|各区/u.test(words)) levels.add('county');
    if (/乡镇|各镇|镇街|街道|各乡/u.test(words)) levels.add('township');
    if (/村（社区）|各村|社区|村干部|村(党|支|书|主|两)|协管员|网格/u.test(words)) levels.add('village');
    if (/部门|各单位|县直|市直|科室|股室|企业|学校/u.test(words)) levels.add('organ');
  }
  return sortLevels(levels);
}
