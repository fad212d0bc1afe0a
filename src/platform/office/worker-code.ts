import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';

/**
 * Where the worker's program is. In a build, `office-worker.js` lies beside the bundle (scripts/build.mjs puts it there) or one folder
 * above a chunk. From TypeScript source (tests, `npm run dev`) it is bundled once per process with esbuild, a development dependency that
 * is never reached in a build; its name is kept from the bundler so that nothing pulls it in.
 */
export type WorkerCode = { readonly file: string } | { readonly source: string };

let found: Promise<WorkerCode> | undefined;

export function workerCode(): Promise<WorkerCode> {
  found ??= findCode(import.meta.url);
  return found;
}

async function findCode(from: string): Promise<WorkerCode> {
  if (!from.endsWith('.ts')) {
    for (const place of ['office-worker.js', '../office-worker.js']) {
      const file = fileURLToPath(new URL(place, from));
      if (existsSync(file)) return { file };
    }
    throw new Error(`office-worker.js is missing beside ${fileURLToPath(from)}: build again`);
  }
  const bundler = 'esbuild';
  const { build } = (await import(bundler)) as typeof Esbuild; // a variable name loses the type
  const entry = fileURLToPath(new URL('worker.ts', from));
  const built = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
  });
  return { source: built.outputFiles[0]?.text ?? '' };
}
