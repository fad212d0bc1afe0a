/**
 * Compiles rulebooks/ (YAML, one file a family) into src/engines/rulebook/rulebooks.json, read by server, command line and browser,
 * and src/engines/rulebook/cases.json, read by `qingdan rules test` only. `--check` writes nothing and fails when they are stale.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFolder } from './rulebooks-folder.ts';

const root = process.cwd();
const { compiled, cases, complaints } = compileFolder(join(root, 'rulebooks'));
if (complaints.length > 0)
  throw new Error(`rulebooks/ does not hold:\n${complaints.map(({ path, detail }) => `  ${path}: ${detail}`).join('\n')}`);
for (const [name, value] of [
  ['rulebooks.json', compiled],
  ['cases.json', Object.fromEntries(cases)],
] as const) {
  const path = join(root, 'src/engines/rulebook', name);
  const content = `${JSON.stringify(value)}\n`;
  // An unchanged file keeps its time: the build decides by times whether it is fresh.
  if (existsSync(path) && readFileSync(path, 'utf8') === content) continue;
  if (process.argv.includes('--check')) throw new Error(`${path} is stale: run scripts/rulebooks.ts`);
  writeFileSync(path, content);
}
const rules = compiled.rulebooks.flatMap((rulebook) => rulebook.rules);
process.stderr.write(
  `${rules.length} rules, ${rules.filter(({ informative }) => informative).length} informative, ${[...cases.values()].flat().length} cases\n`,
);
