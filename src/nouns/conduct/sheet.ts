import { Compile } from 'typebox/compile';
import { historyFaults } from '../../engines/rulebook/index.ts';
import { readCsv } from '../../platform/office/index.ts';
import { Problem, type ProblemField } from '../../problem.ts';
import { newEventSchema, type NewEventInput } from './conduct-schemas.ts';

const columns = ['organ', 'kind', 'date', 'to', 'units', 'name', 'matter', 'office', 'plan_item', 'filing', 'visitors', 'escorts', 'count', 'doc_number'] as const; // prettier-ignore
const schema = Compile(newEventSchema);

/** An event of a file: its place in it, and the names or codes of its units as they were written. */
export interface EventLine {
  readonly path: string;
  readonly event: Omit<NewEventInput, 'units'>;
  readonly units: readonly string[];
}

/** The event schema of `qingdan history`, or csv; all or none. @throws Problem import.rows naming every wrong row */
export function eventsOf(text: string): EventLine[] {
  return text.trimStart().startsWith('{') ? fromJson(text) : fromCsv(text);
}

function fromJson(text: string): EventLine[] {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (cause) {
    throw new Problem('import.rows', { fields: [{ path: '/', detail: '不是 JSON not JSON' }], cause });
  }
  const faults = historyFaults(input);
  if (faults.length > 0) throw new Problem('import.rows', { fields: faults.slice(0, 200) });
  // historyFaults has seen that it is an object with a list of events.
  const { events } = input as { readonly events: readonly Record<string, unknown>[] };
  return checked(
    events.map((raw, at) => {
      const { id: _id, organ, kind, date, from, to, units, unitLevel: _level, status: _status, ...rest } = raw;
      const kept = Object.fromEntries(Object.entries(rest).filter(([name, value]) => known.has(name) && value !== null && value !== false));
      const event = { ...kept, organ, kind, starts: date ?? from, ...(to == null ? {} : { ends: to }) };
      return { path: `/events/${at}`, event, units: Array.isArray(units) ? units.map(String) : [] };
    }),
  );
}

const known = new Set(Object.keys(newEventSchema.properties));

function fromCsv(text: string): EventLine[] {
  return checked(
    readCsv(text, columns).map(({ row, cell }) => {
      const words = (name: string): string | null => cell(name) || null;
      const number = (name: string): number | string | null =>
        cell(name) === '' ? null : /^\d+$/.test(cell(name)) ? Number(cell(name)) : cell(name);
      const event = {
        organ: cell('organ'), kind: cell('kind'), starts: cell('date'), ends: words('to'), name: words('name'), matter: words('matter'), office: words('office'),
        planItem: words('plan_item'), filing: words('filing'), visitors: number('visitors'), escorts: number('escorts'), count: number('count'), docNumber: words('doc_number'),
      }; // prettier-ignore
      const units = cell('units').split(/[、;；]/u).map((one) => one.trim()).filter((one) => one !== ''); // prettier-ignore
      return { path: `第${row}行 row ${row}`, event, units };
    }),
  );
}

interface Raw {
  readonly path: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly units: readonly string[];
}

function checked(lines: readonly Raw[]): EventLine[] {
  const problems: ProblemField[] = [];
  const good = lines.flatMap(({ path, event, units }) => {
    const whole: unknown = { ...event, units: [] };
    if (schema.Check(whole)) return [{ path, event: whole, units }];
    const [first] = schema.Errors(whole);
    problems.push({ path, detail: `${first?.instancePath.slice(1) ?? ''} ${first?.message ?? 'is not valid'}`.trim() });
    return [];
  });
  if (problems.length > 0) throw new Problem('import.rows', { fields: problems.slice(0, 200), extra: { wrongRows: problems.length } });
  return good;
}
