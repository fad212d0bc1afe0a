/**
 * Compiles rulebooks/ (YAML, one file a family) into src/engines/rulebook/rulebooks.json, read by server, command line and browser,
 * and src/engines/rulebook/cases.json, read by `qingdan rules test` only. `--check` writes nothing and fails when they are stale.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Complaint, parseFile, parseMarks } from '../src/engines/rulebook/parse.ts';
import type { CompiledRulebooks, Rule, RuleCase } from '../src/engines/rulebook/rule.ts';
import { validate } from '../src/engines/rulebook/validate.ts';

export interface CompiledWithCases {
  readonly compiled: CompiledRulebooks;
  readonly cases: ReadonlyMap<string, readonly RuleCase[]>;
  readonly complaints: readonly Complaint[];
}

export function compileFolder(folder: string): CompiledWithCases {
  const complaints: Complaint[] = [];
  const load = (path: string): unknown => parse(readFileSync(path, 'utf8'));
  const shared = load(join(folder, 'words.yaml')) as { words?: Record<string, readonly string[]>; marks?: unknown };
  const marks = parseMarks(shared.marks, 'words.yaml', complaints);
  const cases = new Map<string, readonly RuleCase[]>();
  const rulebooks = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const files = readdirSync(join(folder, name))
        .filter((file) => file.endsWith('.yaml'))
        .sort();
      const parsed = files.map((file) => parseFile(load(join(folder, name, file)), `${name}/${file}`, complaints));
      for (const file of parsed) {
        if (file.rulebook !== name) complaints.push({ path: name, detail: `a file of this folder says rulebook: ${file.rulebook}` });
        for (const [id, list] of file.cases) cases.set(`${name}/${id}`, list);
      }
      const rules: readonly Rule[] = parsed.flatMap((file) => file.rules);
      return { id: name, title: parsed[0]?.title ?? name, version: Math.max(1, ...parsed.map((file) => file.version)), rules };
    });
  const compiled: CompiledRulebooks = { marks, words: shared.words ?? {}, rulebooks: rulebooks.filter(({ rules }) => rules.length > 0) };
  return { compiled, cases, complaints: [...complaints, ...validate(compiled, cases)] };
}

function main(args: readonly string[]): number {
  const root = process.cwd();
  const { compiled, cases, complaints } = compileFolder(join(root, 'rulebooks'));
  for (const { path, detail } of complaints) process.stderr.write(`${path}: ${detail}\n`);
  if (complaints.length > 0 && !args.includes('--lenient')) return 1;
  const outputs: readonly (readonly [string, string])[] = [
    ['rulebooks.json', `${JSON.stringify(compiled)}\n`],
    ['cases.json', `${JSON.stringify(Object.fromEntries(cases))}\n`],
  ];
  for (const [name, content] of outputs) {
    const path = join(root, 'src/engines/rulebook', name);
    if (!args.includes('--check')) writeFileSync(path, content);
    else if (readFileSync(path, 'utf8') !== content) {
      process.stderr.write(`${path} is stale: run scripts/rulebooks.ts\n`);
      return 1;
    }
  }
  const rules = compiled.rulebooks.flatMap((rulebook) => rulebook.rules);
  process.stdout.write(
    `${rules.length} rules, ${rules.filter(({ informative }) => informative).length} informative, ${[...cases.values()].flat().length} cases\n`,
  );
  return 0;
}

if (process.argv[1]?.includes('rulebooks')) process.exitCode = main(process.argv.slice(2));
