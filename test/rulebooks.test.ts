import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compiledRulebooks, runCases } from '../src/engines/rulebook/index.ts';
import { compileFolder } from '../scripts/rulebooks-folder.ts';

const { compiled, cases, complaints } = compileFolder('rulebooks');

describe('rulebooks/', () => {
  it('holds: no dead rule, no unknown name, no missing case, no long mend', () => {
    expect(complaints).toEqual([]);
  });

  it('is what the compiled files say', () => {
    expect(compiledRulebooks).toEqual(JSON.parse(JSON.stringify(compiled)));
    expect(JSON.parse(readFileSync('src/engines/rulebook/cases.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(Object.fromEntries(cases))),
    );
  });

  it('has all 173 entries, each once', () => {
    const ids = compiled.rulebooks.flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(ids).toHaveLength(173);
    expect(new Set(ids).size).toBe(173);
  });

  it.each(compiled.rulebooks.map(({ id }) => id))('%s: every case comes out as written', (id) => {
    expect(runCases(compiled, cases, id).filter(({ passed }) => !passed)).toEqual([]);
  });

  it('never words a project rule or an estimate as law', () => {
    const worded = compiled.rulebooks.flatMap(({ rules }) =>
      rules.filter(({ ground, source }) => ground === 'law' && source.confidence === 'project'),
    );
    expect(worded.map(({ id }) => id)).toEqual([]);
  });
});
