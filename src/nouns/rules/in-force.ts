import { createHash } from 'node:crypto';
import { canonical } from '../../base/canonical.ts';
import type { Json } from '../../base/json.ts';
import { compiledRulebooks, type CompiledRulebooks, type ParamValue } from '../../engines/rulebook/index.ts';
import { Problem } from '../../problem.ts';
import type { Db, Trx } from '../../platform/db/index.ts';
import { paramFault, paramsOf } from './params.ts';
import { noLocalRules, type LocalRules } from './rules.ts';
import { findRulebookText, findVersion, hasRulebookText, insertRulebookText, versionOn } from './store.ts';

/** The rules that one text is held against, and the name under which they can be found again. */
export interface RulesInForce {
  /** SHA-256 of the product's compiled rulebooks (hex): the key of the text that is kept. */
  readonly product: string;
  /** The place's version, or 0 where it has none in force. */
  readonly version: number;
  /** SHA-256 over both (hex): named by the terms and by their leaf in the log. */
  readonly digest: string;
  readonly sets: readonly CompiledRulebooks[];
  readonly params: Readonly<Record<string, ParamValue>>;
}

export function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(canonical(value as Json))
    .digest('hex');
}

let known: { readonly digest: string; readonly content: string } | null = null;

/** The product's rulebooks as they are kept: canonical JSON and its hash. */
export function productText(): { readonly digest: string; readonly content: string } {
  if (known === null) {
    const content = canonical(compiledRulebooks as unknown as Json);
    known = { content, digest: createHash('sha256').update(content).digest('hex') };
  }
  return known;
}

/** The rules in force in a county on a day. Their text is kept before anything is judged by it, so that it replays after an upgrade. */
export async function rulesOn(trx: Db | Trx, county: string, day: string, now: Date): Promise<RulesInForce> {
  const { digest, content } = productText();
  if (!(await hasRulebookText(trx, digest))) await insertRulebookText(trx, { digest, content, at: now, leaf: null });
  const found = await versionOn(trx, county, day);
  return joined(compiledRulebooks, digest, found === null ? null : await localOf(trx, county, found.version, found.digest));
}

/** The rules of a past judgement, from what was kept; null where the text is not there. */
export async function rulesOfThen(db: Db | Trx, county: string, product: string, version: number): Promise<RulesInForce | null> {
  const books = await productOf(db, product);
  if (books === null) return null;
  if (version === 0) return joined(books, product, null);
  const found = await findVersion(db, county, version);
  return found === null ? null : joined(books, product, { version, digest: found.digest, content: found.content });
}

/** The rules as they would be with a draft of the place's rules. */
export function rulesWith(content: LocalRules, version: number): RulesInForce {
  return joined(compiledRulebooks, productText().digest, { version, digest: digestOf(content), content });
}

interface Local {
  readonly version: number;
  readonly digest: string;
  readonly content: LocalRules;
}

function joined(books: CompiledRulebooks, product: string, local: Local | null): RulesInForce {
  const content = local?.content ?? noLocalRules;
  const entries = paramsOf(books);
  // An article that became stricter since overrides what the place once set.
  const params = Object.fromEntries(
    Object.entries(content.params).flatMap(([name, { value }]) => (paramFault(entries.get(name), value) === null ? [[name, value]] : [])),
  );
  return {
    product,
    version: local?.version ?? 0,
    digest: digestOf({ product, local: local?.digest ?? null }),
    sets: content.rulebooks.length === 0 ? [books] : [books, beside(books, product, content, local?.digest ?? '')],
    params,
  };
}

/** Compiled rules are found by the object that holds them: the same text gives the same object, for as long as it is among the last ones. */
const kept = new Map<string, CompiledRulebooks>();

function beside(books: CompiledRulebooks, product: string, { rulebooks }: LocalRules, digest: string): CompiledRulebooks {
  return remembered(`${product} ${digest}`, () => ({ ...books, rulebooks }));
}

function remembered(key: string, make: () => CompiledRulebooks): CompiledRulebooks {
  const found = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, found);
  const [oldest] = kept.keys();
  if (kept.size > 40 && oldest !== undefined) kept.delete(oldest);
  return found;
}

async function productOf(db: Db | Trx, digest: string): Promise<CompiledRulebooks | null> {
  if (digest === productText().digest) return compiledRulebooks;
  const cached = kept.get(digest);
  if (cached !== undefined) return cached;
  const text = await findRulebookText(db, digest);
  if (text === null) return null;
  if (createHash('sha256').update(text).digest('hex') !== digest)
    throw new Problem('log.damaged', { detail: `规则库正文与摘要不符：${digest} the kept text of the rules does not match its hash` });
  return remembered(digest, () => JSON.parse(text) as CompiledRulebooks);
}

const locals = new Map<string, Local>();

async function localOf(trx: Db | Trx, county: string, version: number, digest: string): Promise<Local | null> {
  const key = `${county} ${version} ${digest}`;
  const cached = locals.get(key);
  if (cached !== undefined) return cached;
  const found = await findVersion(trx, county, version);
  if (found === null) return null;
  const local = { version, digest, content: found.content };
  if (locals.size > 200) locals.clear();
  locals.set(key, local);
  return local;
}
