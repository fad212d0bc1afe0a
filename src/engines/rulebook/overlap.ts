import type { Complaint } from './parse.ts';
import { fullId, type CompiledRulebooks, type Rule } from './rule.ts';

interface Placed {
  readonly id: string;
  readonly rule: Rule;
  readonly condition: string;
}

/**
 * Rules of the same days and the same issuers that contradict each other: the same condition with another effect, or one that asks for what
 * the other forbids, so that no text satisfies both.
 */
export function contradictions(compiled: CompiledRulebooks): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const seen = new Map<string, Placed[]>();
  for (const rulebook of compiled.rulebooks) {
    for (const rule of rulebook.rules) {
      if (rule.when === null) continue;
      const placed = { id: fullId(rulebook, rule), rule, condition: inWords(rule, rule.when) };
      const scope = inWords(rule, rule.applies ?? '');
      for (const other of seen.get(`${scope}|${placed.condition}`) ?? [])
        if (meet(placed.rule, other.rule) && firstEffect(placed.rule) !== firstEffect(other.rule))
          complaints.push({ path: placed.id, detail: `has the condition of ${other.id} and another effect` });
      for (const other of seen.get(`${scope}|${denied(placed.condition)}`) ?? [])
        if (meet(placed.rule, other.rule))
          complaints.push({ path: placed.id, detail: `asks for what ${other.id} forbids: one of both fires on any text` });
      const key = `${scope}|${placed.condition}`;
      seen.set(key, [...(seen.get(key) ?? []), placed]);
    }
  }
  return complaints;
}

const firstEffect = (rule: Rule): string => rule.grades.map(({ effect, when }) => `${effect} ${inWords(rule, when)}`).join(', ');

/** A condition with its marks written out: the same name means other words in another rule. */
function inWords(rule: Rule, condition: string): string {
  return condition
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/"([^"]*)"/g, (quoted, name: string) => (rule.marks[name] === undefined ? quoted : JSON.stringify(rule.marks[name])));
}

const denied = (condition: string): string =>
  condition.startsWith('!') ? condition.slice(1).replace(/^\((.*)\)$/s, '$1') : `!${condition}`;

function meet(one: Rule, other: Rule): boolean {
  const before = (to: string | null, from: string | null): boolean => to !== null && from !== null && to < from;
  return (
    !before(one.inForce.to, other.inForce.from) &&
    !before(other.inForce.to, one.inForce.from) &&
    shared(one.subject, other.subject) &&
    shared(one.appliesTo, other.appliesTo)
  );
}

const shared = (one: readonly string[], other: readonly string[]): boolean =>
  one.includes('any') || other.includes('any') || one.some((name) => other.includes(name));
