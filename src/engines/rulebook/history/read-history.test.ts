import { describe, expect, it } from 'vitest';
import { historyFaults, judgeHistory, readHistory } from './index.ts';

const whole = { id: 'e1', kind: 'check', organ: '石桥县林业局', date: '2026-03-01' };

describe('historyFaults', () => {
  it('lets pass what is left out, null or not known', () => {
    expect(historyFaults({ events: [] })).toEqual([]);
    expect(historyFaults({ events: [{ ...whole, planItem: null, note: 'x' }], context: null, title: 't' })).toEqual([]);
    expect(historyFaults({ events: [{ ...whole, date: undefined, from: '2026-03-01', emergency: true, planItem: false }] })).toEqual([]);
  });

  it.each([
    ['no list', null, '/events'],
    ['no list', { events: {} }, '/events'],
    ['no event', { events: [7] }, '/events/0'],
    ['no id', { events: [{ ...whole, id: '' }] }, '/events/0/id'],
    ['one id twice', { events: [whole, whole] }, '/events/1/id'],
    ['a kind that is none', { events: [{ ...whole, kind: 'letter' }] }, '/events/0/kind'],
    ['no organ', { events: [{ ...whole, organ: ' ' }] }, '/events/0/organ'],
    ['no date', { events: [{ ...whole, date: null }] }, '/events/0/date'],
    ['no such day', { events: [{ ...whole, date: '2026-02-30' }] }, '/events/0/date'],
    ['the end before the start', { events: [{ ...whole, to: '2026-02-01' }] }, '/events/0/to'],
    ['one unit as text', { events: [{ ...whole, units: '三河镇' }] }, '/events/0/units'],
    ['a level that is none', { events: [{ ...whole, organLevel: 'town' }] }, '/events/0/organLevel'],
    ['behaviours that are none', { events: [{ ...whole, behaviours: ['B16'] }] }, '/events/0/behaviours'],
    ['half an escort', { events: [{ ...whole, escorts: 0.5 }] }, '/events/0/escorts'],
    ['an emergency in words', { events: [{ ...whole, emergency: '暴雨' }] }, '/events/0/emergency'],
    ['a trigger that is none', { events: [{ ...whole, trigger: 'rumour' }] }, '/events/0/trigger'],
    ['context as list', { events: [], context: [] }, '/context'],
    ['asOf in words', { events: [], context: { asOf: '年底' } }, '/context/asOf'],
    ['counts in words', { events: [], context: { documentsLastYear: { 县局: '41' } } }, '/context/documentsLastYear/县局'],
    ['a parameter that is a list', { events: [], context: { params: { 'escort.max': [2] } } }, '/context/params/escort.max'],
  ])('says where %s is', (_what, input, path) => {
    const faults = historyFaults(input);
    expect(faults.map((fault) => fault.path)).toEqual([path]);
    expect(faults[0]?.detail).not.toBe('');
  });

  it('names the event', () => {
    expect(historyFaults({ events: [{ ...whole, id: 'h-77', date: '2026-13-01' }] })[0]?.detail).toMatch(/^h-77 的 date /);
  });
});

describe('readHistory', () => {
  it('reads an organ as the same in other widths and spaces', () => {
    const context = { asOf: '2026-06-30', documentsLastYear: { '石桥县 林业局': 1 } };
    const events = ['石桥县林业局', ' 石桥县林业局'].map((organ, n) => ({ id: `e${n}`, kind: 'document', organ, date: '2026-03-01' }));
    expect(judgeHistory(readHistory({ events, context })).findings.map(({ involving }) => involving)).toEqual([['e0', 'e1']]);
  });

  it('takes names of the language itself as names', () => {
    const events = [{ ...whole, id: '__proto__', organ: 'constructor', units: ['toString'] }];
    expect(judgeHistory(readHistory({ events })).findings[0]).toMatchObject({ rule: 'cn-2024/C7.2', involving: ['__proto__'] });
  });
});
