import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key: the order in which rows are written. */
  readonly key: readonly string[];
}

/** Every table of the installation, each behind those that its foreign keys point at. The table of migrations is no data. */
export async function tablesInOrder(client: pg.Client): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string[]; parents: string[] }>(`
    select c.relname::text as name,
      (select array_agg(attname::text order by attnum) from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
      (select array_agg(a.attname::text order by k.nth) from pg_constraint p, unnest(p.conkey) with ordinality k (attnum, nth)
        join pg_attribute a on a.attnum = k.attnum where p.conrelid = c.oid and p.contype = 'p' and a.attrelid = c.oid) as key,
      coalesce((select array_agg(distinct p.relname::text) from pg_constraint f join pg_class p on p.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'migration' order by c.relname`);
  const placed = new Map<string, TableShape>();
  while (placed.size < rows.length) {
    const free = rows.filter(({ name, parents }) => !placed.has(name) && parents.every((parent) => placed.has(parent)));
    if (free.length === 0) throw new Error('the foreign keys of the schema form a circle');
    for (const { name, columns, key } of free) placed.set(name, { name, columns, key });
  }
  return [...placed.values()];
}

/**
 * Both leave a failed transaction to the end of the connection: behind a COPY that broke off half-way a rollback would wait for the rest
 * of it.
 */
export async function inSnapshot<T>(client: pg.Client, act: () => Promise<T>): Promise<T> {
  return between(client, 'begin isolation level repeatable read read only', act);
}

export async function inTransaction<T>(client: pg.Client, act: () => Promise<T>): Promise<T> {
  return between(client, 'begin', act);
}

async function between<T>(client: pg.Client, begin: string, act: () => Promise<T>): Promise<T> {
  await client.query(begin);
  const result = await act();
  await client.query('commit');
  return result;
}

/** The planner's statistics, which a table that was filled at once does not have yet. */
export async function analyze(client: pg.Client): Promise<void> {
  await client.query('analyze');
}

/** The rows of a table as COPY writes them: one line a row, in the order of the primary key, so that equal tables give equal bytes. */
export function copyOut(client: pg.Client, { name, columns, key }: TableShape): AsyncIterable<Buffer> {
  const order = key.length === 0 ? '' : ` order by ${list(key)}`;
  return client.query(copyTo(`copy (select ${list(columns)} from ${pg.escapeIdentifier(name)}${order}) to stdout`));
}

/** @returns the number of rows that came in */
export async function copyIn(client: pg.Client, { name, columns }: TableShape, chunks: AsyncIterable<Buffer>): Promise<number> {
  const into = client.query(copyFrom(`copy ${pg.escapeIdentifier(name)} (${list(columns)}) from stdin`));
  await pipeline(Readable.from(chunks, { objectMode: false }), into);
  return into.rowCount;
}

/** Tables that hold a row, for whoever may only write into an empty installation. */
export async function tablesWithRows(client: pg.Client): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await tablesInOrder(client)) {
    const { rowCount } = await client.query(`select 1 from ${pg.escapeIdentifier(name)} limit 1`);
    if (rowCount !== 0) found.push(name);
  }
  return found;
}

function list(columns: readonly string[]): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(', ');
}
