import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { askKinds, pressureKinds } from '../reading/index.ts';
import { Demand, demandFields } from './demand.ts';
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
};

export type Expression = () => unknown;

export interface ExpressionCompiler {
  /** Throws with the reason when the expression does not parse, names an unknown field, or is of another type. */
  check(source: string): { readonly type: string; readonly error: string | null };
  compile(source: string): Expression;
  ast(source: string): ASTNode;
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
  const environment = new Environment()
    .registerType('Demand', { ctor: Demand, fields: demandFields })
    .registerVariable('demand', 'Demand')
    .registerFunction('says(string): bool', (mark: string) => now().says(mark))
    .registerFunction('count(string): double', (mark: string) => now().hits(mark).length)
    .registerFunction('kindsOf(string): double', (mark: string) => now().kindsOf(mark))
    .registerFunction('number(string): double', (mark: string) => now().number(mark))
    .registerFunction('together(string, string): bool', (one: string, other: string) => now().together(one, other))
    .registerFunction('near(string, string): bool', (one: string, other: string) => now().near(one, other))
    .registerFunction('asks(string): double', (kind: string) => now().asks(kind))
    .registerFunction('asksEvery(string, string): bool', (kind: string, frequency: string) => now().asksEvery(kind, frequency))
    .registerFunction('presses(string): bool', (kind: string) => now().presses(kind))
    .registerFunction('pressesEvery(string, string): bool', (kind: string, frequency: string) => now().pressesEvery(kind, frequency))
    .registerFunction('behaves(list<string>): double', (behaviours: string[]) => now().behaves(behaviours))
    // A parameter that is not set compares with nothing: the condition fails and the rule is undecided (docs/rules.md, Effects).
    .registerFunction('param(string): double', (name: string) => Number(now().param(name) ?? Number.NaN))
    .registerFunction('dueWith(string): double', (mark: string) => now().dueWith(mark))
    .registerFunction('lapsedWith(string): double', (mark: string) => now().lapsedWith(mark))
    .registerFunction('setting(string): string', (name: string) => String(now().param(name)));
  return {
    check(source) {
      const result = environment.check(source);
      return {
        type: result.valid ? String(result.type) : '',
        error: result.valid ? null : (result.error?.message.split('\n')[0] ?? 'invalid'),
      };
    },
    compile(source) {
      let run: ReturnType<typeof environment.parse> | null = null;
      return () => {
        run ??= environment.parse(source);
        return run({ demand: now().demand });
      };
    },
    ast: (source) => environment.parse(source).ast,
    look(next) {
      view = next;
    },
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
