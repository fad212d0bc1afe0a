import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compiledRulebooks, type CompiledRulebooks, type RuleCase } from '../engines/rulebook/index.ts';
import { usage } from './command.ts';
import type { RulebookSet } from './rulebook-file.ts';

type Cases = Readonly<Record<string, readonly RuleCase[]>>;
const mapped = (cases: unknown): ReadonlyMap<string, readonly RuleCase[]> => new Map(Object.entries(cases as Cases));

/** Cases and the rulebooks of other countries are loaded for who asks for them: `check` starts in half a second. */
const product: RulebookSet = {
  compiled: compiledRulebooks,
  cases: async () => mapped((await import('../engines/rulebook/cases.json', { with: { type: 'json' } })).default),
};

/** scripts/rulebooks.ts parsed and validated each rule; JSON only loses the literal types. */
const others: readonly (() => Promise<RulebookSet>)[] = [
  async () => ({
    compiled: (await import('../engines/rulebook/us-pra.json', { with: { type: 'json' } })).default as unknown as CompiledRulebooks,
    cases: async () => mapped((await import('../engines/rulebook/us-pra.cases.json', { with: { type: 'json' } })).default),
  }),
];

export interface Chosen {
  readonly sets: readonly RulebookSet[];
  /** Only this rulebook of the sets; null is all. */
  readonly rulebook: string | null;
}

/** Everything that comes with the product, of every country. */
export const everySet = async (): Promise<readonly RulebookSet[]> => [product, ...(await Promise.all(others.map((load) => load())))];

/** What `--rulebook` names: a rulebook of the product (cn-2024), that of another country (us-pra), or a YAML file or a folder of YAML files. */
export async function chooseRulebook(name: string | null, cwd: string): Promise<Chosen> {
  if (name === null) return { sets: [product], rulebook: null };
  const sets = await everySet();
  for (const set of sets) if (set.compiled.rulebooks.some(({ id }) => id === name)) return { sets: [set], rulebook: name };
  const path = resolve(cwd, name);
  if (existsSync(path)) return { sets: [(await import('./rulebook-file.ts')).readRulebook(path, name)], rulebook: null };
  const known = sets.flatMap(({ compiled }) => compiled.rulebooks.map(({ id }) => id));
  throw usage(`没有 ${name} 这本规则，也没有这个文件；有：${known.join(' ')} · no such rulebook or file`);
}
