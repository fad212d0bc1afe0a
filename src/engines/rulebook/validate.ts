import type { ASTNode } from '@marcbachmann/cel-js';
import { countryOf, isCountry } from './countries/index.ts';
import { demandFields } from './demand.ts';
import { createCompiler, frequencies, functionArguments, namesOf, type ExpressionCompiler } from './environment.ts';
import { compileMark } from './marks.ts';
import { contradictions } from './overlap.ts';
import type { Complaint } from './parse.ts';
import { PhraseError } from './phrase.ts';
import type { CompiledRulebooks, Mark, Rule, RuleCase } from './rule.ts';

/**
 * Everything that makes the build of the rulebooks fail, told together. `base` are rulebooks that hold already and whose shared marks and
 * words these use: a place's own rules beside those of the law.
 */
export function validate(
  compiled: CompiledRulebooks,
  cases: ReadonlyMap<string, readonly RuleCase[]>,
  base: CompiledRulebooks | null = null,
): readonly Complaint[] {
  const complaints: Complaint[] = [];
  if (!isCountry(compiled.country)) return [{ path: compiled.country, detail: 'is no country that the engine has words for' }];
  const compiler = createCompiler();
  const seen = new Set(base?.rulebooks.flatMap(({ rules }) => rules.map(({ id }) => id)) ?? []);
  const used = new Set<string>();
  if (base === null) checkMarks('words', compiled.marks, compiled, complaints);
  for (const rulebook of compiled.rulebooks) {
    for (const rule of rulebook.rules) {
      const at = `${rulebook.id}/${rule.id}`;
      // Programs compare the part after the last slash, so an id is unique across rulebooks (docs/rules.md).
      if (seen.has(rule.id)) complaints.push({ path: at, detail: 'this id is used twice' });
      seen.add(rule.id);
      checkMarks(at, rule.marks, compiled, complaints);
      for (const name of checkRule(rule, at, compiled, compiler, complaints)) used.add(name);
      checkCases(rule, at, cases.get(at) ?? [], complaints);
    }
  }
  for (const name of base === null ? Object.keys(compiled.marks) : [])
    if (!used.has(name) && !entryMarks.has(name)) complaints.push({ path: `words ${name}`, detail: 'no rule uses this shared mark' });
  return [...complaints, ...contradictions(compiled)];
}

/** Shared marks that the engine itself reads: entries that a text states (docs/rules.md, What is declared), and titles that withdraw. */
export const entryMarks: ReadonlySet<string> = new Set([
  'planStated',
  'filingStated',
  'listStated',
  'approvalStated',
  'assessmentStated',
  'ends',
]);

function checkMarks(at: string, marks: Readonly<Record<string, Mark>>, compiled: CompiledRulebooks, complaints: Complaint[]): void {
  for (const [name, mark] of Object.entries(marks)) {
    if (mark.phrases.length === 0) complaints.push({ path: `${at} ${name}`, detail: 'a mark without phrases never stands' });
    try {
      const { phrases, unless } = compileMark(mark, compiled.words, countryOf(compiled.country));
      for (const phrase of [...phrases, ...unless]) void phrase.pattern;
    } catch (error) {
      if (!(error instanceof PhraseError)) throw error;
      complaints.push({ path: `${at} ${name}`, detail: error.message });
    }
  }
}

/** Returns the names of marks that the rule uses. */
function checkRule(
  rule: Rule,
  at: string,
  compiled: CompiledRulebooks,
  compiler: ExpressionCompiler,
  complaints: Complaint[],
): ReadonlySet<string> {
  const used = new Set<string>();
  const params = new Set<string>();
  const known = {
    mark: new Set([...Object.keys(rule.marks), ...Object.keys(compiled.marks), ...readMarks]),
    param: new Set(Object.keys(rule.params)),
    ask: new Set(namesOf.ask),
    pressure: new Set(namesOf.pressure),
  };
  const complain = (detail: string): number => complaints.push({ path: at, detail });
  for (const source of expressionsOf(rule)) {
    const { type, error } = compiler.check(source);
    if (error !== null) complain(`${source}: ${error}`);
    else if (type !== 'bool') complain(`${source}: is of type ${type}, a condition is bool`);
    else {
      for (const { kind, name } of namesIn(compiler.ast(source))) {
        if (kind === 'frequency' ? !frequencies.includes(name) : !known[kind].has(name))
          complain(`${source}: no ${kind} is called ${name}`);
        if (kind === 'mark') used.add(name);
        if (kind === 'param') params.add(name);
      }
    }
  }
  for (const at of rule.at) checkPlace(at, known.mark, used, complain);
  for (const key of placeholders(rule)) checkPlaceholder(key, known, used, params, complain);
  for (const name of Object.keys(rule.marks)) if (!used.has(name)) complain(`mark ${name} is used by no condition`);
  if (!rule.informative && rule.decidedElsewhere === null) {
    for (const [name, param] of Object.entries(rule.params))
      if (!params.has(name) && param.default !== null) complain(`parameter ${name} is used by no condition`);
  }
  for (const [name, param] of Object.entries(rule.params))
    if (param.provenance === 'official' && typeof param.default === 'number' && param.stricter === null)
      complain(`parameter ${name} is official: say which way is stricter`);
  checkText(rule, complain, countryOf(compiled.country).mendLimit);
  return used;
}

function checkText(rule: Rule, complain: (detail: string) => number, mendLimit: number): void {
  if (rule.title === '') complain('has no title');
  if (rule.source.name === '') complain('names no source');
  if (rule.mend !== null && [...rule.mend].length > mendLimit)
    complain(`mend has ${[...rule.mend].length} characters, ${mendLimit} at most`);
  if (rule.informative) return;
  if (rule.when === null && rule.undecidedWhen === null && rule.decidedElsewhere === null)
    complain('is dead: it has no condition and is not informative');
  if (rule.when !== null && rule.message === '') complain('has a condition but no message');
  if (rule.when !== null && rule.mend === null) complain('has a condition but no mend');
  if (rule.when !== null && rule.grades.length === 0) complain('has a condition but no effect');
}

function expressionsOf(rule: Rule): readonly string[] {
  return [
    rule.applies,
    rule.when,
    rule.undecidedWhen,
    ...rule.exceptions.map(({ when }) => when),
    ...rule.grades.map(({ when }) => when),
  ].filter((source) => source !== null);
}

function checkPlace(at: string, marks: ReadonlySet<string>, used: Set<string>, complain: (detail: string) => number): void {
  if (marks.has(at)) used.add(at);
  else complain(`at: nothing is called ${at}`);
}

function placeholders(rule: Rule): readonly string[] {
  return [...`${rule.message} ${rule.undecidedMessage ?? ''}`.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
}

function checkPlaceholder(
  key: string,
  known: { readonly mark: ReadonlySet<string>; readonly param: ReadonlySet<string> },
  used: Set<string>,
  params: Set<string>,
  complain: (detail: string) => number,
): void {
  const [kind = '', name = ''] = key.split(':');
  if (key === 'quote') return;
  if (key.startsWith('demand.') && Object.keys(demandFields).includes(key.slice('demand.'.length))) return;
  if ((kind === 'number' || kind === 'count') && known.mark.has(name)) used.add(name);
  else if (kind === 'param' && known.param.has(name)) params.add(name);
  else complain(`message: nothing is called {${key}}`);
}

/** What the reading finds may stand where a mark may. */
const readMarks = [...namesOf.ask.map((kind) => `ask:${kind}`), ...namesOf.pressure.map((kind) => `pressure:${kind}`)];

type NameKind = 'mark' | 'ask' | 'pressure' | 'param' | 'frequency';

/** Literal names in calls of our functions, found in the syntax tree. */
function namesIn(node: ASTNode): readonly { readonly kind: NameKind; readonly name: string }[] {
  const names: { kind: NameKind; name: string }[] = [];
  visit(node, (call, values) => {
    if (call === 'behaves') names.push(...values.map((name) => ({ kind: 'mark' as const, name })));
    const kind = functionArguments[call];
    if (kind === undefined) return;
    values.forEach((name, index) => names.push({ kind: index === 1 && call.endsWith('Every') ? 'frequency' : kind, name }));
  });
  return names;
}

function visit(node: unknown, onCall: (name: string, literals: readonly string[]) => void): void {
  if (Array.isArray(node)) for (const child of node) visit(child, onCall);
  if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return;
  const { op, args } = node;
  if (op === 'call' && Array.isArray(args) && typeof args[0] === 'string') onCall(args[0], literalsIn(args[1]));
  visit(args, onCall);
}

function literalsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(literalsIn);
  if (typeof node !== 'object' || node === null || !('op' in node) || !('args' in node)) return [];
  if (node.op === 'value') return typeof node.args === 'string' ? [node.args] : [];
  return node.op === 'list' ? literalsIn(node.args) : [];
}

/** Two firing and two silent cases for what can fire; undecided cases for what waits for a register or a parameter. */
function checkCases(rule: Rule, at: string, cases: readonly RuleCase[], complaints: Complaint[]): void {
  if (rule.informative) return;
  const number = (expect: string): number => cases.filter((entry) => entry.expect === expect).length;
  const waits =
    rule.decidedElsewhere !== null ||
    rule.undecidedWhen !== null ||
    Object.values(rule.params).some(({ default: given }) => given === null);
  const wanted: readonly (readonly [string, number])[] =
    rule.when === null
      ? [
          ['undecided', 1],
          ['silent', 1],
        ]
      : [
          ['fires', 2],
          ['silent', 2],
          ['undecided', waits ? 1 : 0],
        ];
  for (const { name, mended, expect } of cases)
    if (mended !== null && expect !== 'fires') complaints.push({ path: at, detail: `case ${name}: only what fires is mended` });
  for (const [expect, least] of wanted) {
    if (number(expect) < least) complaints.push({ path: at, detail: `has ${number(expect)} cases that expect ${expect}, needs ${least}` });
  }
}
