import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parentOfCode } from '../../base/place.ts';
import {
  fillAnswers,
  isPerUnit,
  understand,
  type AnsweredUnit,
  type AnsweredValue,
  type Understanding,
} from '../../engines/forms/index.ts';
import { writeValue } from '../../engines/facts/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { patchTemplate, readWorkbook, zipFiles, type Workbook } from '../../platform/office/index.ts';
import { Problem } from '../../problem.ts';
import { findTemplate, type Field, type Terms } from '../demands/index.ts';
import { findUnits } from '../units/index.ts';
import { isState } from './answer.ts';
import { unitsAsked, type AskedUnit } from './store.ts';

export interface FilledTable {
  readonly name: string;
  readonly units: readonly AskedUnit[];
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * The department's own table with everything that was answered: one file with a row for each unit, or one file for each unit that
 * answered. Who has not answered stands in it by name, with nothing behind it. @throws Problem thing.missing where terms name no table
 */
export async function filledTable(db: Db, county: string, { demand, terms, under }: Asking): Promise<FilledTable> {
  const named = terms.template;
  const template = named === undefined ? null : await findTemplate(db, county, named.digest);
  const fields = terms.fields.filter((field) => field.place !== undefined);
  if (template === null || fields.length === 0) throw new Problem('thing.missing');
  const book = await readWorkbook(template.bytes, template.name);
  const blank: Blank = { ...template, book, understanding: understand(book.sheets, { fileName: template.name }) };
  const units = await unitsAsked(db, { county, demand, version: terms.version, under, withValues: true });
  const towns = await townsOf(db, units);
  const answered = units.map((unit) => answeredOf(unit, towns, fields));
  const extension = /\.xls$/iu.test(template.name) ? '.xlsx' : extname(template.name);
  const title = plainName(terms.title);
  if (isPerUnit(fields.map(({ place = '' }) => place)))
    return { name: `${title}（各单位已填）.zip`, units, bytes: zipFiles(oneEach(blank, units, answered, extension)) };
  return { name: `${title}（已填）${extension}`, units, bytes: allInOne(blank, answered) };
}

interface Asking {
  readonly demand: string;
  readonly terms: Terms;
  readonly under: string;
}

interface Blank {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly book: Workbook;
  readonly understanding: Understanding;
}

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function* allInOne(blank: Blank, answered: readonly AnsweredUnit[]): AsyncGenerator<Uint8Array> {
  await setImmediate();
  yield filled(blank, answered).bytes;
}

async function* oneEach(
  blank: Blank,
  units: readonly AskedUnit[],
  answered: readonly AnsweredUnit[],
  extension: string,
): AsyncGenerator<File> {
  const used = new Set<string>();
  const notes: string[] = [];
  for (const [at, unit] of units.entries()) {
    const one = answered[at];
    const name = `${one?.town ?? ''}${unit.name}`;
    if (!unit.answered || one === undefined) {
      notes.push(`${name}：还没有报`);
      continue;
    }
    // Between two files the others' requests have their turn.
    await setImmediate();
    const { bytes, left } = filled(blank, [one]);
    for (const place of left) notes.push(`${name}：${place} 表里已有内容，没有写进去`);
    const path = used.has(name) ? `${name}${unit.unit}` : name;
    used.add(path);
    yield { name: `${plainName(path)}${extension}`, bytes };
  }
  if (notes.length > 0) yield { name: '还缺的.txt', bytes: Buffer.from(`\uFEFF${notes.join('\r\n')}\r\n`) };
}

function filled({ name, bytes, book, understanding }: Blank, answered: readonly AnsweredUnit[]): { bytes: Uint8Array; left: string[] } {
  const { sheets, left } = fillAnswers(understanding, book.sheets, answered);
  return { bytes: sheets.length === 0 ? bytes : patchTemplate(bytes, name, sheets, book), left: left.map(({ place }) => place) };
}

function answeredOf({ unit: code, name, values }: AskedUnit, towns: ReadonlyMap<string, string>, fields: readonly Field[]): AnsweredUnit {
  const given = new Map<string, AnsweredValue>();
  for (const { key, place, type } of fields) {
    const value = values?.[key] ?? null;
    if (place === undefined || value === null) continue;
    given.set(place, isState(value) ? { value: writeValue(value), type: 'text' } : { value, type });
  }
  return { code, name, town: towns.get(code) ?? null, values: given };
}

/** The towns of villages; a town has none above it here. */
async function townsOf(db: Db, units: readonly AskedUnit[]): Promise<ReadonlyMap<string, string>> {
  const parents = new Map(units.flatMap(({ unit }) => (unit.endsWith('000') ? [] : [[unit, parentOfCode(unit) ?? unit] as const])));
  const names = new Map((await findUnits(db, [...new Set(parents.values())])).map(({ code, name }) => [code, name]));
  return new Map([...parents].flatMap(([unit, parent]) => (names.has(parent) ? [[unit, names.get(parent) ?? ''] as const] : [])));
}

/** A name that every file system takes. */
export function plainName(name: string): string {
  const bare = name.replaceAll(/[\\/:*?"<>|\p{C}]/gu, '').trim();
  return [...bare].slice(0, 80).join('');
}
