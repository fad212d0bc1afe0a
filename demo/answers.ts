import type { Draft } from '../src/nouns/demands/demand.ts';
import type { DemoAnswer, DemoStep, DemoUnit, VillageFacts } from './county.ts';
import type { Layout } from './dates.ts';
import type { AnswerPlan, Plan, Values } from './demands/plan.ts';
import { answererOf } from './people.ts';
import { random, type Random } from './random.ts';

export interface Ground {
  readonly layout: Layout;
  readonly units: readonly DemoUnit[];
  readonly facts: ReadonlyMap<string, VillageFacts>;
  readonly seed: number;
}

/** Who answered when, drawn from the plan: the same unit has the same habits whatever else changes in the county. */
export function answersTo(plan: Plan, ground: Ground): DemoAnswer[] {
  const answered = new Set<string>();
  const answers = plan.answers.flatMap((wave) => {
    const version = wave.version ?? 1;
    const terms = frozen(plan.script, version);
    const units = addressed(terms.draft, ground.units).filter(({ code }) => !answered.has(code) && !wave.silent?.includes(code));
    const sent = units.flatMap((unit) => waveOf(unit, { plan: plan.key, wave, version, terms, ground }));
    for (const { unit } of sent) answered.add(unit);
    return sent;
  });
  return answers.toSorted((a, b) => a.at.localeCompare(b.at) || a.unit.localeCompare(b.unit));
}

interface Frozen {
  readonly draft: Draft;
  readonly at: string;
}

/** The n-th version that was admitted, and when. */
export function frozen(script: readonly DemoStep[], version: number): Frozen {
  let draft: Draft | null = null;
  let seen = 0;
  for (const step of script) {
    draft = step.draft ?? draft;
    if ((step.kind === 'admit' || step.kind === 'confirm') && draft && ++seen === version) return { draft, at: step.at };
  }
  throw new Error(`version ${version} was never admitted`);
}

export function addressed(draft: Draft, units: readonly DemoUnit[]): DemoUnit[] {
  const { level, under, except } = draft.audience;
  const inside = (code: string, place: string) => code.startsWith(place.endsWith('000000') ? place.slice(0, 6) : place.slice(0, 9));
  return units.filter(
    (unit) =>
      unit.level === level && unit.validTo === null && !except.includes(unit.code) && under.some((place) => inside(unit.code, place)),
  );
}

interface Wave {
  readonly plan: string;
  readonly wave: AnswerPlan;
  readonly version: number;
  readonly terms: Frozen;
  readonly ground: Ground;
}

function waveOf(unit: DemoUnit, { plan, wave, version, terms, ground }: Wave): DemoAnswer[] {
  const dice = random(ground.seed, `answers/${plan}/${version}/${unit.code}`);
  const days = daysOf(wave, dice);
  const facts = ground.facts.get(unit.code) ?? township(unit, ground);
  if (!days) return [];
  const values = wave.values(facts, dice);
  const answer = { unit: unit.code, by: answererOf(unit.code), version };
  const first = { ...answer, at: timeOf(ground.layout, days.answer, terms.at, dice), values };
  if (!dice.chance(wave.corrected ?? 0) || days.answer >= wave.until) return [first];
  return [first, { ...answer, at: timeOf(ground.layout, days.answer + 1, terms.at, dice), values: corrected(values, dice) }];
}

function daysOf(wave: AnswerPlan, { next, int }: Random): { answer: number } | null {
  const luck = next();
  // Most answer in the last days: the square root leans toward the end.
  if (luck < wave.share) return { answer: wave.from + Math.floor(Math.sqrt(next()) * (wave.until - wave.from + 1)) };
  if (wave.late && luck < wave.share + wave.late.share) return { answer: int(wave.until + 1, wave.late.until) };
  return null;
}

/** A working hour, and on the day of admission an hour after it. */
function timeOf(layout: Layout, day: number, admittedAt: string, { int }: Random): string {
  const { iso, at } = layout.day(day);
  const [hour = 8, minute = 0] = admittedAt.slice(11, 16).split(':').map(Number);
  const earliest = admittedAt.startsWith(iso) ? hour * 60 + minute + 30 : 8 * 60 + 10;
  const clock = int(earliest, 17 * 60 + 20);
  const two = (number: number) => String(number).padStart(2, '0');
  return at(`${two(Math.floor(clock / 60))}:${two(clock % 60)}`);
}

/** One number was off by one. */
function corrected(values: Values, { int }: Random): Values {
  const whole = Object.entries(values).filter(([, value]) => typeof value === 'number' && Number.isInteger(value));
  const chosen = whole[int(0, Math.max(0, whole.length - 1))];
  return chosen ? { ...values, [chosen[0]]: Number(chosen[1]) + 1 } : values;
}

/** A township's facts are the sums of its villages'. */
function township(unit: DemoUnit, { units, facts }: Ground): VillageFacts {
  const sums: Record<string, number> = {};
  for (const village of units.filter(({ parent }) => parent === unit.code))
    for (const [key, value] of Object.entries(facts.get(village.code) ?? {})) sums[key] = (sums[key] ?? 0) + value;
  return sums as VillageFacts; // every key of a village's facts is summed above
}
