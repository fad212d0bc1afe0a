/** Writes src/platform/db/schema.ts from the migrated database; with --check only compares. The tests call `renderSchema` too. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../src/platform/db/database.ts';
import { renderSchema } from '../src/platform/db/introspect.ts';

const file = new URL('../src/platform/db/schema.ts', import.meta.url);
const folder = await mkdtemp(join(tmpdir(), 'qingdan-types-'));
const database = await openDatabase({ url: null, dataDir: folder });
try {
  const rendered = await renderSchema(database.db);
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') !== rendered) throw new Error('src/platform/db/schema.ts is stale: npm run types');
  } else {
    writeFileSync(file, rendered);
    console.log('wrote src/platform/db/schema.ts');
  }
} finally {
  await database.close({ stopServer: true });
  await rm(folder, { recursive: true, force: true });
}
