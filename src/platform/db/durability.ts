import { sql } from 'kysely';
import type { Db, Trx } from './database.ts';

/** Settings of PostgreSQL without which an acknowledged commit may be lost when the machine loses power, or a torn page goes unseen. */
const needed = { fsync: ['on'], synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'], full_page_writes: ['on'] } as const;

/** The settings of the running server under which an acknowledged act could be lost, as "name = value"; none when it is durable. */
export async function durabilityGaps(db: Db | Trx): Promise<string[]> {
  const { rows } = await sql<{ name: string; value: string }>`
    select name, current_setting(name) as value from unnest(${Object.keys(needed)}::text[]) as name`.execute(db);
  return gapsIn(rows);
}

export function gapsIn(settings: readonly { readonly name: string; readonly value: string }[]): string[] {
  const values = new Map(settings.map(({ name, value }) => [name, value]));
  return Object.entries(needed)
    .map(([name, safe]) => ({ name, safe: safe as readonly string[], value: values.get(name) ?? 'unknown' }))
    .filter(({ safe, value }) => !safe.includes(value))
    .map(({ name, value }) => `${name} = ${value}`);
}
