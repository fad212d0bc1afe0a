import { familyAsks } from './ask-families.ts';
import { askFrames } from './ask-frames.ts';
import { levelsOf } from './addressees.ts';
import { isoOf } from './calendar-words.ts';
import { readClauses, type Posture, type ReadClause } from './clauses.ts';
import { countCharacters } from './counting.ts';
import { findDeadlines } from './deadlines.ts';
import { classOf, looksLikeChat } from './docclass.ts';
import type { Flow } from './flow.ts';
import { factsOf } from './facts.ts';
import { matchFrames, placesOf } from './frames.ts';
import { layOut, type Layout } from './layout.ts';
import type { Layers, Part } from './layers.ts';
import { bodyFlow } from './body.ts';
import { normalise } from './normalise.ts';
import { levelOfOrgan, organOfTitle } from './organs.ts';
import { askOf, pressuresOf } from './findings.ts';
import { postureOf } from './posture.ts';
import { publicClause } from './public-clause.ts';
import { familyPressures } from './pressure-families.ts';
import { matchPressures } from './pressure-frames.ts';
import type { Ask, Clause, Deadline, Level, Pressure, Quotation, Reading, ReadOptions } from './reading.ts';
import { titlePart } from './title-asks.ts';
import type { TimeBase } from './time-words.ts';
import { levelsTold } from './told.ts';

/** Reads a notice. Pure: the same text and options give the same reading. */
export function read(text: string, options: ReadOptions = {}): Reading {
  return readLayers(text, options).reading;
}

export function readLayers(text: string, options: ReadOptions): { readonly reading: Reading; readonly layers: Layers } {
  const normal = normalise(text);
  const layout = layOut(normal);
  const title = layout.title?.text ?? null;
  const issuer = layout.signature?.text ?? layout.heading?.text ?? (title === null ? null : organOfTitle(title));
  const issuerLevel = issuer === null ? null : levelOfOrgan(issuer);
  const written = layout.date ? isoOf(layout.date.written) : null;
  const sentOn = options.sentAt ? options.sentAt.slice(0, 10) : null;
  const names = layout.addressees ? normal.text.slice(layout.addressees.start, layout.addressees.end) : null;
  const lined = names === null ? [] : levelsOf(names, issuerLevel);
  const chat = looksLikeChat(layout, normal.text);
  const running = bodyFlow(normal, layout, layout.body);
  const posture = postureOf(layout, title, lined, running.text, chat);
  const parties = { issuerLevel, addresseeLevels: lined };
  const parts: Part[] = [partOf(running, 'body', readClauses(running.text, parties, posture))];
  for (const annex of layout.annexes) {
    const flow = bodyFlow(normal, layout, annex);
    parts.push(partOf(flow, 'annex', readClauses(flow.text, parties, posture)));
  }
  const addresseeLevels = levelsFor(lined, parts, posture, issuerLevel, title);
  const date = written ?? (layout.date || !sentOn ? null : sentOn);
  const base: TimeBase = { date, sentOn: sentOn ?? date, year: yearOf(layout, normal.text) };
  const found = collect(parts, base, date, {
    title,
    layout,
    normal,
    posture,
    titlePart: posture === 'demand' && lined.length > 0 ? titlePart(normal, layout, parties) : null,
  });
  const quote = (stretch: { readonly start: number; readonly end: number } | null): Quotation | null =>
    stretch && normal.quotation(stretch.start, stretch.end);
  const bodyCharacters = countCharacters(text.slice(...originalRange(normal, layout.body)));
  const reading: Reading = {
    text,
    title,
    issuer,
    docNumber: layout.docNumber?.canonical ?? null,
    date,
    docClass: classOf(layout, chat, issuer),
    elements: {
      title: quote(layout.title),
      issuer: quote(layout.signature ?? layout.heading),
      docNumber: quote(layout.docNumber),
      date: quote(layout.date),
      heading: quote(layout.heading),
      body: normal.quotation(layout.body.start, layout.body.end),
      annexes: layout.annexes.map((annex) => normal.quotation(annex.start, annex.end)),
    },
    addressees: quote(layout.addressees),
    addresseeLevels,
    issuerLevel,
    bodyCharacters,
    annexCharacters: layout.annexes.reduce((sum, annex) => sum + countCharacters(text.slice(...originalRange(normal, annex))), 0),
    ...found,
    clauses: parts.flatMap((part) => part.clauses.map((clause) => publicClause(part.flow, clause, part.name))),
    ...factsOf(parts, normal, layout, found, date),
  };
  return { reading, layers: { normal, layout, posture, parts } };
}

const originalRange = (flow: Flow, stretch: { readonly start: number; readonly end: number }): [number, number] => [
  flow.at[stretch.start] ?? 0,
  stretch.end > stretch.start ? (flow.at[stretch.end - 1] ?? 0) + 1 : (flow.at[stretch.start] ?? 0),
];

function partOf(flow: Flow, name: Clause['part'], clauses: readonly ReadClause[]): Part {
  const places = bySentence(clauses).map(placesOf);
  return {
    flow,
    name,
    clauses,
    hits: [...places.flatMap((sentence) => matchFrames(sentence, askFrames, flow.text)), ...familyAsks(flow.text, clauses)],
    pressureHits: [...places.flatMap((sentence) => matchPressures(sentence, flow.text)), ...familyPressures(flow.text, clauses)],
  };
}

function bySentence(clauses: readonly ReadClause[]): ReadClause[][] {
  const groups: ReadClause[][] = [];
  for (const clause of clauses) {
    const last = groups.at(-1);
    if (last && last[0]?.sentence === clause.sentence) last.push(clause);
    else groups.push([clause]);
  }
  return groups;
}

interface Surroundings {
  readonly title: string | null;
  readonly layout: Layout;
  readonly normal: Flow;
  readonly posture: Posture;
  readonly titlePart: Part | null;
}

function collect(
  parts: readonly Part[],
  base: TimeBase,
  date: string | null,
  around: Surroundings,
): { readonly asks: Ask[]; readonly pressures: Pressure[]; readonly deadlines: Deadline[] } {
  const inside = parts.flatMap((part) => askOf(part.flow, part.hits));
  const titled = around.titlePart ? askOf(around.titlePart.flow, around.titlePart.hits) : [];
  const asks = [...titled.filter((ask) => !inside.some((one) => one.kind === ask.kind)), ...inside];
  const kinds = new Set(asks.map((ask) => ask.kind));
  const times = around.posture === 'demand' ? parts.flatMap((part) => findDeadlines(part.flow, part.clauses, { base, kinds })) : [];
  // A time to be there binds nobody where nothing is asked.
  const deadlines = asks.length > 0 ? times : times.filter((time) => time.kind === 'due' && /(前|内|截止|止)$/u.test(time.quote));
  const pressures = pressuresOf(parts, { date, deadlines, ...around });
  return { asks, pressures, deadlines };
}

function levelsFor(
  lined: readonly Level[],
  parts: readonly Part[],
  posture: Posture,
  issuerLevel: Reading['issuerLevel'],
  title: string | null,
): readonly Level[] {
  if (lined.length > 0) return lined;
  if (posture === 'public') return ['public'];
  if (posture === 'narrative') return title === null ? [] : ['public'];
  const [body] = parts;
  return body ? levelsTold(body.flow.text, body.clauses, issuerLevel) : [];
}

/** The year where no date gives one: that of the number, else the first year named. */
function yearOf(layout: Layout, text: string): number | null {
  const number = layout.docNumber?.canonical.match(/〔(\d{4})〕/u)?.[1] ?? null;
  if (number !== null) return Number(number);
  const named = /(?:19|20)\d{2}(?=年)/u.exec(text.slice(0, 4000));
  return named ? Number(named[0]) : null;
}
