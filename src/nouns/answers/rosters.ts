import { extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parentOfCode } from '../../base/place.ts';
import { writeValue } from '../../engines/facts/index.ts';
import { fillForm, parsePeriod, Registers, understand, type Register as HeldRegister } from '../../engines/forms/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { patchTemplate, readWorkbook, zipFiles } from '../../platform/office/index.ts';
import { Problem } from '../../problem.ts';
import { findTemplate, groundOfDemand, type Terms } from '../demands/index.ts';
import { columnsOf, noteReading, recordsIn, registers, viewOf } from '../ledger/index.ts';
import type { Caller } from '../people/index.ts';
import { findUnits } from '../units/index.ts';
import { plainName } from './filled.ts';
import type { AskedUnit } from './store.ts';

interface Reading {
  readonly caller: Caller;
  readonly now: Date;
  readonly demand: string;
  readonly terms: Terms;
  readonly units: readonly AskedUnit[];
}

/**
 * The department's rosters, one file a unit, filled from the registers of the units that answered: of their people the columns that the
 * terms name, while the demand is in force, and each unit sees that it was read. @throws Problem thing.missing, ledger.no-ground
 */
export async function filledRosters(db: Db, reading: Reading): Promise<{ name: string; bytes: AsyncIterable<Uint8Array> }> {
  const { caller, now, demand, terms } = reading;
  const template = terms.template === undefined || terms.rosters === undefined ? null : await findTemplate(db, caller.county, terms.template.digest); // prettier-ignore
  if (template === null) throw new Problem('thing.missing');
  // Before the first byte: a demand that is over gives no ground.
  if ((await groundOfDemand(db, caller, demand, now)) === null) throw new Problem('ledger.no-ground');
  return { name: `${plainName(terms.title)}（花名册）.zip`, bytes: zipFiles(oneEach(db, reading, template)) };
}

async function* oneEach(
  db: Db,
  reading: Reading,
  template: { name: string; bytes: Buffer },
): AsyncGenerator<{ name: string; bytes: Uint8Array }> {
  const book = await readWorkbook(template.bytes, template.name);
  const understanding = understand(book.sheets, { fileName: template.name });
  const extension = /\.xls$/iu.test(template.name) ? '.xlsx' : extname(template.name);
  const notes: string[] = [];
  const used = new Set<string>();
  for (const unit of reading.units) {
    const names = await namesOf(db, unit);
    const title = `${names.town}${unit.name}`;
    if (!unit.answered) {
      notes.push(`${title}：还没有报，名单没有取`);
      continue;
    }
    await setImmediate();
    const held = await heldOf(db, reading, unit, names.register);
    const period = reading.terms.asOf === undefined ? null : parsePeriod(reading.terms.asOf.slice(0, 7));
    const filling = fillForm(understanding, book.sheets, new Registers(held), { fileName: template.name, unit: unit.unit, period, accept: false, record: null }); // prettier-ignore
    if (filling.filled === 0) {
      notes.push(`${title}：台账里没有要的人`);
      continue;
    }
    const path = used.has(title) ? `${title}${unit.unit}` : title;
    used.add(path);
    yield { name: `${plainName(path)}${extension}`, bytes: patchTemplate(template.bytes, template.name, filling.sheets, book) };
  }
  if (notes.length > 0) yield { name: '没有取到的.txt', bytes: Buffer.from(`\uFEFF${notes.join('\r\n')}\r\n`) };
}

/** The records of one unit that the ground lets out, as the engine takes registers: every reading is noted before it is used. */
async function heldOf(db: Db, { caller, now, demand, terms }: Reading, unit: AskedUnit, names: HeldRegister): Promise<HeldRegister[]> {
  const asked = new Set((terms.rosters ?? []).flatMap(({ columns }) => columns.map(({ key }) => key)));
  const held: HeldRegister[] = [names];
  for (const register of registers.filter(({ kind, partial }) => kind !== 'unit' && !partial)) {
    const subject = [...asked].some((key) => register.subjects.includes(key.split('.')[0] ?? ''));
    if (!subject) continue;
    const view = await viewOf(db, groundOfDemand, { caller, now }, { register: register.key, unit: unit.unit, demand, unmask: true });
    const columns = columnsOf(register, view.dictionary).filter(({ key }) => asked.has(key));
    const rows: string[][] = [];
    for await (const page of recordsIn(db, caller.county, view))
      for (const { values } of page) rows.push([unit.unit, ...columns.map(({ key }) => writeValue(values[key]))]);
    await noteReading(db, { caller, now, view: { ...view, columns }, how: 'filled', subjects: [], records: rows.length });
    held.push({ name: register.zh, keys: ['unit.code', ...columns.map(({ key }) => key)], rows });
  }
  return held;
}

async function namesOf(db: Db, { unit, name }: AskedUnit): Promise<{ town: string; register: HeldRegister }> {
  const parent = unit.endsWith('000') ? null : (parentOfCode(unit) ?? null);
  const [above] = parent === null ? [] : await findUnits(db, [parent]);
  const town = above?.name ?? '';
  const rows = [[unit, `${town}${name}`, town === '' ? name : town, town === '' ? '' : name]];
  return { town, register: { name: '单位', keys: ['unit.code', 'unit.name', 'unit.townName', 'unit.villageName'], rows } };
}
