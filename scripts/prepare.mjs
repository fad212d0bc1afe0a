// Makes a checkout ready: installs from the lock and builds, when the lock or a source has changed since. Concurrent callers wait for one.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const inputs = ['package.json', 'src', 'demo', 'rulebooks', 'scripts', 'package-lock.json', 'vite.config.ts'];
const stampFile = join(root, 'dist', '.stamp');
const lockFile = join(root, '.cache', 'prepare.lock');

export async function prepare() {
  if (isFresh()) return;
  await withLock(() => {
    if (isFresh()) return;
    install();
    run('build', [join(root, 'scripts', 'build.mjs')]);
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, fingerprint());
  });
}

/** Installs when node_modules does not hold what the lock says (npm keeps its own copy of the lock in there). */
export function install() {
  const installed = join(root, 'node_modules', '.qingdan-lock');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(installed) && readFileSync(installed, 'utf8') === wanted) return;
  process.stderr.write('qingdan: 第一次用，正在安装 installing …\n');
  const npm = (process.env.npm_execpath ?? '').endsWith('npm-cli.js') ? process.env.npm_execpath : undefined;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (result.status !== 0) {
    process.stderr.write('qingdan: npm ci 没有成功，看上面的话。 npm ci failed.\n');
    process.exit(2);
  }
  writeFileSync(installed, wanted);
}

function run(what, args) {
  process.stderr.write(`qingdan: ${what} …\n`);
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    process.stderr.write(`qingdan: ${what} 没有成功。 ${what} failed.\n`);
    process.exit(2);
  }
}

function isFresh() {
  return (
    existsSync(stampFile) && existsSync(join(root, 'node_modules', '.qingdan-lock')) && readFileSync(stampFile, 'utf8') === fingerprint()
  );
}

/** Names, sizes and times of the sources: a few milliseconds for a few hundred files. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const at = statSync(path, { throwIfNoEntry: false });
    if (!at) return;
    if (at.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else if (!/\.test\.tsx?$/.test(path)) hash.update(`${path.slice(root.length)} ${at.size} ${Math.floor(at.mtimeMs)}\n`);
  };
  for (const input of inputs) visit(join(root, input));
  return hash.digest('hex');
}

async function withLock(work) {
  mkdirSync(dirname(lockFile), { recursive: true });
  for (let told = false; ;) {
    try {
      const file = openSync(lockFile, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!holderLives()) {
        rmSync(lockFile, { force: true });
        continue;
      }
      if (!told) process.stderr.write('qingdan: 另一个进程正在准备，等它 waiting for another build …\n');
      told = true;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  try {
    work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function holderLives() {
  let pid;
  try {
    pid = Number(readFileSync(lockFile, 'utf8') || NaN);
    // A lock without a pid is being written this moment.
    if (!Number.isInteger(pid)) return Date.now() - statSync(lockFile).mtimeMs < 5000;
  } catch {
    return false; // released between two looks
  }
  // Pids come again, in a container soon: this process holds no lock yet.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
