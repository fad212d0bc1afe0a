export { connect, isAlive, openDatabase, transaction, type Database, type DatabaseOptions, type Db, type Trx } from './database.ts';
export { embeddedConnection, startEmbedded, type EmbeddedServer } from './launcher.ts';
export { constraintProblems, problemOf } from './constraints.ts';
