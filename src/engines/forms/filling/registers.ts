/** Registers (台账) as they came: rows of texts under keys of the dictionary, joined by person, household and unit. */
export interface Register {
  /** Name of the file, shown as the source. */
  readonly name: string;
  /** Keys of the dictionary by column; null: a column that nobody understood. */
  readonly keys: readonly (string | null)[];
  readonly rows: readonly (readonly string[])[];
}

/** In place of a value that a spreadsheet kept as a number and shortened: the digits are gone, whatever it shows. */
export const LOST = '\u0000lost';
/** In place of a value that two places of one record tell differently. */
export const CONTRADICTED = '\u0000contradicted';

export interface Held {
  readonly columns: ReadonlyMap<string, number>;
  readonly cells: readonly string[];
  readonly register: Register;
}

export function valueOf(record: Held, key: string): string | null {
  const column = record.columns.get(key);
  return column === undefined ? null : (record.cells[column] ?? '');
}

const events = ['land', 'animal', 'site', 'hazard', 'dispute', 'duty', 'patrol', 'visit', 'disaster', 'house'] as const;

/** What a row of the register is about, by its keys. */
export function subjectOf(keys: readonly (string | null)[]): string | null {
  const has = (start: string): number => keys.filter((key) => key?.startsWith(start)).length;
  const own = events.find((subject) => has(`${subject}.`) > 1 && has('person.') < 3);
  if (own !== undefined) return own;
  if (keys.includes('person.name')) return 'person';
  if (has('child.') > 0) return 'child';
  if (has('household.') > 1) return 'household';
  if (has('person.') > 1) return 'person';
  return has('unit.') > 1 ? 'unit' : null;
}

export class Registers {
  readonly list: readonly Register[];
  readonly #bySubject = new Map<string, Held[]>();
  readonly #indexes = new Map<string, Map<string, Held[]>>();
  readonly #keys = new Set<string>();

  constructor(list: readonly Register[]) {
    this.list = list;
    for (const register of list) {
      const subject = subjectOf(register.keys);
      if (subject === null) continue;
      const columns = new Map<string, number>();
      for (const [at, key] of register.keys.entries()) if (key !== null && !columns.has(key)) columns.set(key, at);
      for (const key of columns.keys()) this.#keys.add(`${subject}/${key}`);
      const records = this.#bySubject.get(subject) ?? [];
      for (const cells of register.rows) records.push({ columns, cells, register });
      this.#bySubject.set(subject, records);
    }
  }

  records(subject: string): readonly Held[] {
    return this.#bySubject.get(subject === 'child' ? 'person' : subject) ?? [];
  }

  /** Does any register of this subject have a column for the key? */
  keeps(subject: string, key: string): boolean {
    return this.#keys.has(`${subject}/${key}`);
  }

  /** Records of one subject by a key that they share with others (household.code, person.idNumber, unit.code). */
  by(subject: string, key: string): ReadonlyMap<string, readonly Held[]> {
    const name = `${subject}/${key}`;
    let index = this.#indexes.get(name);
    if (index === undefined) {
      index = new Map<string, Held[]>();
      for (const record of this.#bySubject.get(subject) ?? []) {
        const value = valueOf(record, key);
        if (value === null || value === '' || value === LOST) continue;
        const list = index.get(value);
        if (list === undefined) index.set(value, [record]);
        else list.push(record);
      }
      this.#indexes.set(name, index);
    }
    return index;
  }

  /** Codes of the units that the registers are about. */
  units(): readonly string[] {
    const codes = new Set<string>();
    for (const records of this.#bySubject.values()) for (const record of records) codes.add(valueOf(record, 'unit.code') ?? '');
    codes.delete('');
    return [...codes].sort();
  }
}
