/** A card is about one person or one household: which one, the caller says. */
import { isTaken, ofUnitOnly, type Context, type Task } from './context.ts';
import { sourceOf } from './holding.ts';
import { CONTRADICTED, LOST, valueOf, type Held } from './registers.ts';
import type { Bearer } from './single.ts';
import { isRefused, writerOf } from './values.ts';

const keys: Readonly<Record<string, readonly string[]>> = {
  person: ['person.idNumber', 'person.disabilityCertNumber', 'person.name'],
  household: ['household.code', 'household.headIdNumber', 'household.headName'],
};

/** Null where nobody was named, or the name fits more than one. */
export function bearerOf({ table }: Task, context: Context): Bearer | null {
  const subject = table.subject === 'child' ? 'person' : (table.subject ?? '');
  const wanted = context.record;
  if (wanted === null || !Object.hasOwn(keys, subject)) return null;
  const records = ofUnitOnly(context.registers.records(subject), context);
  for (const key of keys[subject] ?? []) {
    const found = records.filter((record) => valueOf(record, key) === wanted);
    const [record, ...more] = found;
    if (record !== undefined) return more.length === 0 ? { record, subject: table.subject ?? subject } : null;
  }
  // The head of a household may be named in a card of a household, and a household by one of its people.
  return subject === 'household' ? householdOf(wanted, context) : null;
}

function householdOf(idNumber: string, { registers }: Context): Bearer | null {
  const [person] = registers.by('person', 'person.idNumber').get(idNumber) ?? [];
  const code = person === undefined ? '' : (valueOf(person, 'household.code') ?? '');
  const [record, ...more] = registers.by('household', 'household.code').get(code) ?? [];
  return record === undefined || more.length > 0 ? null : { record, subject: 'household' };
}

/** The table inside a card lists the household's members. */
export function fillCardTable({ table, fill, moment }: Task, context: Context, { record }: Bearer): void {
  const { firstDataRow, lastTemplateRow } = table;
  const asked = table.columns.filter((answer) => answer.role === 'value' && isTaken(answer, context));
  if (firstDataRow === null || lastTemplateRow === null || asked.length === 0) return;
  const everyone: readonly Held[] = context.registers.by('person', 'household.code').get(valueOf(record, 'household.code') ?? '') ?? [];
  const room = lastTemplateRow - firstDataRow + 1;
  const mayGrow = fill.insertion === null;
  if (mayGrow && everyone.length > room) fill.insertion = { after: lastTemplateRow, count: everyone.length - room };
  // A second table of the card stays as large as it is: one place can grow.
  const members = mayGrow ? everyone : everyone.slice(0, room);
  for (const answer of asked) {
    const element = answer.element ?? '';
    const source = sourceOf(context.registers, 'person', element, moment);
    const write = writerOf({
      element,
      unit: answer.unit,
      list: answer.list,
      hints: answer.path.join(' '),
      samples: [],
      format: answer.format,
    });
    const values = members.map((member) => {
      const value = source?.read(member) ?? '';
      const written = value === '' || value === LOST || value === CONTRADICTED ? null : write(value);
      return written === null || isRefused(written) ? null : written;
    });
    const filled = values.filter((value) => value !== null).length;
    for (const [at, value] of values.entries())
      if (value === null)
        context.missing.push({ sheet: table.sheet, row: firstDataRow + at, column: answer.column, element, reason: '台账里是空的' });
    if (filled > 0) fill.blocks.push({ firstRow: firstDataRow, columns: new Map([[answer.column, values]]) });
    fill.filled += filled;
    context.provenance.push({
      sheet: table.sheet,
      row: null,
      column: answer.column,
      element,
      from: source?.from ?? '',
      asOf: moment.day,
      confidence: answer.confidence,
      filled,
      proposed: false,
    });
  }
}
