import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { askKinds, pressureKinds } from '../reading/index.ts';
import { Demand, demandFields, isField } from './demand.ts';
import { closureOf, questionsOf, type Expression, type RuleFunction, type Scope } from './expression.ts';
import type { NoticeView } from './view.ts';

/** Functions of the expressions, with what their first argument may name; the build checks every name. */
export const functionArguments: Readonly<Record<string, 'mark' | 'ask' | 'pressure' | 'param'>> = {
  says: 'mark',
  count: 'mark',
  kindsOf: 'mark',
  number: 'mark',
  together: 'mark',
  near: 'mark',
  asks: 'ask',
  asksEvery: 'ask',
  presses: 'pressure',
  pressesEvery: 'pressure',
  param: 'param',
  setting: 'param',
  dueWith: 'mark',
  lapsedWith: 'mark',
  monthsWith: 'mark',
};

export interface ExpressionCompiler {
  /** Throws with the reason when the expression does not parse, names an unknown field, or is of another type. */
  check(source: string): { readonly type: string; readonly error: string | null };
  compile(source: string): Expression;
  /** The same by the library alone, and whether it is needed: for tests. */
  interpret(source: string): Expression;
  isClosed(source: string): boolean;
  ast(source: string): ASTNode;
  /** Each question to the notice that an expression asks, once. */
  parts(source: string): readonly { readonly source: string; readonly run: Expression }[];
  look(view: NoticeView): void;
}

/**
 * One environment for all rules. Functions look at the notice that was set by `look`: evaluation is synchronous, so
 * there is never a second notice in flight.
 */
export function createCompiler(): ExpressionCompiler {
  let view: NoticeView | null = null;
  const now = (): NoticeView => {
    if (view === null) throw new Error('no notice to look at');
    return view;
  };
  const functions = functionsOf(now);
  const environment = new Environment().registerType('Demand', { ctor: Demand, fields: demandFields }).registerVariable('demand', 'Demand');
  for (const [name, { takes, gives, run }] of Object.entries(functions)) {
    if (takes === 'list<string>') environment.registerFunction(`${name}(list<string>): ${gives}`, (list: string[]) => run('', '', list));
    else
      environment.registerFunction(`${name}(${takes.join(', ')}): ${gives}`, (one: string, other: string | undefined) =>
        run(one, other ?? '', []),
      );
  }
  const scope: Scope = { fields: demandFields, field: (name) => (isField(name) ? () => now().demand[name] : null), functions };
  const interpret = (source: string): Expression => {
    let run: ReturnType<typeof environment.parse> | null = null;
    return () => {
      run ??= environment.parse(source);
      return run({ demand: now().demand });
    };
  };
  const closed = (source: string): Expression | null => closureOf(environment.parse(source).ast, scope);
  return {
    check(source) {
      const result = environment.check(source);
      return {
        type: result.valid ? String(result.type) : '',
        error: result.valid ? null : (result.error?.message.split('\n')[0] ?? 'invalid'),
      };
    },
    compile(source) {
      let run: Expression | null = null;
      return () => {
        run ??= closed(source) ?? interpret(source);
        return run();
      };
    },
    interpret,
    isClosed: (source) => closed(source) !== null,
    ast: (source) => environment.parse(source).ast,
    parts: (source) => [...new Set(questionsOf(environment.parse(source).ast))].map((part) => ({ source: part, run: interpret(part) })),
    look(next) {
      view = next;
    },
  };
}

function functionsOf(now: () => NoticeView): Readonly<Record<string, RuleFunction>> {
  const one = ['string'] as const;
  const two = ['string', 'string'] as const;
  return {
    says: { takes: one, gives: 'bool', run: (mark) => now().says(mark) },
    count: { takes: one, gives: 'double', run: (mark) => now().hits(mark).length },
    kindsOf: { takes: one, gives: 'double', run: (mark) => now().kindsOf(mark) },
    number: { takes: one, gives: 'double', run: (mark) => now().number(mark) },
    together: { takes: two, gives: 'bool', run: (mark, other) => now().together(mark, other) },
    near: { takes: two, gives: 'bool', run: (mark, other) => now().near(mark, other) },
    asks: { takes: one, gives: 'double', run: (kind) => now().asks(kind) },
    asksEvery: { takes: two, gives: 'bool', run: (kind, frequency) => now().asksEvery(kind, frequency) },
    presses: { takes: one, gives: 'bool', run: (kind) => now().presses(kind) },
    pressesEvery: { takes: two, gives: 'bool', run: (kind, frequency) => now().pressesEvery(kind, frequency) },
    behaves: { takes: 'list<string>', gives: 'double', run: (_one, _other, behaviours) => now().behaves(behaviours) },
    // A parameter that is not set compares with nothing: the condition fails and the rule is undecided (docs/rules.md, Effects).
    param: { takes: one, gives: 'double', run: (name) => Number(now().param(name) ?? Number.NaN) },
    dueWith: { takes: one, gives: 'double', run: (mark) => now().dueWith(mark) },
    lapsedWith: { takes: one, gives: 'double', run: (mark) => now().lapsedWith(mark) },
    monthsWith: { takes: one, gives: 'double', run: (mark) => now().monthsWith(mark) },
    setting: { takes: one, gives: 'string', run: (name) => String(now().param(name)) },
  };
}

export const frequencies = [
  'once',
  'daily',
  'weekly',
  'tenDays',
  'halfMonthly',
  'monthly',
  'quarterly',
  'halfYearly',
  'yearly',
  'onEvent',
  'continuous',
];
export const namesOf = { ask: askKinds as readonly string[], pressure: pressureKinds as readonly string[] };
