import type { CompiledRulebooks } from './rule.ts';
import compiled from './rulebooks.json' with { type: 'json' };

/** The rulebooks as scripts/rulebooks.ts wrote them. The script parses and validates each rule; JSON only loses the literal types. */
export const compiledRulebooks = compiled as unknown as CompiledRulebooks;
