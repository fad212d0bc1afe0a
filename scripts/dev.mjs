// npm run dev: the server with the demo county, and the page with reload, both on the sources.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
await prepare();
const { build, createServer } = { ...(await import('./build.mjs')), ...(await import('vite')) };

let server = start();
let timer;
for (const folder of ['src', 'demo', 'rulebooks'])
  watch(join(root, folder), { recursive: true }, (_, name) => {
    if (!name || name.startsWith('web') || name.endsWith('.test.ts') || name.endsWith('.json')) return;
    clearTimeout(timer);
    timer = setTimeout(() => void rebuild(name), 200);
  });

async function rebuild(name) {
  console.error(`changed: ${name}`);
  server.kill('SIGINT');
  await new Promise((done) => server.once('exit', done));
  await build({ page: false }).catch((error) => console.error(error.message));
  server = start();
}

const page = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:4180', '/log': 'http://127.0.0.1:4180', '/health': 'http://127.0.0.1:4180' } },
});
await page.listen();
console.error(`the page with reload: ${page.resolvedUrls?.local[0]}`);
process.on('SIGINT', () => {
  server.kill('SIGINT');
  server.once('exit', () => process.exit(0));
});

function start() {
  return spawn(
    process.execPath,
    [
      '-e',
      `import(${JSON.stringify(join(root, 'dist', 'qingdan.js'))}).then(({ main }) => main(['start', '--demo'], { stdout: (t) => process.stdout.write(t), stderr: (t) => process.stderr.write(t), cwd: ${JSON.stringify(root)}, env: process.env, isTty: false, stdin: async () => new Uint8Array() })).then((code) => process.exit(code))`,
    ],
    { stdio: 'inherit', detached: true },
  );
}
