/**
 * The table "Who may know whom" of ARCHITECTURE.md as data. The checks read it and nothing else: a new room or a new exception is a line
 * here, seen in review.
 */

/** In the order in which they may know each other: a later one may import an earlier one, never the reverse. */
export const engines = [
  'reading',
  'feasibility',
  'costing',
  'forms',
  'facts',
  'rulebook',
  'overlap',
  'lineage',
  'merging',
  'matching',
  'suppression',
  'tlog',
  'blind',
] as const;
export const nouns = [
  'log',
  'units',
  'people',
  'elements',
  'rules',
  'duty',
  'ledger',
  'demands',
  'answers',
  'conduct',
  'checks',
  'voice',
  'burden',
  'sunlight',
] as const;

/** Engines that must stand alone: somebody else verifies with them. */
export const independentEngines: readonly string[] = ['tlog', 'blind'];

/** Libraries that an engine may use: pure, and the same in the browser. */
export const engineLibraries: Readonly<Record<string, readonly string[]>> = { rulebook: ['@marcbachmann/cel-js'] };

export type Layer = 'language' | 'engine' | 'platform' | 'noun' | 'cli' | 'composition' | 'web';

/** Which layers a layer may import besides itself. */
export const mayKnow: Readonly<Record<Layer, readonly Layer[]>> = {
  language: [],
  engine: ['language'],
  platform: ['language'],
  noun: ['language', 'engine', 'platform'],
  cli: ['language', 'engine', 'platform', 'noun', 'composition'],
  composition: ['language', 'engine', 'platform', 'noun', 'cli'],
  web: ['language', 'engine'],
};

/** What the page may run of the layers that it otherwise must not know, and what it may name as types only. */
export const webMayRun: readonly string[] = ['src/platform/office/read/', 'src/platform/office/patch/', 'src/platform/office/annotate/'];
export const webMayName: readonly string[] = ['src/nouns/', 'src/problem.ts'];

/**
 * The face of a noun leads to its acts and its SQL, and the browser's type check would have to know Node and the database for it. So the
 * page names types in the pure files of a noun directly, and only types.
 */
export const webMayNameDirectly: readonly string[] = [
  'src/nouns/demands/demand.ts',
  'src/nouns/people/people.ts',
  'src/nouns/demands/terms.ts',
  'src/nouns/rules/rules.ts',
];

/** The files that every noun calls the same. `<noun>.ts` (also in the singular) is allowed too. */
export const nounFiles = ['acts.ts', 'store.ts', 'api.ts', 'sheet.ts', 'jobs.ts', 'index.ts'] as const;

/** The second things of a noun that have a name of their own in the field. Each is a decision: what is not listed is found. */
export const nounConcepts: Readonly<Record<string, readonly string[]>> = {
  // The published face of the tree: keys, what was signed, one step of the sequencer, its whole-tree check, the read side. Its witnesses,
  // how they are asked, and the proof of a second history.
  log: ['keys.ts', 'published.ts', 'step.ts', 'fsck.ts', 'read.ts', 'witnesses.ts', 'witness-client.ts', 'split.ts'],
  // Who may do what; tokens, TOTP and what a browser says of itself; one's own account; the personnel administrator's desk.
  people: ['rights.ts', 'token.ts', 'totp.ts', 'device.ts', 'account-api.ts', 'staff-api.ts'],
  // Which rules hold on a day, what of the past they say, the place's parameters and YAML, and what anybody may read of it all.
  rules: [
    'inspection.ts',
    'notice.ts',
    'in-force.ts',
    'replay.ts',
    'params.ts',
    'local-rules.ts',
    'present.ts',
    'rule-schemas.ts',
    'public-api.ts',
    'desk-api.ts',
  ],
  elements: ['dictionary.ts'],
  ledger: [
    'registers.ts',
    'ground.ts',
    'intake.ts',
    'compare.ts',
    'present.ts',
    'schemas.ts',
    'records-api.ts',
    'imports-api.ts',
    'questions-api.ts',
    'exports.ts',
    'reading.ts',
    'held.ts',
    'holdings.ts',
  ],
  demands: ['ground.ts', 'terms.ts', 'demand-schemas.ts', 'present.ts', 'templates-api.ts', 'held-api.ts', 'history.ts'],
  // Partial sums, what answers tell the ledger, the department's table with them, and who may see a demand's answers.
  answers: [
    'rollup.ts',
    'facts.ts',
    'filled.ts',
    'filled-api.ts',
    'prefill.ts',
    'differing.ts',
    'rosters.ts',
    'rosters-api.ts',
    'visible.ts',
  ],
  // Demands and entries as the history rules see them, what the rules find, the look at the register, what receivers say, what is kept, who sees it.
  conduct: ['conduct-schemas.ts', 'occasions.ts', 'findings.ts', 'read.ts', 'heard.ts', 'voices.ts', 'keep.ts', 'present.ts'],
};

/** Where SQL may stand, besides store.ts (or a folder store/) of a noun or of a plumbing room. */
/** Data that is too heavy for a face that the browser loads too, read by path. */
export const dataBesideFace: readonly string[] = [
  'src/engines/rulebook/cases.json',
  'src/engines/rulebook/us-pra.json',
  'src/engines/rulebook/us-pra.cases.json',
];

// The bench `floor` measures the bare driver beside our own path.
export const sqlRooms: readonly string[] = ['src/platform/db/', 'src/cli/bench/floor.ts'];

export const budgets = { source: 350, test: 600, median: 80, ninetieth: 200, runtimeDependencies: 20 } as const;

export const licences: readonly string[] = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'PostgreSQL'];

/** Packages below our dependencies under another permissive licence, one by one. */
export const licencesBelow: Readonly<Record<string, readonly string[]>> = {
  // The glob family by its author, below @fastify/static and @fastify/swagger.
  'BlueOak-1.0.0': [
    '@isaacs/nonrecursive-glob-match',
    'glob',
    'lru-cache',
    'minimatch',
    'minipass',
    'path-scurry',
    'package-json-from-dist',
    'jackspeak',
    'foreground-child',
  ],
};
