import { Problem } from '../../../problem.ts';
import type { Db } from '../../../platform/db/index.ts';
import { openRows, type SheetRow } from '../../../platform/office/index.ts';
import { dictionaryOf, listMeanings } from '../../elements/index.ts';
import { compareRow, readRow, type ReadRow, type Reading } from '../compare.ts';
import { headerOf, headerWithin } from '../intake.ts';
import { mergedInto, noCounts, type Actor, type Counts, type Import, type LedgerRecord, type RowStatus } from '../ledger.ts';
import { columnsOf, holdingOf, type Register } from '../registers.ts';
import { dropRows, findImport, moveImport, stageGone, stageRows, type StagedRow } from '../store/imports.ts';
import { findByKeys, findRecord } from '../store/records.ts';
import { newId } from './record.ts';

interface Staging extends Omit<Reading, 'header'> {
  readonly county: string;
  readonly id: string;
  readonly clock: () => Date;
}

/** Reads the file into waiting rows, batch by batch; stops where somebody cancelled. What fails is kept with the import. */
export async function readImport(
  db: Db,
  actor: Actor,
  { id, path, clock, register }: { id: string; path: string; clock: () => Date; register: Register },
): Promise<void> {
  const { county } = actor.caller;
  try {
    const found = await findImport(db, county, id);
    if (found === null) throw new Problem('thing.missing');
    const dictionary = await dictionaryOf(db, county);
    await stageFile(db, { county, id, clock, register, dictionary, unit: found.unit, validFrom: found.validFrom }, path, found);
  } catch (error) {
    const failure =
      error instanceof Problem
        ? [error.message, ...error.fields.slice(0, 5).map(({ path: place, detail }) => `${place}：${detail}`)].join(' ')
        : '读到一半出了意外，请再试 something broke';
    await dropRows(db, county, id);
    await moveImport(db, county, id, ['reading'], { state: 'failed', failure, at: clock() });
    if (!(error instanceof Problem)) throw error;
  }
}

async function stageFile(db: Db, staging: Staging, path: string, { fileName, whole }: Import): Promise<void> {
  const { county, id, clock, register, dictionary } = staging;
  const source = await openRows(path, fileName);
  const meant = new Map((await listMeanings(db, county, null, 5000)).map(({ heading, element }) => [heading, element]));
  const stage = new Stage(db, staging);
  let head: SheetRow[] = [];
  for await (const { rows, bytesDone } of source.batches) {
    if (stage.header === null) {
      head = [...head, ...rows];
      if (head.length < headerWithin && bytesDone < source.bytes) continue;
      const header = headerOf(register, columnsOf(register, dictionary), head, meant);
      stage.header = header;
      await stage.take(head.filter(({ row }) => row > header.row));
    } else await stage.take(rows);
    if (
      !(await moveImport(db, county, id, ['reading'], {
        rows: stage.rows,
        bytesDone,
        bytes: source.bytes,
        counts: stage.counts,
        columns: stage.header?.columns ?? [],
        at: clock(),
      }))
    )
      return dropRows(db, county, id);
  }
  await stage.settle();
  if (stage.rows === 0) throw new Problem('file.empty', { detail: '这个文件里没有记录。 The file holds no record.' });
  const gone = whole
    ? await stageGone(db, county, {
        id,
        unit: staging.unit,
        kind: register.kind,
        holding: holdingOf(register, dictionary),
        from: stage.last,
        on: staging.validFrom,
      })
    : 0;
  const counts = { ...stage.counts, gone };
  const ready = await moveImport(db, county, id, ['reading'], {
    state: 'ready',
    rows: stage.rows,
    bytesDone: source.bytes,
    counts,
    digest: source.digest(),
    at: clock(),
  });
  if (!ready) await dropRows(db, county, id);
}

/** Rows on their way into the waiting room. The database works on one batch while the next is understood. */
class Stage {
  readonly #db: Db;
  readonly #staging: Staging;
  /** Rows of the file by what they name. Copies: a slice would keep its whole piece of the file in memory. */
  readonly #seen = new Map<string, number>();
  readonly #subjects = new Map<string, { id: string; seen: number }>();
  readonly #counts: Record<RowStatus, number> = { ...noCounts };
  #pending: Promise<void> = Promise.resolve();
  header: Reading['header'] | null = null;
  rows = 0;
  last = 0;

  constructor(db: Db, staging: Staging) {
    this.#db = db;
    this.#staging = staging;
  }

  get counts(): Counts {
    return { ...this.#counts };
  }

  async take(rows: readonly SheetRow[]): Promise<void> {
    if (this.header === null || rows.length === 0) return;
    const reading = { ...this.#staging, header: this.header };
    const read = rows.map((row) => readRow(reading, row));
    const held = await this.#held(read);
    const staged = read.map((row) => this.#stage(row, held));
    await this.#pending;
    const { county, id, unit } = this.#staging;
    this.#pending = stageRows(this.#db, county, id, unit, staged);
    // Heard when it is awaited; until then a failure must not end the process.
    this.#pending.catch(() => {});
  }

  settle(): Promise<void> {
    return this.#pending;
  }

  /** Records that the rows name: those of the unit by key, and keys that another unit holds too. */
  async #held(read: readonly ReadRow[]): Promise<{ own: Map<string, LedgerRecord>; elsewhere: Set<string> }> {
    const { county, register, unit } = this.#staging;
    const keys = [...new Set(read.flatMap(({ key }) => (key === null ? [] : [key])))];
    const found = await findByKeys(this.#db, county, register.kind, keys);
    const own = new Map<string, LedgerRecord>();
    const elsewhere = new Set<string>();
    for (const record of found) {
      if (record.unit !== unit) {
        if (register.kind === 'person' && record.live && !record.key.startsWith('~')) elsewhere.add(record.key);
        continue;
      }
      // What was joined to another record is spoken of through that one.
      const into = record.values[mergedInto];
      own.set(record.key, typeof into === 'string' ? ((await findRecord(this.#db, county, into)) ?? record) : record);
    }
    return { own, elsewhere };
  }

  #stage(read: ReadRow, { own, elsewhere }: { own: ReadonlyMap<string, LedgerRecord>; elsewhere: ReadonlySet<string> }): StagedRow {
    const nth = ++this.last;
    this.rows++;
    const { row, key, validFrom } = read;
    if (read.faults.length > 0 || key === null) {
      this.#counts.rejected++;
      return {
        nth,
        row,
        status: 'rejected',
        subject: null,
        key,
        validFrom: null,
        seen: 0,
        values: null,
        was: null,
        cells: read.cells,
        reasons: [...read.faults, ...read.doubts],
      };
    }
    const held = own.get(key) ?? null;
    const place = Buffer.from(`${key}|${validFrom}`).toString('latin1');
    const earlier = this.#seen.get(place);
    if (earlier === undefined) this.#seen.set(place, row);
    const compared = compareRow(this.#staging, read, held, elsewhere.has(key));
    const repeats = earlier !== undefined && compared.status !== 'same';
    const status = repeats ? 'conflicting' : compared.status;
    const reasons = repeats ? [`与第${earlier}行写的是同一条 repeats row ${earlier}`, ...compared.reasons] : compared.reasons;
    this.#counts[status]++;
    const { id, seen } = this.#subject(key, held, status);
    return {
      nth,
      row,
      status,
      subject: id,
      key,
      validFrom,
      seen,
      values: compared.values,
      was: compared.was,
      cells: status === 'conflicting' || status === 'suspicious' ? read.cells : null,
      reasons,
    };
  }

  /** Rows of several years about one unit are entries of one record; everything else is named once in a file. */
  #subject(key: string, held: LedgerRecord | null, status: RowStatus): { id: string; seen: number } {
    const fresh = { id: held?.id ?? newId(this.#staging.clock()), seen: held?.nth ?? 0 };
    if (this.#staging.register.named.length > 0) return fresh;
    const known = this.#subjects.get(key) ?? fresh;
    if (status !== 'same') this.#subjects.set(key, { id: known.id, seen: known.seen + 1 });
    return known;
  }
}
