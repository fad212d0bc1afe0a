import { posix } from 'node:path';
import {
  budgets,
  dataBesideFace, engineLibraries, engines, independentEngines, licences, licencesBelow, mayKnow, nounConcepts, nounFiles, nouns, sqlRooms, webMayName, webMayNameDirectly, webMayRun, type Layer,
} from './layers.ts'; // prettier-ignore
import { codeOf, importsOf, isCode, isTest, lineAt, productCode, type Import, type Tree } from './source.ts';

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

export type Check = (tree: Tree) => Violation[];

interface Room {
  readonly layer: Layer;
  /** The folder whose face is its index.ts; null where files are imported one by one. */
  readonly folder: string | null;
  readonly name: string;
}

export function roomOf(path: string): Room | null {
  const [, area = '', name = '', sub = ''] = path.split('/');
  if (!path.startsWith('src/')) return null;
  if (area === 'base' || path === 'src/problem.ts') return { layer: 'language', folder: null, name: area };
  if (area === 'engines') return { layer: 'engine', folder: `src/engines/${name}/`, name };
  if (area === 'platform' && name === 'office' && (sub === 'read' || sub === 'patch' || sub === 'annotate'))
    return { layer: 'platform', folder: `src/platform/office/${sub}/`, name: `office/${sub}` };
  if (area === 'platform') return { layer: 'platform', folder: `src/platform/${name}/`, name };
  if (area === 'nouns') return { layer: 'noun', folder: `src/nouns/${name}/`, name };
  if (area === 'cli') return { layer: 'cli', folder: null, name: area };
  if (area === 'web') return { layer: 'web', folder: null, name: area };
  return { layer: 'composition', folder: null, name: path };
}

function allImports(tree: Tree): Import[] {
  return productCode(tree).flatMap(([path, text]) => importsOf(path, text));
}

/** Layers, and the order of engines and nouns inside theirs. */
export const layering: Check = (tree) =>
  allImports(tree).flatMap((one) => {
    const [from, to] = [roomOf(one.from), roomOf(one.to)];
    if (!one.own || from === null) return [];
    if (to === null) return outside(one, from);
    const said = mayImport(one, from, to);
    return said === null ? [] : [{ path: one.from, line: one.line, what: `${one.to}: ${said}` }];
  });

/** Only the composition may reach out of src (the demo county); nothing that ships may know the tests. */
function outside({ from, to, line }: Import, { layer }: Room): Violation[] {
  const fine =
    to.startsWith('rulebooks/') || to === 'package.json' || ((layer === 'composition' || layer === 'cli') && to.startsWith('demo/'));
  return fine ? [] : [{ path: from, line, what: `${to} is no part of the product` }];
}

function mayImport(one: Import, from: Room, to: Room): string | null {
  if (from.layer === 'web' && webMayRun.some((folder) => one.to.startsWith(folder))) return null;
  if (from.layer === 'web' && one.typesOnly && webMayName.some((folder) => one.to.startsWith(folder))) return null;
  if (from.layer !== to.layer) return mayKnow[from.layer].includes(to.layer) ? null : `${from.layer} may not know ${to.layer}`;
  if (from.name === to.name) return null;
  if (from.layer === 'engine') {
    if (independentEngines.includes(from.name)) return `${from.name} stands alone`;
    return isEarlier(engines, to.name, from.name) ? null : `engine ${from.name} may know only engines before it`;
  }
  if (from.layer === 'noun') return isEarlier(nouns, to.name, from.name) ? null : `noun ${from.name} may know only nouns before it`;
  return null;
}

function isEarlier(order: readonly string[], earlier: string, later: string): boolean {
  const [a, b] = [order.indexOf(earlier), order.indexOf(later)];
  return a >= 0 && b >= 0 && a < b;
}

/** A room is entered by its face, and its own files never go through it. */
export const faces: Check = (tree) =>
  allImports(tree).flatMap(({ from, to, own, typesOnly, line }) => {
    const [here, there] = [roomOf(from), roomOf(to)];
    if (!own || there?.folder == null) return [];
    if (dataBesideFace.includes(to)) return [];
    if (here?.layer === 'web' && typesOnly && webMayNameDirectly.includes(to)) return [];
    const face = `${there.folder}index.ts`;
    const inside = here?.folder === there.folder || (here?.folder != null && there.folder.startsWith(here.folder));
    if (here?.folder === there.folder) return to === face ? [{ path: from, line, what: `imports its own face ${to}` }] : [];
    if (inside && to === face) return [];
    return to === face ? [] : [{ path: from, line, what: `${to} is not the face of ${there.folder}` }];
  });

/** Holds imports as data. */
const plants = 'test/repository/architecture.test.ts';

/** Tarjan's strongly connected components: every component of more than one file, or a file that imports itself, is a cycle. */
export const cycles: Check = (tree) => {
  const graph = new Map<string, string[]>(
    [...tree]
      .filter(([path]) => isCode(path) && path !== plants)
      .map(([path, text]) => [
        path,
        importsOf(path, text)
          .filter(({ own }) => own)
          .map(({ to }) => to),
      ]),
  );
  return components(graph)
    .filter((component) => component.length > 1 || graph.get(component[0] ?? '')?.includes(component[0] ?? ''))
    .map((component) => ({ path: [...component].sort()[0] ?? '', line: 1, what: `import cycle: ${[...component].sort().join(' ↔ ')}` }));
};

export function components(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;

  function visit(node: string): void {
    index.set(node, index.size);
    low.set(node, index.get(node) ?? 0);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!graph.has(next)) continue;
      if (!index.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
      } else if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? 0, index.get(next) ?? 0));
    }
    if (low.get(node) === index.get(node)) found.push(stack.splice(stack.indexOf(node)));
  }
}

/** Imports of files that are not there: a renamed file, or a step out of the repository. */
export const dangling: Check = (tree) =>
  [...tree]
    .filter(([path]) => isCode(path) && path !== plants)
    .flatMap(([path, text]) => importsOf(path, text))
    .filter(({ to, own }) => own && !tree.has(to) && !to.startsWith('dist/'))
    .map(({ from, to, line }) => ({ path: from, line, what: `${to} does not exist` }));

export const nounFileNames: Check = (tree) =>
  [...tree.keys()].flatMap((path) => {
    const [, area, noun = '', name = '', inner] = path.split('/');
    if (area !== 'nouns' || !path.startsWith('src/') || isTest(path)) return [];
    if (!(nouns as readonly string[]).includes(noun)) return [{ path, line: 1, what: `there is no noun ${noun}` }];
    // acts/ and store/ may be folders once one file would be too long.
    if (inner !== undefined) return ['acts', 'store'].includes(name) ? [] : [{ path, line: 1, what: `no folder ${name} in a noun` }];
    const own = [`${noun}.ts`, `${noun.replace(/s$/, '')}.ts`];
    const fine = (nounFiles as readonly string[]).includes(name) || own.includes(name) || (nounConcepts[noun] ?? []).includes(name);
    return fine ? [] : [{ path, line: 1, what: `${name} is no name of a file in a noun` }];
  });

function grep(tree: Tree, wanted: (path: string) => boolean, pattern: RegExp, what: string, options?: { strings: boolean }): Violation[] {
  return [...tree]
    .filter(([path]) => isCode(path) && wanted(path))
    .flatMap(([path, text]) => {
      const code = codeOf(text, options);
      return [...code.matchAll(new RegExp(pattern, 'gm'))].map((match) => ({
        path,
        line: lineAt(code, match.index),
        what: `${what}: ${match[0].trim().slice(0, 60)}`,
      }));
    });
}

const isProduct = (path: string): boolean => path.startsWith('src/') && !isTest(path);
const bare = { strings: false };

export const noUtils: Check = (tree) =>
  [...tree.keys()]
    .filter((path) => /(^|\/)(utils?|helpers?|misc|common|shared)(\.|\/)/i.test(path))
    .map((path) => ({ path, line: 1, what: 'a name that says nothing' }));

export const noStarExports: Check = (tree) => grep(tree, () => true, /^\s*export\s+\*/, 'export *', bare);

/** Tools that want a default export have configurations at the root; nothing else has one. */
export const noDefaultExports: Check = (tree) =>
  grep(tree, (path) => !/^[^/]+\.config\.ts$/.test(path), /\bexport\s+default\b|\bas\s+default\b/, 'default export', bare);

const sql =
  /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|executeQuery|selectNoFrom|withRecursive)\s*\(|\bsql(<[^`]*?>)?`|\bsql\.(raw|ref|table|id)\b|\bCompiledQuery\b|\.query(<[^`;]*?>)?\(\s*[`'"]/;

export const sqlInStores: Check = (tree) =>
  grep(
    tree,
    (path) => isProduct(path) && !/\/store(\.ts|\/[^/]+\.ts)$/.test(path) && !sqlRooms.some((room) => path.startsWith(room)),
    sql,
    'SQL',
    bare,
  );

const impure =
  /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bMath\.random\b|\bprocess\b|\bglobalThis\b|\bperformance\b|\bfetch\(|\bsetTimeout\b|\bsetInterval\b|\bcrypto\.|\bIntl\b|\btoLocale\w*\((?!'[^')\n]{2,}'\))|\blocaleCompare\(|\bconsole\b|\beval\(|\bnew Function\b/;

/** No clock, no random, no I/O, no locale but a named one, and nothing whose answer depends on the machine. */
export const pureEngines: Check = (tree) => [
  ...grep(tree, (path) => isProduct(path) && (path.startsWith('src/engines/') || path.startsWith('src/base/')), impure, 'not pure', bare),
  ...allImports(tree).flatMap(({ from, to, own, line }) => {
    const room = roomOf(from);
    if (own || (room?.layer !== 'engine' && room?.layer !== 'language')) return [];
    return (engineLibraries[room.name] ?? []).includes(to)
      ? []
      : [{ path: from, line, what: `${room.layer} ${room.name} may not use ${to}` }];
  }),
];

/** What the page runs must run in a browser. */
export const browserOnly: Check = (tree) =>
  allImports(tree)
    .filter(
      ({ from, to, own }) =>
        !own &&
        (from.startsWith('src/web/') || webMayRun.some((folder) => from.startsWith(folder))) &&
        /^(node:|pg$|kysely$|fastify$|@fastify\/)/.test(to),
    )
    .map(({ from, to, line }) => ({ path: from, line, what: `${to} does not run in a browser` }));

/** Handing the whole environment on to a program that is started reads no setting. */
export const environment: Check = (tree) =>
  grep(
    tree,
    (path) => isProduct(path) && path !== 'src/config.ts' && !path.startsWith('src/cli/'),
    /(?<!\.\.\.)\bprocess\s*\.\s*env\b|\bprocess\s*\[|\benv\s*\}\s*=\s*process\b/,
    'reads the environment',
    bare,
  );

/** A success of an endpoint (201, 204) is said where it is described; every refusal is a problem, whose status platform/http knows. */
export const statuses: Check = (tree) =>
  grep(
    tree,
    (path) => isProduct(path) && !path.startsWith('src/platform/http/') && !path.startsWith('src/web/') && !path.startsWith('src/cli/'),
    /\.(code|status)\(\s*[1-5]\d\d|\bstatus(Code)?\s*[:=]+\s*(?!20[14]\b)[1-5]\d\d\b|\bstatusCode\b|\bwriteHead\(/,
    'knows a status',
    bare,
  );

const han = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/u;

/**
 * Everything that people read on the page comes from the catalogue, so that every sentence exists in both languages. Regular expressions
 * are how the page reads a notice; nobody reads them.
 */
export const webWords: Check = (tree) =>
  [...tree]
    .filter(([path]) => path.startsWith('src/web/') && isCode(path) && !isTest(path) && !path.startsWith('src/web/strings/'))
    .flatMap(([path, text]) =>
      codeOf(text, { regExps: false })
        .split('\n')
        .flatMap((line, index) =>
          han.test(line) ? [{ path, line: index + 1, what: `words outside the catalogue: ${han.exec(line)?.[0]}` }] : [],
        ),
    );

export const lengths: Check = (tree) =>
  [...tree].flatMap(([path, text]) => {
    const isOurs = /^(src|demo|scripts|test|bin)\//.test(path) && isCode(path) && path !== 'src/platform/db/schema.ts';
    const limit = isTest(path) ? budgets.test : budgets.source;
    const lines = text.split('\n').length - 1;
    return isOurs && lines > limit ? [{ path, line: lines, what: `${lines} lines, at most ${limit}` }] : [];
  });

/** Median and 90th percentile of the lengths of what ships. */
export function spread(tree: Tree): { median: number; ninetieth: number } {
  const lines = productCode(tree)
    .map(([, text]) => text.split('\n').length - 1)
    .sort((a, b) => a - b);
  const at = (share: number): number => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))] ?? 0;
  return { median: at(0.5), ninetieth: at(0.9) };
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly license?: string; readonly dev?: boolean; readonly resolved?: string; readonly hasInstallScript?: boolean }>
  >;
}

export const dependencies: Check = (tree) => {
  const path = 'package.json';
  const { dependencies: wanted = {} } = JSON.parse(tree.get(path) ?? '{}') as Manifest;
  const count = Object.keys(wanted).length;
  const loose = Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  return [
    ...(count > budgets.runtimeDependencies
      ? [{ path, line: 1, what: `${count} runtime dependencies, at most ${budgets.runtimeDependencies}` }]
      : []),
    ...loose.map(([name, version]) => ({ path, line: 1, what: `${name} is not pinned: ${version}` })),
  ];
};

/** Of everything that ships, also below our own dependencies. The lock file says nothing of a few; their own package.json was read instead. */
export const dependencyLicences: Check = (tree) => {
  const path = 'package-lock.json';
  const { packages } = JSON.parse(tree.get(path) ?? '{"packages":{}}') as Lock;
  return Object.entries(packages).flatMap(([place, { license = 'unknown', dev }]) => {
    if (place === '' || dev === true) return [];
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const each = license.replaceAll(/[()]/g, '').split(' OR ');
    const fine = each.some((one) => licences.includes(one)) || (licencesBelow[license] ?? []).includes(name);
    return fine ? [] : [{ path, line: 1, what: `${name} is under ${license}` }];
  });
};

const unfinished = /\b(TODO|FIXME|XXX|HACK)\b/;
// Written in two parts, so that this file does not find itself.
const places = new RegExp([['/wo', 'rk/'], ['/ro', 'ot/'], ['/ho', 'me/[a-z]'], ['/Us', 'ers/'], ['\\.lib', 'rary/'], ['/tmp/', 'team'], ['regis', 'try\\.(npm|yarn)'], ['npm', 'mirror'], ['"resol', 'ved": "http']].map((parts) => parts.join('')).join('|')); // prettier-ignore

/** Nothing of the machine that it was written on, and nothing left for later. */
export const words: Check = (tree) =>
  [...tree].flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => {
      const at = { path, line: index + 1 };
      const isSelf = path.startsWith('test/repository/');
      if (!isSelf && unfinished.test(line)) return [{ ...at, what: `left for later: ${line.trim().slice(0, 60)}` }];
      return places.test(line) ? [{ ...at, what: `names a machine: ${places.exec(line)?.[0]}` }] : [];
    }),
  );

/** Every word of the glossary is a word of the code in the folder that it names; what is "later" bears no code yet and is skipped. */
export const glossary: Check = (tree) => {
  const path = 'docs/glossary.md';
  return (tree.get(path) ?? '').split('\n').flatMap((line, index) => {
    const cells = line.split('|').map((cell) => cell.trim());
    const [, , inCode = '', , folderCell = ''] = cells;
    const folder = /^`([^`]+)`$/.exec(folderCell)?.[1] ?? 'src';
    if (cells.length < 5 || folderCell === 'later' || folderCell === 'folder' || /^-+$/.test(inCode)) return [];
    const code = [...tree]
      .filter(([file]) => file.startsWith(posix.join(folder, '/')) && isCode(file) && !isTest(file))
      .map(([, text]) => codeOf(text));
    return [...inCode.matchAll(/`([A-Za-z_][\w.]*)`/g)].flatMap(([, word = '']) => {
      const known = code.some((text) => new RegExp(`\\b${word.replaceAll('.', '\\.')}\\b`).test(text));
      return known ? [] : [{ path, line: index + 1, what: `${folder} has no word ${word}` }];
    });
  });
};
