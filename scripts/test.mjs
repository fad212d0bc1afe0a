// npm test: installs what is missing, then types, lint, format, unused code, rulebooks, build, all tests and the journeys in a real browser.
// Closes with one line of counts. `npm test -- PATTERN` runs only the tests that match.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, prepare } from './prepare.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const patterns = process.argv.slice(2);
install();

const { findChromium } = await import('./chromium.mjs');
const { startDebianPostgres } = await import('./debian-postgres.mjs');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const folder = mkdtempSync(join(tmpdir(), 'qingdan-npm-test-'));
const totals = { passed: 0, failed: 0 };

try {
  if (patterns.length > 0) vitest('chosen', patterns, {});
  else await everything();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);

async function everything() {
  step('types', bin('tsc'), ['-p', 'tsconfig.json']);
  step('types of the page', bin('tsc'), ['-p', 'src/web/tsconfig.json']);
  step('lint', bin('oxlint'), ['--type-aware', '--deny-warnings']);
  step('format', bin('oxfmt'), ['--check', '.']);
  step('unused code', bin('knip'), ['--no-progress']);
  await prepare();
  vitest('engines, acts, routes', ['src', 'demo', 'test'], {}, ['--exclude=test/e2e/**', '--exclude=test/faults/**']);
  const debian = await startDebianPostgres();
  if (debian !== null) {
    // The same suite on a maintained server of another major version.
    try {
      vitest(
        `the same on PostgreSQL ${debian.version}`,
        ['src/nouns', 'src/platform/db', 'src/platform/http', 'test/receipts', 'test/input', 'test/openapi'],
        {
          QINGDAN_TEST_DATABASE_URL: debian.url,
        },
      );
    } finally {
      await debian.stop();
    }
  }
  vitest('journeys and faults', ['test/e2e', 'test/faults'], { QINGDAN_CHROMIUM: findChromium() }, ['--no-file-parallelism']);
}

function step(name, command, args) {
  const began = Date.now();
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${result.status === 0 ? '✓' : '✗'} ${name}  ${seconds}s`);
  count(result.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

function vitest(name, files, env, options = []) {
  const output = join(folder, `${totals.passed}-${totals.failed}.json`);
  mkdirSync(dirname(output), { recursive: true });
  console.log(`— ${name}`);
  const result = spawnSync(bin('vitest'), ['run', ...files, ...options, '--reporter=dot', '--reporter=json', `--outputFile=${output}`], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const report = read(output);
  count(
    report === null
      ? { passed: 0, failed: 1 }
      : { passed: report.numPassedTests, failed: report.numFailedTests + (result.status !== 0 && report.numFailedTests === 0 ? 1 : 0) },
  );
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function count({ passed, failed }) {
  totals.passed += passed;
  totals.failed += failed;
}
