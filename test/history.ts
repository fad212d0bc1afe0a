/** The events that the tests of the graph rules are told with. */
import { expect } from 'vitest';
import { historyFaults, judgeHistory, readHistory, type HistoryFinding } from '../src/engines/rulebook/index.ts';

export type Raw = Record<string, unknown>;

/** Without ids the events are called a, b, c … in their order. */
export function judge(events: readonly Raw[], context: Raw = {}): readonly HistoryFinding[] {
  const input = { events: events.map((event, at) => ({ id: String.fromCharCode(97 + at), ...event })), context };
  expect(historyFaults(input)).toEqual([]);
  return judgeHistory(readHistory(input)).findings;
}

/** "refuse a b" for each finding of the rule; undecided ones begin with "?". */
export function said(rule: string, events: readonly Raw[], context: Raw = {}): string[] {
  return judge(events, context)
    .filter((finding) => finding.rule.endsWith(`/${rule}`))
    .map(({ effect, undecided, involving }) => `${undecided ? '? ' : ''}${effect} ${involving.join(' ')}`);
}

export const check = {
  kind: 'check',
  organ: '石桥县林业局',
  organLevel: 'county',
  name: '护林检查',
  matter: '护林',
  units: ['三河镇'],
  planItem: '石督2026-1',
};
export const visit = {
  kind: 'visit',
  organ: '云台市统计局',
  organLevel: 'city',
  matter: '粮价',
  units: ['石桥县'],
  visitors: 2,
  escorts: 1,
  behaviours: ['B2'],
};
export const paper = { kind: 'document', organ: '石桥县林业局', organLevel: 'county', units: ['三河镇'] };
export const meeting = { kind: 'meeting', organ: '石桥县林业局', meetingKind: 'comprehensive', units: ['三河镇'], matter: '护林' };
export const loan = {
  kind: 'secondment',
  organ: '云台市统计局',
  organLevel: 'city',
  person: 'q1',
  personKind: 'cadre',
  units: ['石桥县统计局'],
  unitLevel: 'county',
};
export const campaign = {
  kind: 'campaign',
  organ: '石桥县妇联',
  organLevel: 'county',
  name: '最美庭院',
  action: 'launch',
  units: ['三河镇'],
  date: '2026-02-01',
};
export const app = { kind: 'app', organ: '云台市统计局', organLevel: 'city', status: 'running', from: '2023-01-01' };

export type Row = readonly [what: string, rule: string, events: readonly Raw[], context: Raw, expected: readonly string[]];

export const at = (...dates: readonly string[]): Raw[] => dates.map((date) => ({ ...check, date }));
export const organsAt = (...dates: readonly string[]): Raw[] =>
  dates.map((date, n) => ({ ...check, organ: `石桥县${'林水农'[n] ?? '路'}业局`, matter: `m${n}`, date }));
export const office = (name: string, date: string): Raw => ({ ...visit, office: name, matter: name, date });
