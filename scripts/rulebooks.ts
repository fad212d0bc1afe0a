/**
 * Compiles rulebooks/ (YAML, one file a family) into src/engines/rulebook/rulebooks.json, read by server, command line and browser,
 * and src/engines/rulebook/cases.json, read by `qingdan rules test` only; the rulebook of another country into ‹name›.json and
 * ‹name›.cases.json beside them. `--check` writes nothing and fails when they are stale.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCases } from '../src/engines/rulebook/cases.ts';
import type { CompiledWithCases } from '../src/engines/rulebook/compile.ts';
import { compileFolder, compileOthers } from './rulebooks-folder.ts';

const root = process.cwd();
write('rulebooks', 'cases', compileFolder(join(root, 'rulebooks')));
for (const [name, set] of compileOthers(join(root, 'rulebooks'))) write(name, `${name}.cases`, set);

function write(name: string, casesName: string, { compiled, cases, complaints }: CompiledWithCases): void {
  if (complaints.length > 0)
    throw new Error(`rulebooks/ does not hold:\n${complaints.map(({ path, detail }) => `  ${path}: ${detail}`).join('\n')}`);
  // A rule that can never fire, and a mend that leaves its rule firing, show here.
  const failed = runCases(compiled, cases).filter(({ passed }) => !passed);
  if (failed.length > 0)
    throw new Error(
      `rulebooks/: ${failed.map(({ rule, name: of, expected, got }) => `${rule} ${of}: ${expected}, but ${got}`).join('\n')}`,
    );
  keep(`${name}.json`, compiled);
  keep(`${casesName}.json`, Object.fromEntries(cases));
  const rules = compiled.rulebooks.flatMap((rulebook) => rulebook.rules);
  process.stderr.write(
    `${name}: ${rules.length} rules, ${rules.filter(({ informative }) => informative).length} informative, ${[...cases.values()].flat().length} cases\n`,
  );
}

/** An unchanged file keeps its time: the build decides by times whether it is fresh. */
function keep(file: string, value: unknown): void {
  const path = join(root, 'src/engines/rulebook', file);
  const content = `${JSON.stringify(value)}\n`;
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return;
  if (process.argv.includes('--check')) throw new Error(`${path} is stale: run scripts/rulebooks.ts`);
  writeFileSync(path, content);
}
