import { describe, expect, it } from 'vitest';
import cases from './cases.json' with { type: 'json' };
import { compiledRulebooks } from './compiled.ts';
import { fullId, type RuleCase } from './rule.ts';

/** JSON only loses the literal types. */
const casesOf = new Map(Object.entries(cases as unknown as Readonly<Record<string, readonly RuleCase[]>>));

describe('mends', () => {
  // One that asks a register or another desk changes no words.
  const textual = compiledRulebooks.rulebooks.flatMap((rulebook) =>
    rulebook.rules
      .filter((rule) => rule.when !== null && rule.mend !== null && rule.needs.includes('text'))
      .map((rule) => [fullId(rulebook, rule), rule.mend] as const),
  );

  it.each(textual)('%s shows a notice as its mend makes it: %s', (id) => {
    expect((casesOf.get(id) ?? []).filter(({ mended }) => mended !== null).map(({ expect: outcome }) => outcome)).toContain('fires');
  });

  it('are most of them textual', () => {
    expect(textual.length).toBeGreaterThan(100);
  });
});
