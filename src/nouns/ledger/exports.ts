import { Readable } from 'node:stream';
import { Type } from 'typebox';
import type { Element } from '../../engines/forms/index.ts';
import { masked, writeValue, type Held } from '../../engines/facts/index.ts';
import type { Db } from '../../platform/db/index.ts';
import type { Endpoints } from '../../platform/http/index.ts';
import { csvLine, writeXlsx, type OutCell } from '../../platform/office/index.ts';
import { may, type Caller } from '../people/index.ts';
import type { LedgerRecord } from './ledger.ts';
import { noteReading, viewOf, type View } from './reading.ts';
import { columnsOf, holdingOf } from './registers.ts';
import type { LedgerRoutes } from './records-api.ts';
import { asking, registerKey } from './schemas.ts';
import { listRecords } from './store/records.ts';

/** Records in the order of their coming in, some at a time: a million of them are never in memory together. */
export async function* recordsIn(
  db: Db,
  county: string,
  view: Pick<View, 'register' | 'dictionary' | 'unit' | 'exact'>,
): AsyncGenerator<readonly LedgerRecord[]> {
  const { register, unit, exact, dictionary } = view;
  const wide = columnsOf(register, dictionary).length > 100;
  const limit = wide ? 300 : 1000;
  for (let after: readonly [string, string] | null = null; ;) {
    const page: LedgerRecord[] = await listRecords(db, {
      county,
      kind: register.kind,
      under: unit,
      exact,
      holding: holdingOf(register, dictionary),
      find: null,
      after,
      limit,
    });
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < limit) return;
    after = [last.unit, last.id];
  }
}

/** The header that the import understands, and one line a record. */
export async function* csvOf(
  columns: readonly Element[],
  pages: AsyncIterable<readonly LedgerRecord[]>,
  unmask: boolean,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(['unit.code', ...columns.map(({ key }) => key)])}`;
  for await (const page of pages) {
    let text = '';
    for (const { unit, values } of page) text += csvLine([unit, ...columns.map((element) => cellOf(element, values[element.key], unmask))]);
    yield text;
  }
}

export function xlsxOf(
  name: string,
  columns: readonly Element[],
  pages: AsyncIterable<readonly LedgerRecord[]>,
  unmask: boolean,
): AsyncGenerator<Uint8Array> {
  const rows = async function* (): AsyncGenerator<OutCell[][]> {
    for await (const page of pages)
      yield page.map(({ unit, values }) => [unit, ...columns.map((element) => cellOf(element, values[element.key], unmask))]);
  };
  return writeXlsx(name, ['统计用区划代码', ...columns.map(({ zh }) => zh)], rows());
}

function cellOf(element: Element, value: Held | undefined, unmask: boolean): OutCell {
  if (value === undefined) return null;
  const shown = unmask ? value : masked(element, value);
  return typeof shown === 'number' ? shown : writeValue(shown);
}

export function exportRoutes(endpoints: Endpoints<Caller>, { groundOfDemand }: LedgerRoutes): void {
  endpoints.read({
    method: 'GET',
    url: '/api/ledger/registers/:register/export',
    summary: 'A whole register as csv or xlsx, written while it is read; personal facts on a ground only, masked unless asked for in full',
    tag: 'ledger',
    right: may('ledger.read'),
    params: Type.Object({ register: registerKey }),
    query: Type.Object({ ...asking, format: Type.Optional(Type.Enum(['csv', 'xlsx'])) }),
    produces: 'application/octet-stream',
    response: Type.String(),
    run: async ({ caller, params, query, db, now, reply }) => {
      const view = await viewOf(db, groundOfDemand, { caller, now }, { ...query, register: params.register });
      const { register, columns, unmask } = view;
      const first = await listRecords(db, {
        county: caller.county,
        kind: register.kind,
        under: view.unit,
        exact: view.exact,
        holding: null,
        find: null,
        after: null,
        limit: 1,
      });
      // The line in the log of reads is there before the first byte leaves.
      await noteReading(db, { caller, now, view, how: 'export', subjects: [], records: first.length });
      const format = query.format ?? 'csv';
      const pages = recordsIn(db, caller.county, view);
      const name = encodeURIComponent(`${register.zh}.${format}`);
      void reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename="${register.key}.${format}"; filename*=UTF-8''${name}`);
      return Readable.from(format === 'csv' ? csvOf(columns, pages, unmask) : xlsxOf(register.zh, columns, pages, unmask), {
        objectMode: false,
      });
    },
  });
}
