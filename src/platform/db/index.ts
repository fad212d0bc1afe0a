export {
  connect,
  isAlive,
  oneStatement,
  openDatabase,
  transaction,
  type Database,
  type DatabaseOptions,
  type Db,
  type Trx,
} from './database.ts';
export { durabilityGaps } from './durability.ts';
export { Gather } from './gather.ts';
export { embeddedConnection, startEmbedded, type EmbeddedServer } from './launcher.ts';
export type { Schema } from './schema.ts';
export { problemOf } from './constraints.ts';
export { appliedMigrations, ensureDatabase, migrate, migrations, type Migration } from './migrate.ts';
export { ArchiveWriter, checkMembers, headName, openArchive, type Archive, type BackupHead, type Manifest } from './archive.ts';
export { analyze, copyIn, copyOut, inSnapshot, inTransaction, tablesInOrder, tablesWithRows, type TableShape } from './tables.ts';
