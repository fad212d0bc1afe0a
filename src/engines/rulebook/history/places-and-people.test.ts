import { describe, expect, it } from 'vitest';
import { app, at, campaign, check, judge, loan, office, organsAt, said, visit, type Row } from '../../../../test/history.ts';

const places: readonly Row[] = [
  ['again on day 30', 'C7.6', at('2026-03-01', '2026-03-31'), {}, ['justify a b']],
  ['again on day 31', 'C7.6', at('2026-03-01', '2026-04-01'), {}, []],
  ['three inside 30 days', 'C7.6', at('2026-03-01', '2026-03-15', '2026-03-31'), {}, ['refuse a b c']],
  ['three, never three inside 30 days', 'C7.6', at('2026-03-01', '2026-03-31', '2026-04-30'), {}, ['justify a b c']],
  ['two pairs far apart', 'C7.6', at('2026-03-01', '2026-03-02', '2026-09-01', '2026-09-02'), {}, ['justify a b', 'justify c d']],
  ['other matters', 'C7.6', [...at('2026-03-01'), { ...check, matter: '退耕', date: '2026-03-02' }], {}, []],
  ['other towns', 'C7.6', [...at('2026-03-01'), { ...check, units: ['四合乡'], date: '2026-03-02' }], {}, []],
  ['a complaint between', 'C7.6', [...at('2026-03-01'), { ...check, trigger: 'complaint', date: '2026-03-02' }], {}, []],
  ['an emergency between', 'C7.6', [...at('2026-03-01'), { ...check, emergency: { basis: '火情' }, date: '2026-03-02' }], {}, []],
  [
    'a long stay ends 30 days before',
    'C7.6',
    [
      { ...check, date: '2026-03-01', to: '2026-03-20' },
      { ...check, date: '2026-04-19' },
    ],
    {},
    ['justify a b'],
  ],
  ['one of them before the rule', 'C7.6', at('2024-08-05', '2024-08-06'), {}, []],
  ['no window is set', 'C7.6', at('2026-03-01', '2026-03-02'), { params: { 'revisit.window_days': null } }, ['? advise a b']],
  ['two organs on day 5', 'C7.6', organsAt('2026-03-01', '2026-03-06'), {}, ['justify a b']],
  ['two organs on day 6', 'C7.6', organsAt('2026-03-01', '2026-03-07'), {}, []],
  ['three organs', 'C7.6', organsAt('2026-03-01', '2026-03-03', '2026-03-06'), {}, ['refuse a b c']],
  [
    'an organ counts once',
    'C7.6',
    [...organsAt('2026-03-01', '2026-03-03'), { ...organsAt('2026-03-04')[0], matter: 'other' }],
    {},
    ['justify a b c'],
  ],
  [
    'three are few here',
    'C7.6',
    organsAt('2026-03-01', '2026-03-03', '2026-03-06'),
    { params: { 'cluster.warn': 4, 'cluster.block': 5 } },
    [],
  ],
  ['more escorts than visitors', 'C9.3', [{ ...visit, visitors: 2, escorts: 3, date: '2026-03-01' }], {}, ['refuse a']],
  ['two escorts for one', 'C9.3', [{ ...visit, visitors: 1, escorts: 2, date: '2026-03-01' }], {}, []],
  ['as many as visitors', 'C9.3', [{ ...visit, visitors: 3, escorts: 3, date: '2026-03-01' }], {}, []],
  ['visitors not counted', 'C9.3', [{ ...visit, visitors: null, escorts: 3, date: '2026-03-01' }], {}, ['refuse a']],
  [
    'three groups on day 5',
    'C9.3',
    [office('甲处', '2026-03-01'), office('乙处', '2026-03-02'), office('丙处', '2026-03-06')],
    {},
    ['refuse a b c'],
  ],
  ['three groups on day 6', 'C9.3', [office('甲处', '2026-03-01'), office('乙处', '2026-03-02'), office('丙处', '2026-03-07')], {}, []],
  ['two groups', 'C9.3', [office('甲处', '2026-03-01'), office('乙处', '2026-03-02')], {}, []],
  [
    'two organs, one matter',
    'C9.3',
    [
      { ...visit, date: '2026-03-01' },
      { ...visit, organ: '云台市商务局', date: '2026-03-06' },
    ],
    {},
    ['justify a b'],
  ],
  [
    'two organs, one matter, day 6',
    'C9.3',
    [
      { ...visit, date: '2026-03-01' },
      { ...visit, organ: '云台市商务局', date: '2026-03-07' },
    ],
    {},
    [],
  ],
  [
    'two organs, two matters',
    'C9.3',
    [
      { ...visit, date: '2026-03-01' },
      { ...visit, organ: '云台市商务局', matter: '外贸', date: '2026-03-02' },
    ],
    {},
    [],
  ],
  [
    'checks are not visits',
    'C9.3',
    organsAt('2026-03-01', '2026-03-01', '2026-03-01').map((event) => ({ ...event, matter: '护林' })),
    {},
    [],
  ],
  ['two offices on day 10', 'L6.1', [office('甲处', '2026-03-01'), office('乙处', '2026-03-11')], {}, ['refuse a b']],
  ['two offices on day 11', 'L6.1', [office('甲处', '2026-03-01'), office('乙处', '2026-03-12')], {}, []],
  ['one office twice', 'L6.1', [office('甲处', '2026-03-01'), office('甲处', '2026-03-02')], {}, []],
  [
    'offices not told',
    'L6.1',
    [
      { ...visit, date: '2026-03-01' },
      { ...visit, date: '2026-03-02' },
    ],
    {},
    [],
  ],
];

const people: readonly Row[] = [
  [
    'two apps',
    'P13.1',
    [
      { ...app, functions: ['甲'] },
      { ...app, functions: ['乙'] },
    ],
    { asOf: '2026-06-30' },
    ['justify a b'],
  ],
  [
    'two with one function',
    'P13.1',
    [
      { ...app, functions: ['甲'] },
      { ...app, functions: ['乙', '甲'] },
    ],
    { asOf: '2026-06-30' },
    ['refuse a b'],
  ],
  [
    'one closed, one not yet begun',
    'P13.1',
    [app, { ...app, status: 'closed', to: '2026-06-30' }, { ...app, from: '2026-07-01' }],
    { asOf: '2026-06-30' },
    [],
  ],
  ['before the rule', 'P13.1', [app, app], { asOf: '2024-08-05' }, []],
  ['county to city', 'S10.1', [{ ...loan, from: '2026-01-01', to: '2026-03-01' }], {}, ['refuse a']],
  ['city to province', 'S10.1', [{ ...loan, organLevel: 'province', unitLevel: 'city', from: '2026-01-01', to: '2026-03-01' }], {}, []],
  ['down to a village', 'S10.1', [{ ...loan, organ: '三河镇', organLevel: 'township', from: '2026-01-01', to: '2026-03-01' }], {}, []],
  [
    'levels by the names',
    'S10.1',
    [{ ...loan, organLevel: null, unitLevel: null, from: '2026-01-01', to: '2026-03-01' }],
    {},
    ['refuse a'],
  ],
  ['levels not known', 'S10.1', [{ ...loan, organ: '统计局', organLevel: null, from: '2026-01-01', to: '2026-03-01' }], {}, ['? advise a']],
  [
    'with the organisation department',
    'S10.1',
    [{ ...loan, approval: '石桥县委组织部批复', from: '2026-01-01', to: '2026-03-01' }],
    {},
    [],
  ],
  ['back before the rule', 'S10.1', [{ ...loan, from: '2024-01-01', to: '2024-08-05' }], {}, []],
  ['begun before the rule and still away', 'S10.1', [{ ...loan, from: '2024-01-01' }], { asOf: '2026-06-30' }, ['refuse a']],
  ['six months to the day', 'S10.3', [{ ...loan, from: '2025-08-31', to: '2026-02-28' }], {}, []],
  ['and a day', 'S10.3', [{ ...loan, from: '2025-08-31', to: '2026-03-01' }], {}, ['justify a']],
  ['still away', 'S10.3', [{ ...loan, from: '2025-08-31' }], { asOf: '2026-03-01' }, ['justify a']],
  ['extended with consent', 'S10.3', [{ ...loan, from: '2025-08-31', to: '2026-08-31', consent: { unit: true, person: true } }], {}, []],
  [
    'only one consents',
    'S10.3',
    [{ ...loan, from: '2025-08-31', to: '2026-08-31', consent: { unit: true, person: false } }],
    {},
    ['justify a'],
  ],
  ['no dates', 'S10.3', [loan], {}, ['? advise a']],
  [
    'three times five months',
    'S10.3',
    [
      { ...loan, from: '2025-01-01', to: '2025-06-01' },
      { ...loan, organ: '云台市商务局', from: '2025-07-01', to: '2025-12-01' },
      { ...loan, from: '2026-02-01', to: '2026-07-01' },
    ],
    {},
    ['justify a b c'],
  ],
  [
    'over many years',
    'S10.3',
    [
      { ...loan, from: '2024-09-01', to: '2025-02-01' },
      { ...loan, from: '2026-01-01', to: '2026-06-01' },
      { ...loan, from: '2027-01-01', to: '2027-06-01' },
    ],
    {},
    [],
  ],
  ['other persons', 'S10.3', ['x', 'y', 'z'].map((person) => ({ ...loan, person, from: '2025-01-01', to: '2025-06-30' })), {}, []],
  [
    'community worker to a county',
    'S10.5',
    [{ ...loan, organLevel: 'county', personKind: 'community-worker', unitLevel: 'village', from: '2026-01-01' }],
    {},
    ['refuse a'],
  ],
  [
    'community worker to a town',
    'S10.5',
    [{ ...loan, organLevel: 'township', personKind: 'community-worker', unitLevel: 'village', from: '2026-01-01' }],
    {},
    [],
  ],
  [
    'which needs approval',
    'S10.6',
    [{ ...loan, organLevel: 'township', personKind: 'community-worker', unitLevel: 'village', from: '2026-01-01' }],
    {},
    ['refuse a'],
  ],
  [
    'not its own',
    'S10.6',
    [{ ...loan, organLevel: 'township', personKind: 'community-worker', approval: '三河镇党委会', from: '2026-01-01' }],
    {},
    ['refuse a'],
  ],
  [
    'but the county has it',
    'S10.6',
    [{ ...loan, organLevel: 'township', personKind: 'community-worker', approval: '县委社会工作部', from: '2026-01-01' }],
    {},
    [],
  ],
  ['a teacher', 'S10.8', [{ ...loan, personKind: 'teacher', from: '2026-01-01' }], {}, ['refuse a']],
  ['a teacher, filed', 'S10.8', [{ ...loan, personKind: 'teacher', approval: '组织部备案', from: '2026-01-01' }], {}, []],
  ['a teacher for another school', 'S10.8', [{ ...loan, organ: '云台市第二中学', personKind: 'teacher', from: '2026-01-01' }], {}, []],
  ['a county campaign', 'X19.1', [campaign], {}, ['refuse a']],
  ['goes on', 'X19.1', [{ ...campaign, action: 'award' }], {}, ['refuse a']],
  ['is ended', 'X19.1', [{ ...campaign, action: 'withdraw' }], {}, []],
  ['takes part in one of the province', 'X19.1', [{ ...campaign, listEntry: '省级保留清单第4项' }], {}, []],
  ['has a list of its own', 'X19.1', [{ ...campaign, listEntry: '石桥县清单第4项' }], {}, ['refuse a']],
  ['of a society', 'X19.1', [{ ...campaign, organ: '石桥县书法协会' }], {}, []],
  ['which is off the list', 'X19.2', [{ ...campaign, organ: '石桥县书法协会' }], {}, ['refuse a']],
  ['of the province', 'X19.1', [{ ...campaign, organ: '海东省妇联', organLevel: 'province' }], {}, []],
  ['of the province without list', 'X19.2', [{ ...campaign, organ: '海东省妇联', organLevel: 'province' }], {}, ['refuse a']],
  ['listed', 'X19.2', [{ ...campaign, listEntry: '国清单7' }], {}, []],
  ['ended', 'X19.2', [{ ...campaign, action: 'withdraw' }], {}, []],
  ['before the rule', 'X19.1', [{ ...campaign, date: '2024-08-05' }], {}, []],
];

for (const [family, rows] of Object.entries({ places, people })) {
  describe(family, () => {
    it.each(rows)('%s: %s', (_what, rule, events, context, expected) => {
      expect(said(rule, events, context)).toEqual(expected);
    });
  });
}

describe('messages', () => {
  it('name organ, place and days, and say what stands behind', () => {
    const [found] = judge(at('2024-09-01', '2024-09-08')).filter(({ rule }) => rule === 'cn-2024/C7.6');
    expect(found?.message).toBe('石桥县林业局为“护林”，2024年9月1日到2024年9月8日到三河镇去了2次，30天里最多2次（当时已施行、尚未公开）');
    const [own] = judge([office('甲处', '2026-03-01'), office('乙处', '2026-03-11')]).filter(({ rule }) => rule === 'project/L6.1');
    expect(own?.message).toBe('云台市统计局的甲处、乙处2026年3月1日到2026年3月11日先后到石桥县，要先合成一个组（项目规则）');
  });

  it('begin with 无法判定 exactly where the rule is undecided', () => {
    const findings = judge([...at('2026-03-01', '2026-03-02'), { ...loan, organ: '统计局', organLevel: null }], {
      params: { 'revisit.block': null },
    });
    expect(findings.filter(({ undecided }) => undecided).length).toBeGreaterThan(2);
    for (const { message, undecided, effect } of findings) {
      expect(message.startsWith('无法判定：')).toBe(undecided);
      if (undecided) expect(effect).toBe('advise');
    }
  });
});
