import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { compileBeside, compiledRulebooks, type CompiledRulebooks, type RuleCase, type RuleFile } from '../engines/rulebook/index.ts';
import { Problem } from '../problem.ts';

export interface RulebookSet {
  readonly compiled: CompiledRulebooks;
  readonly cases: () => Promise<ReadonlyMap<string, readonly RuleCase[]>>;
}

/** A YAML file, or a folder of them, with rules of a place; they stand beside those of the product and are compiled here. */
export function readRulebook(path: string, name: string): RulebookSet {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((file) => /\.ya?ml$/.test(file))
        .sort()
        .map((file) => join(path, file))
    : [path];
  if (files.length === 0) throw new Problem('input.unreadable', { detail: `${name} 里没有 .yaml 文件 · no .yaml file in it` });
  const { compiled, cases, complaints } = compileBeside(compiledRulebooks, files.map(ruleFile));
  if (complaints.length > 0)
    throw new Problem('input.invalid', { detail: `${name} 有${complaints.length}处要改 to be mended`, fields: complaints });
  return { compiled, cases: () => Promise.resolve(cases) };
}

function ruleFile(path: string): RuleFile {
  let raw: unknown;
  try {
    raw = parse(readFileSync(path, 'utf8'), { maxAliasCount: 100 });
  } catch (cause) {
    throw new Problem('input.unreadable', { detail: `${basename(path)} 不是 YAML：${firstLine(cause)} · is not YAML`, cause });
  }
  const id = typeof raw === 'object' && raw !== null && 'rulebook' in raw ? String(raw.rulebook) : '';
  return { rulebook: id, path: basename(path), raw };
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
}
