/**
 * Standard cost model: what one addressed unit will spend on a notice, in minutes, obligation by obligation.
 * Silence costs only the reading of it; every further ask adds a line and never takes one away.
 */
import { firstReaching } from '../../base/sorted.ts';
import type { Ask, Level, Reading } from '../reading/index.ts';
import type { Cost, CostInput, CostLine, Range, Tariff } from './costing.ts';
import { askLine, fieldsLine, readingLine } from './lines.ts';
import { mattersOf } from './matters.ts';
import { occurrences, once, periodOf, type Occurrences, type Period } from './occurrences.ts';
import { demoTariff } from './tariff.ts';

export function cost(input: CostInput): Cost {
  const { reading } = input;
  const tariff = input.tariff ?? demoTariff;
  const levelled: CostInput = { ...input, level: input.level ?? lowestLevel(reading) };
  const period = periodOf(input.from ?? reading.date, input.until ?? lastDeadline(reading));
  const asked = askLines(levelled, tariff, period);
  const lines = [readingLine(reading, tariff), ...asked, ...pressureLines(levelled, tariff, asked, period)];
  return {
    minutesPerUnit: sum(lines, (line) => line.minutes),
    low: sum(lines, (line) => line.low),
    high: sum(lines, (line) => line.high),
    lines,
    tariff: tariff.id,
  };
}

/** Hours of all units together. */
export function totalHours(perUnit: Pick<Cost, 'minutesPerUnit' | 'low' | 'high'>, units: number): Range {
  const hours = (minutes: number): number => Math.round((minutes * units * 10) / 60) / 10;
  return { low: hours(perUnit.low), likely: hours(perUnit.minutesPerUnit), high: hours(perUnit.high) };
}

function askLines(input: CostInput, tariff: Tariff, period: Period): CostLine[] {
  const fields = input.fields ?? [];
  const often = (ask: Ask): Occurrences => occurrences(ask.frequency, ask.times, period, tariff);
  const carrier =
    fields.length === 0
      ? null
      : mostFrequent(
          input.reading.asks.filter((ask) => ask.kind === 'form'),
          often,
        );
  const matterOf = mattersOf(input.reading);
  const byMatter = new Map<string, CostLine>();
  for (const ask of input.reading.asks) {
    const line = ask === carrier ? fieldsLine(ask, fields, tariff, often(ask)) : askLine(ask, input, tariff, period);
    const matter = matterOf(ask);
    const earlier = byMatter.get(matter);
    if (earlier === undefined || ask === carrier) byMatter.set(matter, line);
    else if (matter !== 'the table') byMatter.set(matter, greater(earlier, line));
  }
  const lines = [...byMatter.values()].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  // A table that comes with the demand is filled even where the notice's own words do not say so.
  return fields.length > 0 && carrier === null ? [...lines, fieldsLine(null, fields, tariff, once)] : lines;
}

/** The known table belongs to the form that is asked most often, the first of equals. */
function mostFrequent(asks: readonly Ask[], often: (ask: Ask) => Occurrences): Ask | null {
  return asks.reduce<Ask | null>((best, ask) => (best === null || often(ask).count.likely > often(best).count.likely ? ask : best), null);
}

function greater(a: CostLine, b: CostLine): CostLine {
  const larger = b.minutes > a.minutes ? b : a;
  const item = a.item === 'fields' || b.item === 'fields' ? 'fields' : larger.item;
  return { ...larger, item, low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) };
}

/**
 * 零报告 and 日报 press for a report even where the clause names no paper. What the asks of the same sentence cost already is not
 * counted again: the line carries the rest.
 */
function pressureLines(input: CostInput, tariff: Tariff, asked: readonly CostLine[], period: Period): CostLine[] {
  const lines: CostLine[] = [];
  const sentences = new Set<number>();
  // The table of the demand costs the same wherever the text asks for it, so it pays for no report.
  const papers = asked
    .filter((line) => (line.kind === 'report' || line.kind === 'form') && line.item !== 'fields' && line.start !== null)
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  for (const pressure of input.reading.pressures) {
    const { kind, quote, start, end, sentence, frequency } = pressure;
    if ((kind !== 'zeroReport' && kind !== 'frequentReport') || sentences.has(sentence.start)) continue;
    sentences.add(sentence.start);
    const line = askLine(
      { kind: 'report', quote, start, end, sentence, frequency: frequency ?? 'daily', times: null },
      input,
      tariff,
      period,
    );
    const same = papers.slice(
      firstReaching(papers, (paper) => (paper.start ?? 0) >= sentence.start),
      firstReaching(papers, (paper) => (paper.start ?? 0) >= sentence.end),
    );
    const rest = (of: (one: CostLine) => number): number => Math.max(0, of(line) - sum(same, of));
    const why = same.length === 0 ? line.why : `${line.why}，减去同一句里已经算过的`;
    const left = { ...line, why, minutes: rest((one) => one.minutes), low: rest((one) => one.low), high: rest((one) => one.high) };
    if (left.low + left.minutes + left.high > 0) lines.push(ordered(left));
  }
  return lines;
}

/** Taking one range from another may cross its ends. */
function ordered(line: CostLine): CostLine {
  const minutes = Math.max(line.low, line.minutes);
  return { ...line, minutes, high: Math.max(minutes, line.high) };
}

function lastDeadline(reading: Reading): string | null {
  const ends = reading.deadlines
    .filter((deadline) => deadline.repeats === null && deadline.kind === 'due')
    .flatMap((deadline) => deadline.date ?? []);
  return ends.reduce<string | null>((latest, date) => (latest === null || date > latest ? date : latest), null);
}

function lowestLevel(reading: Reading): Level | null {
  for (const level of ['village', 'township', 'organ'] as const) if (reading.addresseeLevels.includes(level)) return level;
  return null;
}

function sum(lines: readonly CostLine[], of: (line: CostLine) => number): number {
  return lines.reduce((total, line) => total + of(line), 0);
}
