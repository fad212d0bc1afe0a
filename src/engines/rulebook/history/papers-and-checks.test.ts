import { describe, expect, it } from 'vitest';
import { check, meeting, paper, said, visit, type Row } from '../../../../test/history.ts';

const documents: readonly Row[] = [
  [
    'more than last year',
    'D1.3',
    [
      { ...paper, date: '2026-02-01', count: 9 },
      { ...paper, date: '2026-03-01', count: 2 },
    ],
    { asOf: '2026-06-30', documentsLastYear: { 石桥县林业局: 10 } },
    ['justify a b'],
  ],
  [
    'and without an explanation',
    'D1.3',
    [{ ...paper, date: '2026-02-01', count: 11 }],
    { asOf: '2026-06-30', documentsLastYear: { 石桥县林业局: 10 }, explanationFiled: { 石桥县林业局: false } },
    ['refuse a'],
  ],
  [
    'exactly as many',
    'D1.3',
    [{ ...paper, date: '2026-02-01', count: 10 }],
    { asOf: '2026-06-30', documentsLastYear: { 石桥县林业局: 10 } },
    [],
  ],
  [
    'later than asOf and in other years',
    'D1.3',
    [
      { ...paper, date: '2026-02-01', count: 9 },
      { ...paper, date: '2026-07-01', count: 9 },
      { ...paper, date: '2025-12-31', count: 9 },
    ],
    { asOf: '2026-06-30', documentsLastYear: { 石桥县林业局: 10 } },
    [],
  ],
  ['last year is not known', 'D1.3', [{ ...paper, date: '2026-02-01' }], { asOf: '2026-06-30' }, ['? advise a']],
  [
    'passed the mark before the rule',
    'D1.3',
    [{ ...paper, date: '2024-05-01', count: 11 }],
    { asOf: '2024-07-31', documentsLastYear: { 石桥县林业局: 10 } },
    [],
  ],
  [
    'the same from two organs',
    'D3.6',
    [
      { ...paper, date: '2026-02-01', content: 'k' },
      { ...paper, organ: '石桥县政府办', date: '2026-02-09', content: 'k' },
    ],
    {},
    ['refuse a b'],
  ],
  [
    'to other towns',
    'D3.6',
    [
      { ...paper, date: '2026-02-01', content: 'k' },
      { ...paper, units: ['四合乡'], date: '2026-02-09', content: 'k' },
    ],
    {},
    [],
  ],
  [
    'in place of the first, by id',
    'D3.6',
    [
      { ...paper, date: '2026-02-01', content: 'k' },
      { ...paper, date: '2026-02-09', content: 'k', withdraws: 'a' },
    ],
    {},
    [],
  ],
  [
    'in place of the first, by number',
    'D3.6',
    [
      { ...paper, docNumber: '石林〔2026〕3号', date: '2026-02-01', content: 'k' },
      { ...paper, date: '2026-02-09', content: 'k', withdraws: '石林[2026]3号' },
    ],
    {},
    [],
  ],
  [
    'and once more after the correction',
    'D3.6',
    [
      { ...paper, date: '2026-02-01', content: 'k' },
      { ...paper, date: '2026-02-09', content: 'k', withdraws: 'a' },
      { ...paper, date: '2026-02-10', content: 'k' },
    ],
    {},
    ['refuse b c'],
  ],
  [
    'content not known',
    'D3.6',
    [
      { ...paper, date: '2026-02-01' },
      { ...paper, date: '2026-02-09' },
    ],
    {},
    [],
  ],
  [
    'asked after it was waived',
    'L1.2',
    [
      { ...paper, date: '2026-01-10', waives: ['materials'] },
      { ...check, date: '2026-11-20', asks: ['materials'] },
    ],
    {},
    ['refuse a b'],
  ],
  [
    'asked in a form',
    'L1.2',
    [
      { ...paper, date: '2026-01-10', waives: ['materials'] },
      { kind: 'form', organ: '石桥县林业局', units: ['三河镇'], date: '2026-06-01', asks: ['materials'] },
    ],
    {},
    ['refuse a b'],
  ],
  [
    'asked the next year',
    'L1.2',
    [
      { ...paper, date: '2026-01-10', waives: ['materials'] },
      { ...check, date: '2027-01-20', asks: ['materials'] },
    ],
    {},
    [],
  ],
  [
    'waived for others',
    'L1.2',
    [
      { ...paper, units: ['四合乡'], date: '2026-01-10', waives: ['materials'] },
      { ...check, date: '2026-11-20', asks: ['materials'] },
    ],
    {},
    [],
  ],
  [
    'waived to all towns',
    'L1.2',
    [
      { ...paper, units: ['各乡镇'], date: '2026-01-10', waives: ['materials'] },
      { ...check, date: '2026-11-20', asks: ['materials'] },
    ],
    {},
    ['refuse a b'],
  ],
  [
    'another bureau said so',
    'L1.2',
    [
      { ...paper, organ: '石桥县水利局', date: '2026-01-10', waives: ['materials'] },
      { ...check, date: '2026-11-20', asks: ['materials'] },
    ],
    {},
    [],
  ],
  [
    'the county said so',
    'L1.2',
    [
      { ...paper, organ: '石桥县人民政府办公室', date: '2026-01-10', waives: ['materials'] },
      { ...check, date: '2026-11-20', asks: ['materials'] },
    ],
    {},
    ['refuse a b'],
  ],
  [
    'the promise was withdrawn',
    'L1.2',
    [
      { ...paper, date: '2026-01-10', waives: ['materials'] },
      { ...paper, date: '2026-05-01', withdraws: 'a' },
      { ...check, date: '2026-11-20', asks: ['materials'] },
    ],
    {},
    [],
  ],
];

const meetings: readonly Row[] = [
  [
    'two in a year',
    'M4.2',
    [
      { ...meeting, date: '2026-01-01' },
      { ...meeting, date: '2026-12-31' },
    ],
    {},
    ['justify a b'],
  ],
  [
    'one in each of two years',
    'M4.2',
    [
      { ...meeting, date: '2026-12-31' },
      { ...meeting, date: '2027-01-01' },
    ],
    {},
    [],
  ],
  [
    'business meetings',
    'M4.2',
    [
      { ...meeting, date: '2026-01-01' },
      { ...meeting, meetingKind: 'business', date: '2026-12-31' },
    ],
    {},
    [],
  ],
  [
    'of the county government',
    'M4.2',
    [
      { ...meeting, organ: '石桥县人民政府', date: '2026-01-01' },
      { ...meeting, organ: '石桥县人民政府', date: '2026-12-31' },
    ],
    {},
    [],
  ],
  [
    'two allowed here',
    'M4.2',
    [
      { ...meeting, date: '2026-01-01' },
      { ...meeting, date: '2026-12-31' },
    ],
    { params: { 'meeting.comprehensive_per_dept_per_year': 2 } },
    [],
  ],
  [
    'settled by a document',
    'M4.4',
    [
      { ...paper, date: '2026-03-01' },
      { ...meeting, settledBy: 'a', date: '2026-03-05' },
    ],
    {},
    ['justify a b'],
  ],
  [
    'the document comes later',
    'M4.4',
    [
      { ...paper, date: '2026-03-06' },
      { ...meeting, settledBy: 'a', date: '2026-03-05' },
    ],
    {},
    [],
  ],
  [
    'the document is withdrawn',
    'M4.4',
    [
      { ...paper, date: '2026-03-01' },
      { ...paper, withdraws: 'a', date: '2026-03-03' },
      { ...meeting, settledBy: 'a', date: '2026-03-05' },
    ],
    {},
    [],
  ],
  [
    'an emergency',
    'M4.4',
    [
      { ...paper, date: '2026-03-01' },
      { ...meeting, meetingKind: 'emergency', settledBy: 'a', date: '2026-03-05' },
    ],
    {},
    [],
  ],
  ['a document nobody registered', 'M4.4', [{ ...meeting, settledBy: 'z', date: '2026-03-05' }], {}, ['? advise a']],
];

const unplanned = { ...check, planItem: null, date: '2026-03-05' };
const checks: readonly Row[] = [
  ['no plan', 'C7.2', [unplanned], {}, ['refuse a']],
  ['无 is no plan', 'C7.2', [{ ...unplanned, planItem: '无' }], {}, ['refuse a']],
  ['filed', 'C7.2', [{ ...unplanned, filing: '备2026-9' }], {}, []],
  ['statutory', 'C7.2', [{ ...unplanned, statutory: true }], {}, []],
  ['an emergency with its basis', 'C7.2', [{ ...unplanned, emergency: { basis: '森林火险红色预警' } }], {}, []],
  ['an emergency without', 'C7.2', [{ ...unplanned, emergency: true }], {}, ['? advise a']],
  ['a complaint still has to be filed', 'C7.2', [{ ...unplanned, trigger: 'complaint' }], {}, ['refuse a']],
  ['of itself', 'C7.2', [{ ...unplanned, units: ['石桥县林业局'] }], {}, []],
  ['audit', 'C7.2', [{ ...unplanned, organ: '石桥县审计局', name: '离任审计检查' }], {}, []],
  ['a visit that does a check', 'C7.2', [{ ...visit, date: '2026-03-05', behaviours: ['B1', 'B2', 'B5'] }], {}, ['refuse a']],
  ['a visit that only looks and talks', 'C7.2', [{ ...visit, date: '2026-03-05', behaviours: ['B1', 'B2', 'B3'] }], {}, []],
  ['two behaviours are too few', 'C7.2', [{ ...visit, date: '2026-03-05', behaviours: ['B1', 'B4'] }], {}, []],
  [
    'unless two are enough here',
    'C7.2',
    [{ ...visit, date: '2026-03-05', behaviours: ['B1', 'B4'] }],
    { params: { 'disguise.min_behaviours': 2 } },
    ['refuse a'],
  ],
  ['a 调研 registered among the checks', 'C7.2', [{ ...unplanned, name: '林下经济调研', behaviours: ['B2', 'B3'] }], {}, []],
  ['the day before the rule', 'C7.2', [{ ...unplanned, date: '2024-08-05' }], {}, []],
  ['and then the rule of 2018', 'E1.1', [{ ...unplanned, date: '2024-08-05' }], {}, ['advise a']],
  ['the first day of the rule', 'C7.2', [{ ...unplanned, date: '2024-08-06' }], {}, ['refuse a']],
  ['before any rule', 'E1.1', [{ ...unplanned, date: '2018-10-08' }], {}, []],
  [
    'one entry, two names',
    'C7.4',
    [
      { ...check, date: '2026-03-05' },
      { ...check, name: '退耕检查', units: ['四合乡'], date: '2026-08-05' },
    ],
    {},
    ['refuse a b'],
  ],
  [
    'one entry, two matters',
    'C7.4',
    [
      { ...check, date: '2026-03-05' },
      { ...check, matter: '退耕', date: '2026-08-05' },
    ],
    {},
    ['refuse a b'],
  ],
  [
    'one name in two towns',
    'C7.4',
    [
      { ...check, name: '护林检查（三河镇）', date: '2026-03-05' },
      { ...check, name: '护林检查（四合乡）', units: ['四合乡'], date: '2026-03-06' },
    ],
    {},
    [],
  ],
  [
    'two entries',
    'C7.4',
    [
      { ...check, date: '2026-03-05' },
      { ...check, planItem: '石督2026-2', name: '退耕检查', date: '2026-08-05' },
    ],
    {},
    [],
  ],
  [
    'two organs',
    'C7.4',
    [
      { ...check, date: '2026-03-05' },
      { ...check, organ: '石桥县水利局', name: '退耕检查', date: '2026-08-05' },
    ],
    {},
    [],
  ],
  [
    'a number used anew each year',
    'C7.4',
    [
      { ...check, planItem: '7', date: '2026-03-05' },
      { ...check, planItem: '7', name: '退耕检查', date: '2027-03-05' },
    ],
    {},
    [],
  ],
  [
    'three make a split here',
    'C7.4',
    [
      { ...check, date: '2026-03-05' },
      { ...check, name: '退耕检查', date: '2026-08-05' },
    ],
    { params: { 'check.split_min': 3 } },
    [],
  ],
  [
    'over the cap',
    'C9.1',
    [
      { ...check, date: '2026-01-05' },
      { ...check, date: '2026-05-05' },
    ],
    { params: { 'check.unit_year_cap': 1 } },
    ['justify a b'],
  ],
  [
    'up to the cap',
    'C9.1',
    [
      { ...check, date: '2026-01-05' },
      { ...check, date: '2026-05-05' },
    ],
    { params: { 'check.unit_year_cap': 2 } },
    [],
  ],
  [
    'over two years',
    'C9.1',
    [
      { ...check, date: '2026-01-05' },
      { ...check, date: '2027-05-05' },
    ],
    { params: { 'check.unit_year_cap': 1 } },
    [],
  ],
  ['no cap is known', 'C9.1', [{ ...check, date: '2026-01-05' }], {}, ['? advise a']],
  ['a visit is no check', 'C9.1', [{ ...visit, date: '2026-01-05' }], {}, []],
];

for (const [family, rows] of Object.entries({ documents, meetings, checks })) {
  describe(family, () => {
    it.each(rows)('%s: %s', (_what, rule, events, context, expected) => {
      expect(said(rule, events, context)).toEqual(expected);
    });
  });
}
