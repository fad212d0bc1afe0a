import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/database.ts';
import { durabilityGaps, gapsIn } from './durability.ts';
import { transaction } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('what an acknowledged commit can be lost by', () => {
  it.each([['on', false] as const, ['remote_apply', false] as const, ['off', true] as const])(
    'is read from the running server: synchronous_commit = %s',
    async (value, lost) => {
      const gaps = await transaction(database.db, async (trx) => {
        await sql`select set_config('synchronous_commit', ${value}, true)`.execute(trx);
        return durabilityGaps(trx);
      });
      expect(gaps.includes(`synchronous_commit = ${value}`)).toBe(lost);
    },
  );

  it('is each setting that is off, and one that nobody can read', () => {
    const on = { name: 'fsync', value: 'on' };
    expect(gapsIn([on, { name: 'synchronous_commit', value: 'local' }, { name: 'full_page_writes', value: 'on' }])).toEqual([]);
    expect(
      gapsIn([
        { ...on, value: 'off' },
        { name: 'synchronous_commit', value: 'on' },
      ]),
    ).toEqual(['fsync = off', 'full_page_writes = unknown']);
  });
});
