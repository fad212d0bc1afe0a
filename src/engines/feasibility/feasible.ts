import { addDays, daysBetween } from '../../base/dates.ts';
import { addWorkdays } from '../../base/workdays.ts';
import type { Deadline, Reading } from '../reading/index.ts';
import type { Feasibility, FeasibilityOptions, Step } from './feasibility.ts';
import { relayWorkdays } from './procedures.ts';
import { stepsNeeded, type Needed } from './steps.ts';

/** A working day in minutes. */
const WORKDAY = 480;

/**
 * When what a notice orders can be done at the earliest, and which steps decide it (critical path method over the workday calendar). Where
 * sentences have days of their own, the one that comes off worst is told.
 */
export function feasible(reading: Reading, options: FeasibilityOptions = {}): Feasibility {
  const needed = stepsNeeded(reading);
  const groups = new Map<string, Needed[]>();
  for (const one of needed) {
    const own = daysOf(reading, one)[0] ?? '';
    groups.set(own, [...(groups.get(own) ?? []), one]);
  }
  const judged = (groups.size === 0 ? [[]] : [...groups.values()]).map((group) => judge(reading, options, group));
  return judged.reduce((worst, one) => (slack(one) < slack(worst) ? one : worst));
}

/** Days to spare; what cannot be reckoned stands between what is late and what is not. */
const slack = ({ earliest, deadline }: Feasibility): number =>
  earliest === null || deadline === null ? 0 : daysBetween(earliest, deadline);

function judge(reading: Reading, options: FeasibilityOptions, needed: readonly Needed[]): Feasibility {
  const start = options.start ?? reading.date;
  const relay = relayStep(reading);
  const deadline = deadlineOf(reading, needed);
  const open = needed.filter(({ step, shownOnly }) => !shownOnly && step.days === null).map(({ step }) => dated(step, null));
  const shown = needed.filter(({ shownOnly }) => shownOnly).map(({ step }) => dated(step, null));
  const procedures = chain(relay, stagesOf(needed), start);
  const own = chain(relay, workStages(options.minutes ?? 0), start);
  const [critical, lesser] = later(procedures, own) ? [procedures, own] : [own, procedures];
  const earliest = start === null || open.length > 0 ? null : (critical.path.at(-1)?.to ?? start);
  const possible = earliest === null || deadline === null ? null : earliest <= deadline;
  const named = new Set(critical.path.map(({ id }) => id));
  const beside = [...lesser.path, ...critical.beside, ...lesser.beside].filter(({ id }) => !named.has(id));
  return {
    earliest,
    deadline,
    possible,
    criticalPath: critical.path,
    beside: [...beside, ...open, ...shown],
    message: messageOf(possible, earliest, deadline, critical.path, open),
  };
}

const later = (one: Chain, other: Chain): boolean => (one.path.at(-1)?.to ?? '') > (other.path.at(-1)?.to ?? '') || other.path.length === 0;

interface Chain {
  readonly path: readonly Step[];
  readonly beside: readonly Step[];
}

type Stage = readonly Omit<Step, 'from' | 'to'>[];

/** Stage after stage; in each the longest step decides and the others run beside it. */
function chain(first: Stage, stages: readonly Stage[], start: string | null): Chain {
  const path: Step[] = [];
  const beside: Step[] = [];
  let at = start;
  for (const stage of [first, ...stages]) {
    const steps = stage.map((step) => dated(step, at));
    const longest = steps.reduce<Step | null>((best, step) => (best === null || (step.to ?? '') > (best.to ?? '') ? step : best), null);
    if (longest === null) continue;
    path.push(longest);
    beside.push(...steps.filter((step) => step !== longest));
    at = longest.to;
  }
  return { path, beside };
}

function dated(step: Omit<Step, 'from' | 'to'>, from: string | null): Step {
  const to = from === null || step.days === null ? null : step.unit === 'workday' ? addWorkdays(from, step.days) : addDays(from, step.days);
  return { ...step, from, to };
}

function stagesOf(needed: readonly Needed[]): readonly Stage[] {
  const timed = needed.filter(({ step, shownOnly }) => !shownOnly && step.days !== null);
  const numbers = [...new Set(timed.map(({ stage }) => stage))].sort((a, b) => a - b);
  return numbers.map((number) => timed.filter(({ stage }) => stage === number).map(({ step }) => step));
}

const noPlace = { quote: null, start: null, end: null } as const;

function workStages(minutes: number): readonly Stage[] {
  const days = Math.floor(minutes / WORKDAY);
  if (days === 0) return [];
  const name = `每个单位约${Math.round(minutes / 60)}小时的活`;
  return [[{ id: 'own-work', name, days, unit: 'workday', law: '标准成本法', provenance: 'project', ...noPlace }]];
}

const ranks = ['central', 'province', 'city', 'county', 'township', 'village'] as const;

/** Levels that lie between the sender and whoever must act each pass the paper on. */
function relayStep(reading: Reading): Stage {
  const from = ranks.findIndex((level) => level === reading.issuerLevel);
  const to = Math.max(...reading.addresseeLevels.map((level) => ranks.findIndex((rank) => rank === level)), -1);
  const between = from < 0 || to < 0 ? 0 : to - from - 1;
  if (between <= 0) return [];
  const name = `中间${between}级转发`;
  return [{ id: 'relay', name, days: between * relayWorkdays, unit: 'workday', law: '项目推算', provenance: 'project', ...noPlace }];
}

const dueIn = (reading: Reading): readonly Deadline[] =>
  reading.deadlines.filter(({ repeats, date, anchor }) => repeats === null && date !== null && anchor !== 'event');

const datesOf = (among: readonly Deadline[]): readonly string[] => among.flatMap(({ date }) => date ?? []).sort();

/** Days named in the sentence that orders a procedure. */
function daysOf(reading: Reading, { clause: { sentence } }: Needed): readonly string[] {
  return datesOf(dueIn(reading).filter(({ start }) => start >= sentence.start && start < sentence.end));
}

/** The day that binds the procedures: that of their own sentence, else the last of the notice. */
function deadlineOf(reading: Reading, needed: readonly Needed[]): string | null {
  const own = needed.flatMap((one) => daysOf(reading, one).slice(0, 1)).sort();
  if (own.length > 0) return own[0] ?? null;
  const due = dueIn(reading);
  const whole = datesOf(due.filter(({ kind }) => kind === 'due'));
  return whole.at(-1) ?? datesOf(due).at(-1) ?? null;
}

function messageOf(
  possible: boolean | null,
  earliest: string | null,
  deadline: string | null,
  path: readonly Step[],
  open: readonly Step[],
): string | null {
  if (open.length > 0) return `${open.map(({ name }) => name).join('、')}没有法定的最短时间，算不出最早哪天能完`;
  if (possible !== false || earliest === null || deadline === null) return null;
  const long = path
    .filter(({ days }) => (days ?? 0) > 0)
    .map(({ name, days, unit }) => `${name}${days ?? 0}${unit === 'day' ? '天' : '个工作日'}`);
  return `最早${earliest}才办得完，限的是${deadline}：${long.join('，')}（推算，不是条文）`;
}
