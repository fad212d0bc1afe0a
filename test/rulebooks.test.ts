import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check, compiledRulebooks, runCases } from '../src/engines/rulebook/index.ts';
import { compileFolder, compileOthers } from '../scripts/rulebooks-folder.ts';
import { codeOf, readTree } from './repository/source.ts';

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

describe('rulebooks of other countries', () => {
  it.each([...compileOthers('rulebooks')])('%s holds, is compiled, and every case comes out as written', (id, set) => {
    expect(set.complaints).toEqual([]);
    expect(JSON.parse(readFileSync(`src/engines/rulebook/${id}.json`, 'utf8'))).toEqual(JSON.parse(JSON.stringify(set.compiled)));
    expect(JSON.parse(readFileSync(`src/engines/rulebook/${id}.cases.json`, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(Object.fromEntries(set.cases))),
    );
    const results = runCases(set.compiled, set.cases);
    expect(results.length).toBeGreaterThan(40);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('judge nothing unless they are asked for', () => {
    const text = 'Department of Rural Affairs\nSurvey of Wells\n\nEach household must complete this survey.\n\nDated: March 2, 2026\n';
    const us = compileOthers('rulebooks').get('us-pra');
    if (us === undefined) throw new Error('no us-pra');
    expect(check(text).findings.filter(({ rule }) => rule.startsWith('us-pra/'))).toEqual([]);
    const { findings } = check(text, { sets: [us.compiled] });
    expect(findings.map(({ rule, effect }) => `${rule} ${effect}`)).toContain('us-pra/PRA1.1 refuse');
    for (const { quote, start, end } of findings) expect(text.slice(start, end)).toBe(quote);
  });

  /**
   * What stays, said plainly: the graph rules of history/ are those of the Provisions by number; metadata.ts tells its faults in the two
   * languages of the product.
   */
  const exceptions = /^src\/engines\/rulebook\/(countries\/|history\/|metadata\.ts$)/;

  it('the engine has no word and no name of any country outside countries/', () => {
    const files = [...readTree()].filter(([path]) => path.startsWith('src/engines/rulebook/') && path.endsWith('.ts') && !path.endsWith('.test.ts') && !exceptions.test(path)); // prettier-ignore
    expect(files.length).toBeGreaterThan(12);
    const words = files.flatMap(([path, source]) => {
      const found = /\p{Script=Han}|\b(china|chinese|federal|cn-\w+|us-\w+|omb)\b/iu.exec(codeOf(source));
      return found === null ? [] : [`${path}: ${found[0]}`];
    });
    expect(words).toEqual([]);
  });
});
