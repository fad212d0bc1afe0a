/** Lists of a Word document: numbering.xml says how each level looks, the paragraphs count. Printed numbers are text that people cite (第（三）项). */
import type { Package } from './gate.ts';
import { numeral } from './numerals.ts';
import { readXml } from './xml.ts';

interface Level {
  format: string;
  start: number;
  text: string;
  suffix: string;
  legal: boolean;
  style: string | null;
  /** The level whose number restarts this one; null = any lower level, 0 = never. */
  restart: number | null;
}

interface List {
  abstract: string;
  readonly overrides: Map<number, { start: number | null; level: Level | null }>;
}

export interface Numbering {
  /** Counts one paragraph and returns its label as printed, with the space that follows it. */
  next(list: string, level: number): string | null;
  levelOfStyle(list: string, style: string): number | null;
}

export const noNumbering: Numbering = { next: () => null, levelOfStyle: () => null };

export function readNumbering(pkg: Package, part: string): Numbering {
  const { abstracts, lists } = parseNumbering(pkg, part);
  const counters = new Map<string, number[]>();
  const started = new Set<string>();
  const levelOf = (list: List, level: number): Level | undefined =>
    list.overrides.get(level)?.level ?? abstracts.get(list.abstract)?.get(level);
  return {
    next(id, at) {
      const list = lists.get(id);
      const level = list === undefined ? undefined : levelOf(list, at);
      if (list === undefined || level === undefined) return null;
      // Lists of one abstract definition count together, unless a list says where it starts anew.
      const counts = counters.get(list.abstract) ?? [];
      counters.set(list.abstract, counts);
      const override = list.overrides.get(at)?.start ?? null;
      const fresh = override !== null && !started.has(`${id} ${at}`);
      if (fresh) started.add(`${id} ${at}`);
      const before = counts[at];
      counts[at] = fresh ? override : before === undefined ? level.start : before + 1;
      restartDeeper(counts, at, (deeper) => levelOf(list, deeper));
      return label(counts, at, level, (other) => levelOf(list, other));
    },
    levelOfStyle(id, style) {
      const list = lists.get(id);
      if (list === undefined) return null;
      for (const [at, level] of abstracts.get(list.abstract) ?? []) if (level.style === style) return at;
      return null;
    },
  };
}

function restartDeeper(counts: (number | undefined)[], at: number, levelOf: (level: number) => Level | undefined): void {
  for (let deeper = at + 1; deeper < counts.length; deeper++) {
    const restart = levelOf(deeper)?.restart ?? null;
    if (restart === null || (restart !== 0 && at < restart)) counts[deeper] = undefined;
  }
}

function label(counts: readonly (number | undefined)[], at: number, level: Level, levelOf: (level: number) => Level | undefined): string {
  if (level.format === 'bullet') return '• ';
  const text = level.text.replace(/%([1-9])/gu, (_, place: string) => {
    const index = Number(place) - 1;
    const named = levelOf(index);
    const value = counts[index] ?? named?.start ?? 1;
    return numeral(level.legal ? 'decimal' : (named?.format ?? 'decimal'), value);
  });
  if (text === '') return '';
  // A tab after 一、 or （一） is only distance; after a bare number it keeps number and text apart.
  const closed = /[、）)．，：。】\]]$/u.test(text) && !/^[\x20-\x7e]+$/u.test(text);
  return level.suffix === 'nothing' || closed ? text : `${text} `;
}

interface Parsed {
  readonly abstracts: Map<string, Map<number, Level>>;
  readonly lists: Map<string, List>;
}

function parseNumbering(pkg: Package, part: string): Parsed {
  const abstracts = new Map<string, Map<number, Level>>();
  const lists = new Map<string, List>();
  let levels: Map<number, Level> | null = null;
  let list: List | null = null;
  let level: Level | null = null;
  let override = 0;
  readXml(pkg, part, {
    open(local, attribute) {
      const value = attribute('val') ?? '';
      if (local === 'abstractNum') abstracts.set(attribute('abstractNumId') ?? '', (levels = new Map()));
      else if (local === 'num') lists.set(attribute('numId') ?? '', (list = { abstract: '', overrides: new Map() }));
      else if (local === 'lvlOverride') override = whole(attribute('ilvl')) ?? 0;
      else if (local === 'lvl') {
        level = { format: 'decimal', start: 1, text: '', suffix: 'tab', legal: false, style: null, restart: null };
        if (list !== null) list.overrides.set(override, { start: list.overrides.get(override)?.start ?? null, level });
        else levels?.set(whole(attribute('ilvl')) ?? 0, level);
      } else if (local === 'startOverride' && list !== null) {
        list.overrides.set(override, { start: whole(value), level: list.overrides.get(override)?.level ?? null });
      } else if (local === 'abstractNumId' && list !== null) list.abstract = value;
      else if (level !== null) setLevel(level, local, value, attribute('format'));
    },
    close(local) {
      if (local === 'abstractNum') levels = null;
      if (local === 'num') list = null;
      if (local === 'lvl') level = null;
    },
  });
  return { abstracts, lists };
}

function setLevel(level: Level, local: string, value: string, custom: string | null): void {
  if (local === 'numFmt') level.format = value === 'custom' && custom?.startsWith('0') === true ? 'decimalZero' : value;
  else if (local === 'start') level.start = whole(value) ?? 1;
  else if (local === 'lvlText') level.text = value.slice(0, 64);
  else if (local === 'suff') level.suffix = value;
  else if (local === 'isLgl') level.legal = value !== '0' && value !== 'false';
  else if (local === 'pStyle') level.style = value;
  else if (local === 'lvlRestart') level.restart = whole(value);
}

function whole(value: string | null): number | null {
  return value !== null && /^\d{1,6}$/u.test(value) ? Number(value) : null;
}
