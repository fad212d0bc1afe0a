import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../base/dates.ts';
import { at, check, office, organsAt, type Raw } from '../../../../test/history.ts';
import { crowds } from './crowds.ts';
import { judgeHistory, readHistory } from './index.ts';

const context = { asOf: '2026-06-30', documentsLastYear: { 甲县水利局: 3 }, params: { 'check.unit_year_cap': 5 } };

const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2024-06-01', n));
const organ = fc.constantFrom('甲县水利局', '甲县教育局', '乙市团委');
const units = fc.subarray(['东镇', '西乡', '南村'], { minLength: 1 });
const kind = fc.constantFrom('check', 'document', 'meeting', 'app', 'secondment', 'campaign', 'visit', 'form');

const events = fc
  .array(
    fc.record({
      kind,
      organ,
      units,
      date: day,
      office: fc.constantFrom(null, '一科', '二科'),
      name: fc.constantFrom('检查', '调研', null),
      matter: fc.constantFrom('水', '路'),
      planItem: fc.constantFrom(null, '2026-1'),
      behaviours: fc.subarray(['B1', 'B2', 'B4', 'B5']),
      trigger: fc.constantFrom(null, null, 'complaint'),
      content: fc.constantFrom('k1', 'k2', null),
      withdraws: fc.constantFrom(null, null, 'e1', 'e2'),
      waives: fc.constantFrom([], ['materials']),
      asks: fc.constantFrom([], ['materials']),
      meetingKind: fc.constantFrom('comprehensive', 'business'),
      settledBy: fc.constantFrom(null, 'e0'),
      functions: fc.subarray(['报', '看']),
      escorts: fc.constantFrom(null, 1, 4),
      person: fc.constantFrom('p1', 'p2'),
      personKind: fc.constantFrom('cadre', 'teacher', 'community-worker'),
      listEntry: fc.constantFrom(null, '省1'),
      action: fc.constantFrom('launch', 'withdraw'),
    }),
    { maxLength: 14 },
  )
  .map((list) => list.map((event, n): Raw => ({ id: `e${n}`, ...event, from: event.date })));

function found(list: readonly Raw[]): ReturnType<typeof judgeHistory>['findings'] {
  return judgeHistory(readHistory({ events: list, context })).findings;
}

const decided = (list: readonly Raw[]): unknown[] => found(list).filter(({ undecided }) => !undecided);

describe('any register', () => {
  it('gives the same findings in any order', () => {
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (list, numbers) => {
        const order = new Map(list.map((event) => [event, numbers.next().value]));
        const shuffled = list.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
        expect(found(shuffled)).toEqual(found(list));
      }),
      { numRuns: 300 },
    );
  });

  it('is not changed by what an unrelated organ does elsewhere', () => {
    fc.assert(
      fc.property(events, events, (list, others) => {
        const elsewhere = others.map((event) => ({
          ...event,
          id: `x${String(event['id'])}`,
          organ: '丙县档案局',
          units: ['北镇'],
          person: `x${String(event['person'])}`,
          withdraws: null,
          settledBy: null,
        }));
        const before = decided(list);
        const after = found([...list, ...elsewhere]).filter(
          ({ undecided, involving }) => !undecided && involving.some((id) => !id.startsWith('x')),
        );
        expect(after).toEqual(before);
      }),
      { numRuns: 300 },
    );
  });

  it('rests each finding on events that are enough for it', () => {
    fc.assert(
      fc.property(events, (list) => {
        for (const { rule, effect, involving, undecided } of found(list)) {
          // M4.4 and L1.2 ask whether a document was withdrawn, D1.3 for the whole year: the rest of the register counts there.
          if (undecided || /D3\.6|M4\.4|L1\.2$/.test(rule)) continue;
          const alone = found(list.filter(({ id }) => involving.includes(String(id))));
          expect(alone).toContainEqual(expect.objectContaining({ rule, effect, involving }));
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['C7.6', at('2026-03-01', '2026-03-20')],
    ['C7.6', organsAt('2026-03-01', '2026-03-02')],
    ['C9.3', [office('甲处', '2026-03-01'), office('乙处', '2026-03-02'), office('丙处', '2026-03-03')]],
    ['L6.1', [office('甲处', '2026-03-01'), office('乙处', '2026-03-05')]],
    [
      'C7.4',
      [
        { ...check, date: '2026-03-05' },
        { ...check, name: '退耕检查', date: '2026-08-05' },
      ],
    ],
  ])('%s falls silent when one event below the threshold is taken away', (rule, list) => {
    const named = list.map((event, n): Raw => ({ id: `e${n}`, ...event }));
    const fires = (some: readonly Raw[]): boolean => found(some).some((finding) => finding.rule.endsWith(rule) && !finding.undecided);
    expect(fires(named)).toBe(true);
    for (const gone of named) expect(fires(named.filter((event) => event !== gone))).toBe(false);
  });
});

describe('crowds', () => {
  const stays = fc.array(
    fc.record({ group: fc.constantFrom('a', 'b', 'c', 'd'), start: fc.integer({ min: 0, max: 40 }), length: fc.constantFrom(0, 0, 0, 6) }),
    { maxLength: 12 },
  );

  it('find what looking at every window finds', () => {
    fc.assert(
      fc.property(stays, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 4 }), (list, days, atLeast) => {
        const all = list.map(({ group, start, length }, item) => ({ item, group, start, end: start + length }));
        const windows = all.map(({ start }) => all.filter((stay) => stay.start <= start && stay.end + days >= start));
        const full = windows.filter((window) => new Set(window.map(({ group }) => group)).size >= atLeast);
        const runs = crowds(all, days, atLeast);
        const members = new Set(full.flat().map(({ item }) => item));
        expect(new Set(runs.flatMap((run) => run.members))).toEqual(members);
        expect(Math.max(0, ...runs.map(({ peak }) => peak))).toBe(
          Math.max(0, ...full.map((window) => new Set(window.map(({ group }) => group)).size)),
        );
        // Each window that is full lies in one run.
        for (const window of full) expect(runs.some((run) => window.every(({ item }) => run.members.includes(item)))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
