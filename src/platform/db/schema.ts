// Written by `npm run types` from the migrated database; a test compares. Do not edit.
import type { ColumnType } from 'kysely';

type Json = ColumnType<unknown, string, string>;

export interface Answer {
  county: string;
  id: string;
  demand: string;
  version: number;
  unit: string;
  nth: number;
  values: Json;
  person: string;
  post: string;
  by_name: string;
  at: Date;
  late: boolean;
  leaf: string;
  leaf_hash: Buffer;
}

export interface AnswerCurrent {
  county: string;
  demand: string;
  version: number;
  unit: string;
  answer: string;
  values: Json;
  nth: number;
  at: Date;
}

export interface BehaviourReport {
  county: string;
  subject: string;
  unit: string;
  organ: string;
  behaviours: string[];
  reported_on: string;
}

export interface ColumnMeaning {
  county: string;
  id: string;
  fingerprint: string;
  heading: string;
  element: ColumnType<string | null, string | null | undefined, string | null>;
  taken_back: boolean;
  person: string;
  by_name: string;
  by_title: string;
  at: Date;
}

export interface ConductEvent {
  county: string;
  id: string;
  version: number;
  kind: string;
  organ: string;
  starts: string;
  ends: ColumnType<string | null, string | null | undefined, string | null>;
  demand: ColumnType<string | null, string | null | undefined, string | null>;
  body: Json;
  struck: boolean;
  origin: string;
  filer: string;
  person: string;
  post: string;
  by_name: string;
  by_title: string;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  recorded_at: Date;
  leaf: string;
  leaf_hash: Buffer;
}

export interface ConductPlace {
  county: string;
  event: string;
  version: number;
  unit: string;
  starts: string;
}

export interface Demand {
  county: string;
  id: string;
  organ: string;
  title: string;
  kind: string;
  state: string;
  draft_version: number;
  terms_version: ColumnType<number | null, number | null | undefined, number | null>;
  number: ColumnType<string | null, string | null | undefined, string | null>;
  deadline: ColumnType<Date | null, Date | null | undefined, Date | null>;
  expires_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  units: number;
  minutes_low: number;
  minutes_high: number;
  refuse: number;
  justify: number;
  advise: number;
  created_at: Date;
  updated_at: Date;
  submitted_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  admitted_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  withdrawn_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  proposed_deadline: ColumnType<Date | null, Date | null | undefined, Date | null>;
  proposed_expires_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

export interface DemandAct {
  county: string;
  demand: string;
  nth: number;
  kind: string;
  at: Date;
  person: string;
  post: string;
  by_name: string;
  by_title: string;
  draft_version: number;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  reasons: Json;
}

export interface DemandDraft {
  county: string;
  demand: string;
  version: number;
  draft: Json;
  findings: Json;
  cost: Json;
  at: Date;
}

export interface DemandHistory {
  county: string;
  demand: string;
  nth: number;
  as_of: string;
  product: Buffer;
  version: number;
  program: string;
  input: Json;
  told: Json;
  known: Json;
  outcome: Buffer;
}

export interface DemandTarget {
  county: string;
  demand: string;
  version: number;
  unit: string;
}

export interface Element {
  county: string;
  key: string;
  body: Json;
  organ: string;
  by_name: string;
  at: Date;
}

export interface ElementDefinition {
  county: string;
  element: string;
  organ: string;
  nth: number;
  definition: string;
  basis: string;
  by_name: string;
  at: Date;
}

export interface GateNumber {
  county: string;
  year: number;
  last: number;
}

export interface Idempotency {
  county: string;
  post: string;
  key: string;
  digest: Buffer;
  status: number;
  body: Json;
  at: Date;
}

export interface LedgerAct {
  county: string;
  id: string;
  kind: string;
  register: string;
  unit: string;
  person: string;
  post: string;
  by_name: string;
  at: Date;
  valid_from: ColumnType<string | null, string | null | undefined, string | null>;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  source: Json;
  undoes: ColumnType<string | null, string | null | undefined, string | null>;
  leaf: string;
}

export interface LedgerChallenge {
  county: string;
  id: string;
  subject: string;
  register: string;
  unit: string;
  element: string;
  value: Json;
  reason: string;
  person: string;
  post: string;
  by_name: string;
  organ: ColumnType<string | null, string | null | undefined, string | null>;
  at: Date;
}

export interface LedgerEntry {
  county: string;
  subject: string;
  nth: number;
  act: string;
  row: ColumnType<number | null, number | null | undefined, number | null>;
  unit: string;
  valid_from: string;
  recorded_at: Date;
  values: Json;
  was: Json;
}

export interface LedgerImport {
  county: string;
  id: string;
  register: string;
  unit: string;
  person: string;
  post: string;
  by_name: string;
  at: Date;
  file_name: string;
  valid_from: string;
  whole: boolean;
  state: string;
  columns: Json;
  rows: number;
  bytes_done: number;
  bytes: number;
  counts: Json;
  failure: Json | null;
  digest: ColumnType<string | null, string | null | undefined, string | null>;
  touched_at: Date;
  act: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface LedgerImportRow {
  county: string;
  import: string;
  nth: number;
  row: ColumnType<number | null, number | null | undefined, number | null>;
  status: string;
  subject: ColumnType<string | null, string | null | undefined, string | null>;
  unit: ColumnType<string | null, string | null | undefined, string | null>;
  key: ColumnType<string | null, string | null | undefined, string | null>;
  valid_from: ColumnType<string | null, string | null | undefined, string | null>;
  seen: number;
  values: Json | null;
  was: Json | null;
  cells: Json | null;
  reasons: string[];
}

export interface LedgerMatch {
  county: string;
  low: string;
  high: string;
  nth: number;
  decision: string;
  reason: string;
  score: number;
  act: ColumnType<string | null, string | null | undefined, string | null>;
  person: string;
  post: string;
  by_name: string;
  at: Date;
}

export interface LedgerRead {
  county: string;
  id: string;
  at: Date;
  person: string;
  post: string;
  by_name: string;
  by_title: string;
  organ: ColumnType<string | null, string | null | undefined, string | null>;
  unit: string;
  register: string;
  subjects: string[];
  records: number;
  elements: string[];
  unmasked: boolean;
  how: string;
  ground: string;
  demand: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface LedgerRecord {
  county: string;
  id: string;
  kind: string;
  unit: string;
  key: string;
  values: Json;
  valid_from: string;
  recorded_at: Date;
  act: string;
  nth: number;
  live: ColumnType<boolean, never, never>;
}

export interface LedgerReply {
  county: string;
  challenge: string;
  outcome: string;
  reply: string;
  act: ColumnType<string | null, string | null | undefined, string | null>;
  person: string;
  post: string;
  by_name: string;
  at: Date;
}

export interface LogCheckpoint {
  shard: string;
  size: number;
  root: Buffer;
  note: string;
  at: number;
}

export interface LogCosignature {
  shard: string;
  size: number;
  witness: string;
  line: string;
  at: number;
}

export interface LogEntry {
  shard: string;
  idx: number;
  county: string;
  id: Buffer;
  entry: Buffer;
  leaf_hash: Buffer;
}

export interface LogOpening {
  county: string;
  id: Buffer;
  seed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
  salts: ColumnType<string | null, string | null | undefined, string | null>;
  content: string;
}

export interface LogPending {
  county: string;
  turn: number;
  id: Buffer;
  shard: string;
  entry: Buffer;
  leaf_hash: Buffer;
}

export interface LogShard {
  id: string;
  origin: string;
  suite: string;
  opened: Date;
  frozen: ColumnType<number | null, number | null | undefined, number | null>;
}

export interface LogTile {
  shard: string;
  level: number;
  n: number;
  width: number;
  hashes: Buffer;
}

export interface Login {
  name: string;
  county: string;
  person: string;
  hash: string;
}

export interface Organ {
  county: string;
  id: string;
  name: string;
  short_name: string;
  kind: string;
  level: string;
  place: string;
  sort: number;
  is_gate: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface Person {
  county: string;
  id: string;
  name: string;
  created_at: Date;
}

export interface Post {
  county: string;
  id: string;
  person: string;
  role: string;
  title: string;
  place: string;
  organ: ColumnType<string | null, string | null | undefined, string | null>;
  valid_from: string;
  valid_to: ColumnType<string | null, string | null | undefined, string | null>;
  ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  acting_for: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface PostAct {
  county: string;
  id: string;
  post: string;
  verb: string;
  by_post: string;
  reason: string;
  successor: ColumnType<string | null, string | null | undefined, string | null>;
  leaf: ColumnType<string | null, string | null | undefined, string | null>;
  at: Date;
}

export interface RecoveryCode {
  county: string;
  person: string;
  hash: Buffer;
  used_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

export interface Rollup {
  county: string;
  demand: string;
  version: number;
  place: string;
  answered: number;
  sums: number[];
  counts: number[];
  not_applicable: ColumnType<number[], number[] | undefined, number[]>;
  unknown: ColumnType<number[], number[] | undefined, number[]>;
}

export interface RuleChange {
  county: string;
  id: string;
  title: string;
  state: string;
  author: string;
  version: ColumnType<number | null, number | null | undefined, number | null>;
  created_at: Date;
  updated_at: Date;
}

export interface RuleChangeAct {
  county: string;
  change: string;
  nth: number;
  kind: string;
  at: Date;
  person: string;
  post: string;
  by_name: string;
  by_title: string;
  reason: ColumnType<string | null, string | null | undefined, string | null>;
  content: Json | null;
  leaf: ColumnType<string | null, string | null | undefined, string | null>;
  leaf_hash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
}

export interface RuleVersion {
  county: string;
  version: number;
  change: string;
  in_force_from: string;
  content: Json;
  digest: Buffer;
  leaf: string;
  leaf_hash: Buffer;
  approved_at: Date;
}

export interface RulebookText {
  digest: Buffer;
  content: string;
  at: Date;
  leaf: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface SecondFactor {
  county: string;
  person: string;
  secret: Buffer;
  last_step: number;
  confirmed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  created_at: Date;
}

export interface Session {
  county: string;
  token_hash: Buffer;
  post: string;
  created_at: Date;
  expires_at: Date;
  ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  id: string;
  device: ColumnType<string, string | undefined, string>;
  source: ColumnType<string, string | undefined, string>;
  stepped_up: ColumnType<boolean, boolean | undefined, boolean>;
}

export interface SignInTry {
  name: string;
  source: string;
  tries: number;
  free_at: Date;
}

export interface Template {
  county: string;
  digest: Buffer;
  name: string;
  bytes: Buffer;
  organ: string;
  at: Date;
}

export interface Terms {
  county: string;
  demand: string;
  version: number;
  body: Json;
  digest: Buffer;
  leaf: string;
  leaf_hash: Buffer;
  deadline: Date;
  expires_at: Date;
  admitted_at: Date;
}

export interface Unit {
  code: string;
  name: string;
  short_name: string;
  level: string;
  parent: ColumnType<string | null, string | null | undefined, string | null>;
  county: string;
  path: string;
  valid_from: string;
  valid_to: ColumnType<string | null, string | null | undefined, string | null>;
  successor: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface Schema {
  answer: Answer;
  answer_current: AnswerCurrent;
  behaviour_report: BehaviourReport;
  column_meaning: ColumnMeaning;
  conduct_event: ConductEvent;
  conduct_place: ConductPlace;
  demand: Demand;
  demand_act: DemandAct;
  demand_draft: DemandDraft;
  demand_history: DemandHistory;
  demand_target: DemandTarget;
  element: Element;
  element_definition: ElementDefinition;
  gate_number: GateNumber;
  idempotency: Idempotency;
  ledger_act: LedgerAct;
  ledger_challenge: LedgerChallenge;
  ledger_entry: LedgerEntry;
  ledger_import: LedgerImport;
  ledger_import_row: LedgerImportRow;
  ledger_match: LedgerMatch;
  ledger_read: LedgerRead;
  ledger_record: LedgerRecord;
  ledger_reply: LedgerReply;
  log_checkpoint: LogCheckpoint;
  log_cosignature: LogCosignature;
  log_entry: LogEntry;
  log_opening: LogOpening;
  log_pending: LogPending;
  log_shard: LogShard;
  log_tile: LogTile;
  login: Login;
  organ: Organ;
  person: Person;
  post: Post;
  post_act: PostAct;
  recovery_code: RecoveryCode;
  rollup: Rollup;
  rule_change: RuleChange;
  rule_change_act: RuleChangeAct;
  rule_version: RuleVersion;
  rulebook_text: RulebookText;
  second_factor: SecondFactor;
  session: Session;
  sign_in_try: SignInTry;
  template: Template;
  terms: Terms;
  unit: Unit;
}
