import type { Ask, Reading } from '../reading/index.ts';
import { clauseOf, isAttended } from './matters.ts';
import { amountOf, numberBefore, type Context } from './amounts.ts';
import type { CostField, CostInput, CostKind, CostLine, Range, Tariff, TariffItem } from './costing.ts';
import { occurrences, type Occurrences, type Period } from './occurrences.ts';
import { exactly, none, plus, range, shown, times } from './range.ts';

/** Every notice is read once by somebody in the unit. */
export function readingLine(reading: Reading, tariff: Tariff): CostLine {
  const characters = reading.bodyCharacters + reading.annexCharacters;
  const { low, likely, high } = tariff.charactersPerMinute;
  // Opening it and seeing what it is takes a minute, however short it is.
  const minutes = range(Math.max(1, characters / high), Math.max(1, characters / likely), Math.max(1, characters / low));
  return line('reading', minutes, `看这份文：${characters.toLocaleString('en-US')}字，约${shown(minutes)}分钟`, null, 'reading');
}

export function askLine(ask: Ask, input: CostInput, tariff: Tariff, period: Period): CostLine {
  const clause = clauseOf(ask, input.reading);
  const context: Context = { input, tariff, clause };
  const attending = isAttended(ask, input.reading);
  const often = occurrences(ask.frequency, ask.times, period, tariff);
  if (attending) {
    const stated = meetingMinutes(input.reading, ask);
    if (stated !== null) return meetingLine(ask, stated, context, often);
  }
  const chosen = itemFor(ask, clause, tariff, attending);
  const parts = [chosen, ...(chosen.with === undefined ? [] : [itemById(tariff, travelOr(chosen.with, clause))])];
  return priced(ask, parts, context, often);
}

/** A form whose fields are known: read, collect and check, field by field. */
export function fieldsLine(ask: Ask | null, fields: readonly CostField[], tariff: Tariff, often: Occurrences): CostLine {
  let minutes = tariff.formOverhead;
  let held = 0;
  for (const field of fields) {
    const figure = tariff.fields[field.type];
    if (field.held === true) held++;
    minutes = plus(minutes, field.held === true ? tariff.heldField : plus(plus(figure.read, figure.collect), figure.check));
  }
  const left = fields.length - held;
  const what = held === 0 ? `填${left}个数` : `${fields.length}个数，已有${held}个，还要填${left}个`;
  return line('form', times(minutes, often.count), `${what}：每次约${shown(minutes)}分钟${often.why}`, ask, 'fields');
}

function priced(ask: Ask, parts: readonly TariffItem[], context: Context, often: Occurrences): CostLine {
  let minutes: Range = none;
  const whys: string[] = [];
  for (const part of parts) {
    const amount = amountOf(part.per, context);
    minutes = plus(minutes, times(part.minutes, amount.count));
    const each = amount.each === '' ? (often.why === '' ? '' : '每次') : amount.each;
    whys.push(`${part.label}：${each}约${shown(part.minutes)}分钟${amount.why}`);
  }
  return line(ask.kind, times(minutes, often.count), `${frequencyWord(ask)}${whys.join('；')}${often.why}`, ask, parts[0]?.id ?? ask.kind);
}

function meetingLine(ask: Ask, stated: number, context: Context, often: Occurrences): CostLine {
  const travel = itemById(context.tariff, travelOr('meeting.travel', context.clause));
  const amount = amountOf('person', context);
  const each = plus(exactly(stated), travel.minutes);
  const why = `参会：会${stated}分钟，${travel.label}${shown(travel.minutes)}分钟${amount.why}${often.why}`;
  return line('meeting', times(times(each, amount.count), often.count), why, ask, 'meeting');
}

/** Minutes that the notice itself states for the meeting it calls; in the whole text, or in the sentence of the ask. */
function meetingMinutes(reading: Reading, ask: Ask): number | null {
  const inSentence = reading.durations.find((one) => one.start >= ask.sentence.start && one.end <= ask.sentence.end);
  const stated = reading.meeting?.duration ?? inSentence ?? null;
  return stated !== null && stated.minutes >= 10 && stated.minutes <= 5 * 480 ? stated.minutes : null;
}

const frequencyWords: Partial<Record<Ask['frequency'], string>> = {
  daily: '每日',
  weekly: '每周',
  tenDays: '每旬',
  halfMonthly: '每半月',
  monthly: '每月',
  quarterly: '每季度',
  halfYearly: '每半年',
  yearly: '每年',
};

function frequencyWord(ask: Ask): string {
  return frequencyWords[ask.frequency] ?? '';
}

const recurring = new Set<Ask['frequency']>(['daily', 'weekly', 'tenDays', 'halfMonthly', 'monthly', 'continuous', 'onEvent']);

function itemFor(ask: Ask, clause: string, tariff: Tariff, attending: boolean): TariffItem {
  const often = recurring.has(ask.frequency);
  const long = ask.kind === 'report' && !often && numberBefore(clause.replace(/,/gu, ''), '字') !== null;
  if (long) return itemById(tariff, 'report.characters');
  const fits = (item: TariffItem, text: string): boolean => item.words.length === 0 || item.words.some((word) => text.includes(word));
  const candidates = tariff.items.filter(
    (item) =>
      item.kind === ask.kind &&
      item.per !== 'thousandCharacters' &&
      (item.recurring !== true || often) &&
      item.part !== true &&
      !(attending && item.id === 'meeting.hold'),
  );
  const found =
    candidates.find((item) => item.words.length > 0 && fits(item, clause)) ?? candidates.find((item) => item.words.length === 0);
  return found ?? itemById(tariff, ask.kind);
}

function travelOr(id: string, clause: string): string {
  return id === 'meeting.travel' && /视频|线上|腾讯会议|钉钉|分会场/u.test(clause) ? 'meeting.travel.video' : id;
}

function itemById(tariff: Tariff, id: string): TariffItem {
  const found = tariff.items.find((item) => item.id === id);
  if (found === undefined) throw new Error(`tariff ${tariff.id} lacks ${id}`);
  return found;
}

function line(kind: CostKind, minutes: Range, why: string, at: Ask | null, item: string): CostLine {
  const place = at === null ? { quote: null, start: null, end: null } : { quote: at.quote, start: at.start, end: at.end };
  return { kind, minutes: Math.round(minutes.likely), low: Math.round(minutes.low), high: Math.round(minutes.high), why, ...place, item };
}
