import { readdirSync, readFileSync } from 'node:fs';
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

/** Reads rulebooks/: words.yaml with the shared lists, and one folder a rulebook with one YAML file a family. */
export function compileFolder(folder: string): CompiledWithCases {
  const complaints: Complaint[] = [];
  const load = (path: string): unknown => parse(readFileSync(path, 'utf8'));
  const shared = Object.fromEntries(Object.entries(load(join(folder, 'words.yaml')) ?? {}));
  const words = Object.fromEntries(
    Object.entries(shared['words'] ?? {}).map(([name, list]) => [name, Array.isArray(list) ? list.map(String) : []]),
  );
  const marks = parseMarks(shared['marks'], 'words.yaml', complaints);
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
  const compiled: CompiledRulebooks = { marks, words, rulebooks };
  return { compiled, cases, complaints: [...complaints, ...validate(compiled, cases)] };
}
