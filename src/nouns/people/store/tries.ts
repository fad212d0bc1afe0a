import { sql } from 'kysely';
import type { Db, Trx } from '../../../platform/db/index.ts';

/** A name as tried from one address; `name` is empty for all names that nobody has. */
export interface Try {
  readonly name: string;
  readonly source: string;
}

/**
 * Takes a place before the password is looked at, so that guesses sent at one moment get no more than guesses sent in turn. From the fifth
 * on each makes the next one wait, from one second up to thirty.
 *
 * @returns false while an earlier one makes it wait
 */
export async function takeTry(db: Db | Trx, { name, source }: Try, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into sign_in_try as t (name, source, tries, free_at) values (${name}, ${source}, 1, ${now})
    on conflict (name, source) do update set tries = t.tries + 1,
      free_at = ${now}::timestamptz + case when t.tries < 4 then 0 else least(30, power(2, least(t.tries - 4, 5))) end * interval '1 second'
    where t.free_at <= ${now}
    returning tries`.execute(db);
  return rows.length > 0;
}

/** What went well wipes the slate of that address; what is older than a day is nobody's any more. */
export async function forgetTries(db: Db | Trx, { name, source }: Try, now: Date): Promise<void> {
  await db
    .deleteFrom('sign_in_try')
    .where((row) =>
      row.or([row.and([row('name', '=', name), row('source', '=', source)]), row('free_at', '<', new Date(now.getTime() - 86_400_000))]),
    )
    .execute();
}
