import type { Finding, ParamValue, Rulebook } from '../../engines/rulebook/index.ts';

/** State of a change of the place's rules, folded from its acts. That a version is in force or superseded follows from its date. */
export type ChangeState = 'draft' | 'proposed' | 'rejected' | 'approved' | 'withdrawn';

export type ChangeActKind =
  | 'draft' // a version of what shall change was saved by its author
  | 'propose' // laid before the other gatekeepers
  | 'approve' // 第二人同意: a version with a date
  | 'reject' // not like this, with a reason; the author may write it anew
  | 'withdraw'; // the author takes it back

/** What may happen next, by state: the buttons on screen and the refusals of the server come from this one table. */
export const nextChangeActs = {
  draft: ['draft', 'propose', 'withdraw'],
  proposed: ['approve', 'reject', 'withdraw'],
  rejected: ['draft', 'withdraw'],
  approved: [],
  withdrawn: [],
} as const satisfies Record<ChangeState, readonly ChangeActKind[]>;

const after: Readonly<Record<ChangeActKind, ChangeState>> = {
  draft: 'draft',
  propose: 'proposed',
  approve: 'approved',
  reject: 'rejected',
  withdraw: 'withdrawn',
};

export function changeStateAfter(act: ChangeActKind): ChangeState {
  return after[act];
}

export function mayFollow(state: ChangeState, act: ChangeActKind): boolean {
  return (nextChangeActs[state] as readonly ChangeActKind[]).includes(act);
}

/** These belong to the author alone; approving and rejecting to everybody else at the gate. */
export const authorActs: readonly ChangeActKind[] = ['draft', 'propose', 'withdraw'];

export interface ParamChange {
  readonly name: string;
  /** Null: back to what the product says. */
  readonly value: ParamValue;
  /** 依据: why this place wants another value. */
  readonly basis: string;
}

/** What a change wants: other values of parameters, and the whole text of the place's own rules or null to leave them as they are. */
export interface ChangeContent {
  readonly title: string;
  /** YYYY-MM-DD, tomorrow at the earliest when it is approved. */
  readonly inForceFrom: string;
  readonly params: readonly ParamChange[];
  readonly yaml: string | null;
  /** The version that it was written upon; 0 where the place has none. */
  readonly base: number;
}

export interface LocalParam {
  readonly value: ParamValue;
  readonly basis: string;
}

/** The place's rules as one version leaves them. Compiled rules are kept: a later parser must not read the old text otherwise. */
export interface LocalRules {
  readonly v: 1;
  readonly params: Readonly<Record<string, LocalParam>>;
  readonly yaml: string;
  readonly rulebooks: readonly Rulebook[];
}

export const noLocalRules: LocalRules = { v: 1, params: {}, yaml: '', rulebooks: [] };

/** Parameters after a change; a value of null takes the place's own away. */
export function changedParams(base: LocalRules, changes: readonly ParamChange[]): Readonly<Record<string, LocalParam>> {
  const params: Record<string, LocalParam> = { ...base.params };
  for (const { name, value, basis } of changes) {
    if (value === null) delete params[name];
    else params[name] = { value, basis };
  }
  return params;
}

/** What the gate makes of a text with these findings. */
export type Outcome = 'refuse' | 'justify' | 'pass';

export function outcomeOf(findings: readonly Finding[]): Outcome {
  const decided = findings.filter(({ undecided }) => !undecided);
  if (decided.some(({ effect }) => effect === 'refuse')) return 'refuse';
  return decided.some(({ effect }) => effect === 'justify') ? 'justify' : 'pass';
}

export interface RulesDifference {
  readonly params: readonly { readonly name: string; readonly before: LocalParam | null; readonly after: LocalParam | null }[];
  readonly rules: readonly { readonly id: string; readonly title: string; readonly what: 'added' | 'removed' | 'changed' }[];
  /** Lines of the rules' text that went and that came. */
  readonly lines: readonly { readonly sign: '+' | '-'; readonly text: string }[];
}

/** What one version of the place's rules says that the other does not. */
export function differenceOf(before: LocalRules, next: LocalRules): RulesDifference {
  const names = [...new Set([...Object.keys(before.params), ...Object.keys(next.params)])].sort();
  const [old, young] = [rulesById(before), rulesById(next)];
  const ids = [...new Set([...old.keys(), ...young.keys()])].sort();
  return {
    params: names
      .map((name) => ({ name, before: before.params[name] ?? null, after: next.params[name] ?? null }))
      .filter((param) => JSON.stringify(param.before) !== JSON.stringify(param.after)),
    rules: ids
      .filter((id) => old.get(id)?.text !== young.get(id)?.text)
      .map((id) => ({
        id,
        title: (young.get(id) ?? old.get(id))?.title ?? '',
        what: old.has(id) ? (young.has(id) ? 'changed' : 'removed') : 'added',
      })),
    lines: lineDifference(before.yaml, next.yaml),
  };
}

function rulesById(local: LocalRules): Map<string, { readonly title: string; readonly text: string }> {
  return new Map(
    local.rulebooks.flatMap(({ id, rules }) =>
      rules.map((rule) => [`${id}/${rule.id}`, { title: rule.title, text: JSON.stringify(rule) }] as const),
    ),
  );
}

/** Lines in only one of the texts, in their order: enough to see what an edit did, linear in the texts. */
function lineDifference(before: string, next: string): RulesDifference['lines'] {
  const [old, young] = [before.split('\n'), next.split('\n')];
  const [inOld, inYoung] = [new Set(old), new Set(young)];
  const lines = (texts: readonly string[], other: ReadonlySet<string>, sign: '+' | '-') =>
    texts.filter((text) => text.trim() !== '' && !other.has(text)).map((text) => ({ sign, text }));
  return [...lines(old, inYoung, '-'), ...lines(young, inOld, '+')].slice(0, 400);
}
