// Builds dist/: server and command line (esbuild), rulebooks, web page (vite), offline verifier.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as esbuild } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

export async function build({ page = true } = {}) {
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist))
    if (name !== 'run' && (page || name !== 'web')) rmSync(join(dist, name), { recursive: true, force: true });
  await runTypeScript('scripts/rulebooks.ts');
  await esbuild({
    absWorkingDir: root,
    entryPoints: { qingdan: 'src/cli/qingdan.ts', 'office-worker': 'src/platform/office/worker.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    // Half as much to parse at every start: most of the source are Chinese words, which would else be written as \uXXXX.
    charset: 'utf8',
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  });
  cpSync(join(root, 'src/platform/db/migrations'), join(dist, 'migrations'), { recursive: true });
  if (!page) return;
  // Whoever starts the build from a test has another one: the page would come out without its service worker.
  process.env['NODE_ENV'] = 'production';
  const { build: vite } = await import('vite');
  await vite({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  if (existsSync(join(root, 'scripts/verifier.ts'))) await runTypeScript('scripts/verifier.ts');
}

async function runTypeScript(entry) {
  const { bundle } = await import('./run.mjs');
  const file = await bundle(join(root, entry));
  try {
    await import(pathToFileURL(file).href);
  } finally {
    rmSync(file, { force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
