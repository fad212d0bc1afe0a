import { describe, expect, it } from 'vitest';
import { problems } from '../../src/problem.ts';
import * as checks from './checks.ts';
import { budgets } from './layers.ts';
import { problemsPage } from './problems-page.ts';
import { codeOf, importsOf, readTree, type Tree } from './source.ts';

const tree = readTree();

/** Every check, and trees that break it in one place each. A check without a planted violation proves nothing. */
const planted: Readonly<
  Record<
    string,
    {
      check: checks.Check;
      violations: readonly (readonly [string, Readonly<Record<string, string>>])[];
      fine?: Readonly<Record<string, string>>;
    }
  >
> = {
  layering: {
    check: checks.layering,
    violations: [
      ['an engine that knows platform', { 'src/engines/reading/read.ts': "import { x } from '../../platform/db/index.ts';" }],
      [
        'an engine that knows a noun, by type',
        { 'src/engines/costing/cost.ts': "import type { Terms } from '../../nouns/demands/index.ts';" },
      ],
      ['an engine that knows a later one', { 'src/engines/reading/read.ts': "import { check } from '../rulebook/index.ts';" }],
      ['the log engine that knows any other', { 'src/engines/tlog/leaf.ts': "import { read } from '../reading/index.ts';" }],
      ['platform that knows a noun', { 'src/platform/http/server.ts': "import { may } from '../../nouns/people/index.ts';" }],
      ['platform that knows an engine', { 'src/platform/office/read.ts': "import { read } from '../../engines/reading/index.ts';" }],
      ['base that knows an engine', { 'src/base/id.ts': "import { read } from '../engines/reading/index.ts';" }],
      ['a noun that knows a later one', { 'src/nouns/units/acts.ts': "import {\n  type Caller,\n} from '../people/index.ts';" }],
      ['a noun that knows the composition', { 'src/nouns/units/acts.ts': "export { x } from '../../app.ts';" }],
      ['a noun that is loaded late', { 'src/nouns/log/jobs.ts': "const late = await import('../answers/index.ts');" }],
      ['the page that runs a noun', { 'src/web/api.ts': "import { nextActs } from '../nouns/demands/index.ts';" }],
      ['the page that runs platform', { 'src/web/api.ts': "import { x } from '../platform/http/index.ts';" }],
      ['code that needs a test', { 'src/nouns/units/acts.ts': "import { testApp } from '../../../test/app.ts';" }],
      ['an engine that needs the demo', { 'src/engines/reading/read.ts': "import { x } from '../../../demo/index.ts';" }],
    ],
    fine: {
      'src/web/api.ts':
        "import type { Draft } from '../nouns/demands/index.ts';\nimport { gate } from '../platform/office/read/index.ts';\nimport { read } from '../engines/reading/index.ts';",
      'src/nouns/answers/acts.ts': "import { findDemand } from '../demands/index.ts';\n// import { x } from '../sunlight/index.ts';",
      'src/engines/rulebook/check.ts': "import { read } from '../reading/index.ts';",
    },
  },
  faces: {
    check: checks.faces,
    violations: [
      ['a file behind the face', { 'src/nouns/answers/acts.ts': "import { findDemand } from '../demands/store.ts';" }],
      ['a type behind the face', { 'src/nouns/answers/acts.ts': "import type { Terms } from '../demands/terms.ts';" }],
      ['an engine’s inside', { 'src/cli/check.ts': "import { x } from '../engines/tlog/leaf.ts';" }],
      ['platform’s inside', { 'src/app.ts': "import { x } from './platform/db/migrate.ts';" }],
      ['its own face', { 'src/engines/tlog/leaf.ts': "import { x } from './index.ts';" }],
      [
        'a worker behind the face',
        { 'src/nouns/rules/acts.ts': "new Worker(new URL('../../platform/office/worker.ts', import.meta.url));" },
      ],
    ],
    fine: {
      'src/platform/office/reader.ts': "import { x } from './read/index.ts';",
      'src/nouns/demands/acts/gate.ts': "import { x } from '../store.ts';",
    },
  },
  cycles: {
    check: checks.cycles,
    violations: [
      ['two files', { 'src/a.ts': "import './b.ts';", 'src/b.ts': "import type { A } from './a.ts';" }],
      [
        'four files',
        {
          'src/a.ts': "import './b.ts';",
          'src/b.ts': "import './c.ts';",
          'src/c.ts': "export { x } from './d.ts';",
          'src/d.ts': "import('./b.ts');",
        },
      ],
      ['itself', { 'src/a.ts': "import { a } from './a.ts';" }],
    ],
    fine: {
      'src/a.ts': "import './b.ts'; import './c.ts';",
      'src/b.ts': "import './d.ts';",
      'src/c.ts': "import './d.ts';",
      'src/d.ts': '',
    },
  },
  dangling: {
    check: checks.dangling,
    violations: [['a file that was renamed', { 'src/a.ts': "import { x } from './b.ts';" }]],
    fine: { 'src/a.ts': "import './b.ts';", 'src/b.ts': '' },
  },
  nounFileNames: {
    check: checks.nounFileNames,
    violations: [
      ['a service', { 'src/nouns/units/service.ts': '' }],
      ['a noun that nobody knows', { 'src/nouns/meetings/acts.ts': '' }],
      ['a folder of its own', { 'src/nouns/units/lib/tree.ts': '' }],
      ['another noun’s concept', { 'src/nouns/units/rights.ts': '' }],
    ],
    fine: {
      'src/nouns/units/units.ts': '',
      'src/nouns/demands/demand.ts': '',
      'src/nouns/demands/acts/gate.ts': '',
      'src/nouns/units/tree.test.ts': '',
    },
  },
  noUtils: {
    check: checks.noUtils,
    violations: [
      ['utils.ts', { 'src/base/utils.ts': '' }],
      ['a folder', { 'src/helpers/a.ts': '' }],
      ['in tests', { 'test/util.ts': '' }],
    ],
  },
  noStarExports: {
    check: checks.noStarExports,
    violations: [
      ['plain', { 'src/a.ts': "export * from './b.ts';" }],
      ['with a name', { 'src/a.ts': "export * as b from './b.ts';" }],
    ],
    fine: { 'src/a.ts': "const a = 'export * from';" },
  },
  noDefaultExports: {
    check: checks.noDefaultExports,
    violations: [
      ['plain', { 'src/a.tsx': 'export default function A() {}' }],
      ['renamed', { 'src/a.ts': 'export { a as default };' }],
    ],
    fine: { 'vite.config.ts': 'export default {};', 'src/a.ts': '// export default' },
  },
  sqlInStores: {
    check: checks.sqlInStores,
    violations: [
      ['a query builder in an act', { 'src/nouns/units/acts.ts': "await trx.selectFrom('unit').selectAll();" }],
      ['a template in a route', { 'src/nouns/units/api.ts': 'await sql<{ a: number }>`select 1`.execute(db);' }],
      ['a raw query', { 'src/cli/export.ts': "await client.query('select 1');" }],
      ['a raw query with a type', { 'src/cli/export.ts': 'await client.query<{ a: string }>(`select a from b`);' }],
      ['a builder in the composition', { 'src/app.ts': 'db.deleteFrom("unit")' }],
    ],
    fine: {
      'src/nouns/units/store.ts': "trx.insertInto('unit')",
      'src/platform/db/migrate.ts': 'sql`x`',
      'src/nouns/units/acts.ts': "const words = 'db.selectFrom(';",
    },
  },
  pureEngines: {
    check: checks.pureEngines,
    violations: [
      ['the clock', { 'src/engines/reading/read.ts': 'const at = Date.now();' }],
      ['the clock, spelled otherwise', { 'src/engines/reading/read.ts': 'const at = new Date( );' }],
      ['chance', { 'src/engines/costing/cost.ts': 'Math.random()' }],
      ['the process', { 'src/engines/costing/cost.ts': 'process.cwd()' }],
      ['a file', { 'src/engines/costing/cost.ts': "import { readFileSync } from 'node:fs';" }],
      ['the locale of the machine', { 'src/engines/costing/cost.ts': 'names.sort((a, b) => a.localeCompare(b))' }],
      ['a library of its own choice', { 'src/engines/costing/cost.ts': "import { parse } from 'yaml';" }],
      ['base, too', { 'src/base/id.ts': "import { randomBytes } from 'node:crypto';" }],
    ],
    fine: {
      'src/engines/reading/read.ts': "new Date(text); // Date.now()\nconst words = 'Math.random process';",
      'src/engines/rulebook/check.ts': "import { parse } from '@marcbachmann/cel-js';",
    },
  },
  browserOnly: {
    check: checks.browserOnly,
    violations: [
      ['node in the page', { 'src/web/api.ts': "import { join } from 'node:path';" }],
      ['node in the gate', { 'src/platform/office/read/gate.ts': "import { inflateRawSync } from 'node:zlib';" }],
    ],
  },
  environment: {
    check: checks.environment,
    violations: [
      ['a setting read on the side', { 'src/platform/db/database.ts': "process.env['PGHOST']" }],
      ['taken apart', { 'src/app.ts': 'const { env } = process;' }],
    ],
    fine: { 'src/config.ts': 'process.env', 'src/cli/start.ts': 'process.env' },
  },
  statuses: {
    check: checks.statuses,
    violations: [
      ['a refusal by hand', { 'src/nouns/units/api.ts': 'return reply.code(404).send();' }],
      ['a status in a body', { 'src/nouns/units/acts.ts': 'throw { statusCode: 409 };' }],
      ['a status of an endpoint that is no success', { 'src/nouns/units/api.ts': '{ status: 418 }' }],
    ],
    fine: { 'src/nouns/units/api.ts': '{ status: 201 }', 'src/platform/http/problems.ts': 'reply.code(404)' },
  },
  webWords: {
    check: checks.webWords,
    violations: [
      ['a word in JSX', { 'src/web/pages/a.tsx': 'export const a = () => <p>今天</p>;' }],
      ['a label', { 'src/web/pages/a.tsx': "const label = '送把关';" }],
      ['a full stop', { 'src/web/ui/a.tsx': 'const end = `${text}。`;' }],
    ],
    fine: { 'src/web/strings/zh.ts': "const a = '今天';", 'src/web/ui/a.tsx': '/* 今天 */ const a = 1; // 送把关' },
  },
  lengths: {
    check: checks.lengths,
    violations: [
      ['a long file', { 'src/a.ts': 'x\n'.repeat(351) }],
      ['a long test', { 'src/a.test.ts': 'x\n'.repeat(601) }],
    ],
    fine: { 'src/a.ts': 'x\n'.repeat(350), 'src/a.test.ts': 'x\n'.repeat(600) },
  },
  dependencies: {
    check: checks.dependencies,
    violations: [
      [
        'one too many',
        { 'package.json': JSON.stringify({ dependencies: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`p${n}`, '1.0.0'])) }) },
      ],
      ['a range', { 'package.json': '{"dependencies":{"a":"^1.0.0"}}' }],
    ],
  },
  dependencyLicences: {
    check: checks.dependencyLicences,
    violations: [
      ['copyleft', { 'package-lock.json': '{"packages":{"node_modules/a":{"license":"GPL-3.0"}}}' }],
      ['none', { 'package-lock.json': '{"packages":{"node_modules/a/node_modules/b":{}}}' }],
      ['a listed licence under another name', { 'package-lock.json': '{"packages":{"node_modules/a":{"license":"BlueOak-1.0.0"}}}' }],
    ],
    fine: {
      'package-lock.json':
        '{"packages":{"":{},"node_modules/a":{"license":"(MIT OR GPL-2.0)"},"node_modules/b":{"license":"GPL-3.0","dev":true}}}',
    },
  },
  words: {
    check: checks.words,
    violations: [
      ['left for later', { 'src/a.ts': ['// TO', 'DO: later'].join('') }],
      ['a path of a machine', { 'docs/a.md': ['see /wo', 'rk/shared'].join('') }],
      ['a registry', { 'package-lock.json': ['"resol', 'ved": "https://example.com/a.tgz"'].join('') }],
    ],
  },
  glossary: {
    check: checks.glossary,
    violations: [
      [
        'a word that the code lost',
        {
          'docs/glossary.md': '| 单元 | `Unit` (`UnitTree`) | a node | `src/nouns/units` |',
          'src/nouns/units/units.ts': 'interface Unit {} // UnitTree',
          'src/app.ts': 'UnitTree',
        },
      ],
    ],
    fine: {
      'docs/glossary.md': '| 心声 | `Voice` | … | later |\n| 单元 | `Unit` | a node | `src/nouns/units` |',
      'src/nouns/units/units.ts': 'interface Unit {}',
    },
  },
};

const asTree = (files: Readonly<Record<string, string>>): Tree => new Map(Object.entries(files));

describe.each(Object.entries(planted))('%s', (_, { check, violations, fine = {} }) => {
  it.each(violations)('finds %s', (_, files) => {
    expect(check(asTree(files))).toHaveLength(1);
  });

  it('finds nothing where nothing is', () => {
    expect(check(asTree(fine))).toEqual([]);
  });

  it('finds nothing in the repository', () => {
    expect(check(tree).map(({ path, line, what }) => `${path}:${line} ${what}`)).toEqual([]);
  });
});

describe('the repository', () => {
  it('has a planted violation for every check', () => {
    const exported = Object.entries(checks).filter(
      ([, value]) => typeof value === 'function' && value.length === 1 && Object.values(planted).every(({ check }) => check !== value),
    );
    expect(exported.map(([name]) => name).sort()).toEqual(['components', 'roomOf', 'spread']);
  });

  it('keeps its files short as a whole', () => {
    const { median, ninetieth } = checks.spread(tree);
    expect([median <= budgets.median, ninetieth <= budgets.ninetieth, median, ninetieth]).toEqual([true, true, median, ninetieth]);
    expect(checks.spread(asTree(Object.fromEntries([1, 2, 3, 400].map((lines, n) => [`src/${n}.ts`, 'x\n'.repeat(lines)]))))).toEqual({
      median: 3,
      ninetieth: 400,
    });
  });

  it('documents every problem, and no other', () => {
    const page = tree.get('docs/problems.md') ?? '';
    const documented = [...page.matchAll(/^\| <a id="([^"]+)"><\/a>`\1` \|/gm)].map(([, slug]) => slug);
    expect(documented).toEqual(Object.keys(problems));
    expect(page, 'make it again: node scripts/run.mjs scripts/problems.ts').toBe(problemsPage());
  });

  it('throws no problem that the catalogue lacks, and lists none that nothing throws', () => {
    const code = [...tree].filter(([path]) => path.startsWith('src/') && path !== 'src/problem.ts' && !path.endsWith('.test.ts')).map(([, text]) => text).join('\n'); // prettier-ignore
    expect(Object.keys(problems).filter((slug) => !code.includes(`'${slug}'`))).toEqual([]);
  });
});

describe('the scanner', () => {
  it.each([
    ["const a = 'x // y'; // z", "const a = '      ';"],
    ['const a = `b ${c ? `d${e}` : {f: 1}.f} g`; h', 'const a = `  ${c ? ` ${e}` : {f: 1}.f}  `; h'],
    ["const a = /['\"`//]/.test(b) /* c */ + 'd'", `const a = /['"\`//]/.test(b) ${' '.repeat(7)} + ' '`],
    ["a / b / c; 'd'", "a / b / c; ' '"],
    ["return /'/g;", "return /'/g;"],
  ])('%s', (text, code) => {
    expect(codeOf(text, { strings: false }).trimEnd()).toBe(code);
  });

  it('sees every way of importing', () => {
    const text = [
      "import a from './a.ts';", "import './b.ts';", "import type { C } from './c.ts';", "import { type D, type E } from './d.ts';", "import { type F, g } from './f.ts';", "export { h } from './h.ts';",
      "const i = import('./i.ts');", "import {\n  j,\n} from '@scope/pack/deep';", "// import './k.ts';", "const l = \"import './l.ts'\";", "new URL('./m.ts', import.meta.url)",
    ].join('\n'); // prettier-ignore
    expect(importsOf('src/x.ts', text).map(({ to, typesOnly, line }) => [to, typesOnly, line])).toEqual([
      ['src/a.ts', false, 1], ['src/b.ts', false, 2], ['src/c.ts', true, 3], ['src/d.ts', true, 4], ['src/f.ts', false, 5], ['src/h.ts', false, 6], ['src/i.ts', false, 7], ['@scope/pack', false, 8], ['src/m.ts', false, 13],
    ]); // prettier-ignore
  });
});
