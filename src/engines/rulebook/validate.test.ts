import { describe, expect, it } from 'vitest';
import { type Complaint, parseFile } from './parse.ts';
import { validate } from './validate.ts';

const sound = {
  id: 'Z1.1',
  title: '通知应当提前',
  source: { name: '示例规定' },
  modality: 'generally-not',
  params: { 'x.days': { default: 2, provenance: 'project' } },
  marks: { soon: ['明天'] },
  when: 'says("soon") && demand.dueDays < param("x.days")',
  message: '太急（{quote}）',
  mend: '提前两天',
  at: ['soon'],
  cases: [
    { name: 'a', says: 'x', expect: 'fires' },
    { name: 'b', says: 'x', expect: 'fires' },
    { name: 'c', says: 'x', expect: 'silent' },
    { name: 'd', says: 'x', expect: 'silent' },
  ],
};

function complaintsOf(...rules: readonly object[]): readonly string[] {
  const complaints: Complaint[] = [];
  const file = parseFile({ rulebook: 'z', title: 'Z', version: 1, rules }, 'z.yaml', complaints);
  const compiled = {
    country: 'cn',
    marks: {},
    words: {},
    rulebooks: [{ id: 'z', title: 'Z', version: 1, publicFrom: null, rules: file.rules }],
  };
  const cases = new Map([...file.cases].map(([id, list]) => [`z/${id}`, list]));
  return [...complaints, ...validate(compiled, cases)].map(({ detail }) => detail);
}

describe('validate', () => {
  it('finds nothing in a sound rule', () => {
    expect(complaintsOf(sound)).toEqual([]);
  });

  it.each([
    ['a dead rule', { when: undefined, message: '', at: ['soon'], params: {} }, 'is dead'],
    ['an expression that is no condition', { when: 'demand.dueDays + param("x.days")' }, 'a condition is bool'],
    ['an unknown field of the demand', { when: 'says("soon") && demand.dueDayz < param("x.days")' }, 'No such key: dueDayz'],
    ['a comparison of unlike types', { when: 'says("soon") && demand.issuer < param("x.days")' }, 'no such overload'],
    ['an unknown mark', { when: 'says("soon") && says("later") && demand.dueDays < param("x.days")' }, 'no mark is called later'],
    ['an unknown parameter', { when: 'says("soon") && demand.dueDays < param("y.days")' }, 'no param is called y.days'],
    ['an unknown kind of ask', { when: 'says("soon") && asks("poem") > 0 && demand.dueDays < param("x.days")' }, 'no ask is called poem'],
    [
      'an unknown frequency',
      { when: 'says("soon") && asksEvery("form", "hourly") && demand.dueDays < param("x.days")' },
      'no frequency is called hourly',
    ],
    ['a mark that nothing uses', { marks: { soon: ['明天'], never: ['后天'] } }, 'mark never is used by no condition'],
    ['a broken phrase', { marks: { soon: ['(明天'] } }, 'is not closed'],
    ['a long mend', { mend: '提'.repeat(41) }, '40 at most'],
    ['a placeholder of nothing', { message: '太急（{quite}）' }, 'nothing is called {quite}'],
    ['too few cases', { cases: sound.cases.slice(1) }, 'expect fires, needs 2'],
    [
      'a null parameter without undecided cases',
      { params: { 'x.days': { default: null, provenance: null } } },
      'expect undecided, needs 1',
    ],
    ['an unknown field of the rule', { efect: 'refuse' }, 'unknown field efect'],
    ['a word outside its list', { modality: 'shall' }, '"shall" is none of'],
  ])('tells of %s', (_name, change, told) => {
    expect(complaintsOf({ ...sound, ...change }).join('\n')).toContain(told);
  });

  it.each([
    ['the same condition with another effect', { effect: 'advise' }, 'has the condition of z/Z1.1 and another effect'],
    ['what another rule forbids', { when: '!(says("soon") && demand.dueDays < param("x.days"))' }, 'asks for what z/Z1.1 forbids'],
  ])('tells of %s', (_name, change, told) => {
    expect(complaintsOf(sound, { ...sound, id: 'Z1.2', ...change }).join('\n')).toContain(told);
    expect(complaintsOf(sound, { ...sound, id: 'Z1.2', ...change, inForce: { to: '2020-01-01' } }).join('\n')).toContain(told);
  });

  it('lets rules of other days or other issuers differ', () => {
    const old = { ...sound, inForce: { from: '2010-01-01', to: '2020-01-01' } };
    expect(complaintsOf({ ...sound, inForce: { from: '2021-01-01' } }, { ...old, id: 'Z1.2', effect: 'advise' })).toEqual([]);
    expect(complaintsOf({ ...sound, subject: ['county'] }, { ...sound, id: 'Z1.2', subject: ['township'], effect: 'advise' })).toEqual([]);
  });

  it('tells of a mended case that does not fire', () => {
    const cases = sound.cases.map((entry) => ({ ...entry, mended: 'y' }));
    expect(complaintsOf({ ...sound, cases }).join('\n')).toContain('only what fires is mended');
  });

  it('tells of an id used twice', () => {
    expect(complaintsOf(sound, sound).join('\n')).toContain('used twice');
  });
});
