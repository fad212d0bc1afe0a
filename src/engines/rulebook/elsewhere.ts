import { inOrder } from './judge.ts';
import { countryOf } from './countries/index.ts';
import { fullId, type CompiledRulebooks, type Effect, type Finding, type ParamValue } from './rule.ts';

/** What other papers show of a rule that the notice alone leaves undecided. */
export interface Shown {
  /** The rule's own id, without the name of its rulebook. */
  readonly rule: string;
  readonly effect: Effect;
  readonly message: string;
  readonly place: { readonly quote: string; readonly start: number; readonly end: number };
}

export interface Register {
  readonly sets: readonly CompiledRulebooks[];
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** Only this rulebook. */
  readonly rulebook?: string | null;
  /** YYYY-MM-DD of the demand: a rule that was not in force then shows nothing. */
  readonly date: string | null;
}

/**
 * Rules that need a parent or other demands (需要 X, O of the register of rules), decided by whoever holds those papers: `looked` names the rules
 * that were looked at, `shown` what came out. A rule looked at is undecided no longer.
 */
export function decide(
  findings: readonly Finding[],
  looked: readonly string[],
  shown: readonly Shown[],
  register: Register,
): readonly Finding[] {
  const short = (id: string): string => id.slice(id.lastIndexOf('/') + 1);
  const left = findings.filter(({ rule, undecided }) => !(undecided && looked.includes(short(rule))));
  const made = shown.flatMap((one) => findingOf(one, register));
  const known = new Set(left.map(({ rule, start }) => `${rule} ${start}`));
  return inOrder([...left, ...made.filter(({ rule, start }) => !known.has(`${rule} ${start}`))]);
}

/** A parameter of a rule as the place or the rulebook sets it; null where it is not set or the rule is not there. */
export function paramOf({ sets, params }: Register, rule: string, name: string): ParamValue {
  const local = params?.[name];
  if (local !== undefined) return local;
  for (const { rulebooks } of sets)
    for (const { rules } of rulebooks) for (const one of rules) if (one.id === rule) return one.params[name]?.default ?? null;
  return null;
}

function findingOf({ rule: id, effect, message, place }: Shown, { sets, rulebook: only, date }: Register): Finding[] {
  for (const { rulebooks, country } of sets) {
    const { words } = countryOf(country);
    for (const rulebook of rulebooks) {
      const rule = rulebook.rules.find((one) => one.id === id);
      if (rule === undefined || (only !== undefined && only !== null && only !== rulebook.id)) continue;
      const { from, to } = rule.inForce;
      if (date === null ? to !== null : (from !== null && date < from) || (to !== null && date > to)) return [];
      const { title, article, modality, mend } = rule;
      const { confidence } = rule.source;
      const source = words.grounds[rule.ground];
      const inForce = rulebook.publicFrom !== null && date !== null && date < rulebook.publicFrom ? words.notYetPublic : null;
      return [
        {
          rule: fullId(rulebook, rule),
          title,
          article,
          modality,
          effect,
          undecided: false,
          confidence,
          source,
          inForce,
          message,
          mend,
          ...place,
        },
      ];
    }
  }
  return [];
}
