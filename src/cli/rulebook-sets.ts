import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse } from 'yaml';
import cnCases from '../engines/rulebook/cases.json' with { type: 'json' };
import usCases from '../engines/rulebook/us-pra.cases.json' with { type: 'json' };
import usPra from '../engines/rulebook/us-pra.json' with { type: 'json' };
import { compileBeside, compiledRulebooks, type CompiledRulebooks, type RuleCase, type RuleFile } from '../engines/rulebook/index.ts';
import { Problem } from '../problem.ts';
import { usage } from './command.ts';

export interface RulebookSet {
  readonly compiled: CompiledRulebooks;
  readonly cases: ReadonlyMap<string, readonly RuleCase[]>;
}

type Cases = Readonly<Record<string, readonly RuleCase[]>>;

const product: RulebookSet = { compiled: compiledRulebooks, cases: new Map(Object.entries(cnCases as Cases)) };

/** scripts/rulebooks.ts parsed and validated each rule; JSON only loses the literal types. */
const others: readonly RulebookSet[] = [
  { compiled: usPra as unknown as CompiledRulebooks, cases: new Map(Object.entries(usCases as unknown as Cases)) },
];

export interface Chosen {
  readonly sets: readonly RulebookSet[];
  /** Only this rulebook of the sets; null is all. */
  readonly rulebook: string | null;
}

/** Everything that comes with the product, of every country. */
export const everySet: readonly RulebookSet[] = [product, ...others];

/**
 * What `--rulebook` names: a rulebook of the product (cn-2024), that of another country (us-pra), or a YAML file or a folder of YAML files
 * with rules of a place, which stand beside those of the product and are compiled here.
 */
export function chooseRulebook(name: string | null, cwd: string): Chosen {
  if (name === null) return { sets: [product], rulebook: null };
  for (const set of everySet) if (set.compiled.rulebooks.some(({ id }) => id === name)) return { sets: [set], rulebook: name };
  const path = resolve(cwd, name);
  if (existsSync(path)) return { sets: [readRulebook(path, name)], rulebook: null };
  const known = everySet.flatMap(({ compiled }) => compiled.rulebooks.map(({ id }) => id));
  throw usage(`没有 ${name} 这本规则，也没有这个文件；有：${known.join(' ')} · no such rulebook or file`);
}

function readRulebook(path: string, name: string): RulebookSet {
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
  return { compiled, cases };
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
