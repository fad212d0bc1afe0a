import { timeInChina } from '../../base/time.ts';
import { compiledRulebooks, type CompiledRulebooks, type Rule, type Rulebook } from '../../engines/rulebook/index.ts';
import type { Caller } from '../people/index.ts';
import { isOneOfThem } from './acts.ts';
import { paramsOf } from './params.ts';
import { readLocalRules } from './local-rules.ts';
import {
  authorActs,
  changedParams,
  nextChangeActs,
  noLocalRules,
  type ChangeActKind,
  type ChangeContent,
  type LocalRules,
} from './rules.ts';
import type { ChangeRecord, RuleVersion, StoredChangeAct } from './store.ts';

/** A rule as somebody reads it who applies the law: no expressions. */
export function ruleOf(book: Pick<Rulebook, 'id'>, rule: Rule) {
  const { id, title, article, ground, source, inForce, modality, params, exceptions, grades, approver, message, mend } = rule;
  return {
    id: `${book.id}/${id}`,
    title,
    article,
    ground,
    source: { name: source.name, url: source.url, quote: source.quote, confidence: source.confidence },
    inForce: { from: inForce.from, to: inForce.to },
    modality,
    effects: rule.informative ? [] : [...new Set(grades.map(({ effect }) => effect))],
    approver,
    exceptions: exceptions.map(({ name }) => name),
    suspendedInEmergency: rule.suspendedInEmergency,
    informative: rule.informative,
    params: Object.keys(params),
    message,
    mend,
  };
}

export function lawOf(books: CompiledRulebooks, local: LocalRules) {
  return [...books.rulebooks, ...local.rulebooks].map((book) => ({
    id: book.id,
    title: book.title,
    version: book.version,
    publicFrom: book.publicFrom,
    rules: book.rules.map((rule) => ruleOf(book, rule)),
  }));
}

/** Every parameter with what the product says and what the place says. */
export function paramsTable(local: LocalRules) {
  return [...paramsOf().values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, default: given, provenance, unit, stricter, choices, rules, past }) => ({
      name,
      value: given,
      provenance,
      unit,
      stricter,
      choices,
      rules,
      past,
      local: local.params[name] ?? null,
    }));
}

/** A rule with what only who wants to know more opens: its conditions and its cases. */
export function ruleInFull(id: string, local: LocalRules): { readonly book: Rulebook; readonly rule: Rule } | null {
  for (const book of [...compiledRulebooks.rulebooks, ...local.rulebooks]) {
    const rule = book.rules.find((one) => `${book.id}/${one.id}` === id);
    if (rule !== undefined) return { book, rule };
  }
  return null;
}

export function versionOf(
  { version, inForceFrom, digest, leaf, approvedAt, content }: RuleVersion,
  today: string,
  newer: RuleVersion | null,
) {
  return {
    version,
    inForceFrom,
    supersededFrom: newer?.inForceFrom ?? null,
    state: inForceFrom > today ? 'coming' : newer !== null && newer.inForceFrom <= today ? 'superseded' : 'inForce',
    digest,
    leaf,
    approvedAt: timeInChina(approvedAt),
    params: Object.keys(content.params).length,
    rules: content.rulebooks.reduce((sum, book) => sum + book.rules.length, 0),
  };
}

export function changeRowOf({ id, title, state, version, createdAt, updatedAt }: ChangeRecord) {
  return { id, title, state, version, createdAt: timeInChina(createdAt), updatedAt: timeInChina(updatedAt) };
}

export function actOf({ kind, at, byName, byTitle, reason, nth, leaf }: StoredChangeAct) {
  return { kind, at: timeInChina(at), by: { name: byName, post: byTitle }, reason, nth, leaf: leaf?.id ?? null };
}

/** The buttons: what may follow, less what is the author's or must not be the author's. */
export function mayOf(change: ChangeRecord, acts: readonly StoredChangeAct[], caller: Caller): ChangeActKind[] {
  if (caller.role !== 'gatekeeper') return [];
  return (nextChangeActs[change.state] as readonly ChangeActKind[]).filter((act) =>
    authorActs.includes(act) ? change.author === caller.person : !isOneOfThem(acts, caller),
  );
}

/** The place's rules as a saved draft would leave them; it was found sound when it was saved. */
export function wouldBe(base: LocalRules, county: string, content: ChangeContent): LocalRules {
  const yaml = content.yaml ?? base.yaml;
  const rulebooks = content.yaml === null ? base.rulebooks : readLocalRules(county, yaml).compiled.rulebooks;
  return { v: 1, params: changedParams(base, content.params), yaml, rulebooks };
}

export function contentOf(version: Pick<RuleVersion, 'content'> | null): LocalRules {
  return version?.content ?? noLocalRules;
}
