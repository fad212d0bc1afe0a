// Runs a TypeScript program of this repository: node scripts/run.mjs FILE.ts [ARG…]. Node 20 does not strip types, so it is bundled first.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Bundles `entry` next to the sources' own folder so that files found by import.meta.url are found. */
export async function bundle(entry) {
  const outfile = join(root, 'dist', 'run', `${process.pid}-${Date.now()}.mjs`);
  mkdirSync(dirname(outfile), { recursive: true });
  await build({
    entryPoints: [resolve(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'error',
    plugins: [
      {
        name: 'source-url',
        setup(on) {
          // import.meta.url stays the source file's own, as if nothing had been bundled.
          on.onLoad({ filter: /\/(src|demo|scripts|test)\/.*\.ts$/ }, async ({ path }) => {
            const { readFile } = await import('node:fs/promises');
            const text = await readFile(path, 'utf8');
            return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' };
          });
        },
      },
    ],
  });
  return outfile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [entry, ...args] = process.argv.slice(2);
  const file = await bundle(entry);
  process.argv = [process.argv[0], resolve(entry), ...args];
  try {
    await import(pathToFileURL(file).href);
  } finally {
    rmSync(file, { force: true });
  }
}
