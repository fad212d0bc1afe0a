import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask, AskKind, Deadline, Frequency, Pressure, Reading } from '../reading/index.ts';
import { askKinds } from '../reading/index.ts';
import { cost, demoTariff, totalHours, type CostInput } from './index.ts';

const nowhere = { quote: '', start: 0, end: 0 };

interface Made {
  readonly kind: AskKind;
  readonly clause: string;
  readonly frequency?: Frequency;
  readonly times?: number;
}

/** A reading made by hand: one sentence for each ask, so that costing is tested without the reader. */
function reading(asks: readonly Made[], facts: Partial<Reading> = {}): Reading {
  let text = '';
  const made: Ask[] = [];
  const clauses: Reading['clauses'][number][] = [];
  for (const { kind, clause, frequency = 'once', times = null } of asks) {
    const quotation = { quote: clause, start: text.length, end: text.length + clause.length };
    text += `${clause}。`;
    made.push({ ...quotation, kind, frequency, times, sentence: quotation });
    clauses.push({
      ...quotation,
      sentence: quotation,
      actor: 'addressee',
      actorQuote: null,
      modality: 'must',
      polarity: 'positive',
      tense: 'now',
      conditional: false,
      status: 'binding',
      part: 'body',
    });
  }
  return {
    text,
    title: null,
    issuer: null,
    docNumber: null,
    date: '2026-11-23',
    docClass: { kind: null, confidence: 0, missing: [] },
    elements: { title: null, issuer: null, docNumber: null, date: null, heading: null, body: nowhere, annexes: [] },
    addressees: null,
    addresseeLevels: ['village'],
    issuerLevel: null,
    bodyCharacters: 700,
    annexCharacters: 0,
    asks: made,
    pressures: [],
    deadlines: [due('2026-12-04')],
    clauses,
    durations: [],
    quantities: [],
    percentages: [],
    citations: [],
    meeting: null,
    consultation: null,
    emergency: null,
    remarks: [],
    ...facts,
  };
}

function due(date: string | null, facts: Partial<Deadline> = {}): Deadline {
  return { ...nowhere, date, time: null, repeats: null, anchor: null, what: null, kind: 'due', ...facts };
}

function pressure(kind: Pressure['kind'], clause: string, start: number, frequency: Frequency | null): Pressure {
  const quotation = { quote: clause, start, end: start + clause.length };
  return { ...quotation, kind, frequency, sentence: quotation };
}

const only = (made: Made, input: Partial<CostInput> = {}) => cost({ reading: reading([made]), ...input }).lines[1]!;

describe('cost of a notice', () => {
  it('is the time to read it where nothing is asked', () => {
    const { lines, minutesPerUnit, low, high } = cost({ reading: reading([]) });
    expect(lines.map((line) => line.kind)).toEqual(['reading']);
    expect([low, minutesPerUnit, high]).toEqual([1, 2, 4]);
  });

  it('counts a daily zero report on every workday until the deadline, and says so', () => {
    const line = only({ kind: 'report', clause: '每日17时前实行零报告', frequency: 'daily' });
    expect(line.why).toBe('每日零报告：每次约6–10分钟，到12月4日共9个工作日');
    expect([line.low, line.minutes, line.high]).toEqual([54, 72, 90]);
  });

  it('adds up to its lines', () => {
    const made = cost({
      reading: reading([
        { kind: 'photo', clause: '上传现场照片3张' },
        { kind: 'visit', clause: '逐户走访' },
      ]),
    });
    expect(made.minutesPerUnit).toBe(made.lines.reduce((sum, line) => sum + line.minutes, 0));
    expect(made.low).toBeLessThan(made.high);
  });

  const cases: readonly [string, Made, number, string][] = [
    ['photos said', { kind: 'photo', clause: '每村上传5张照片' }, 15, '5张'],
    ['video is not a photo', { kind: 'photo', clause: '录制视频' }, 60, '拍视频'],
    ['households of an ordinary village', { kind: 'visit', clause: '逐户走访' }, 3100, '约310户'],
    ['a visit that does not say every household', { kind: 'visit', clause: '开展走访' }, 300, '走访排查'],
    ['people said', { kind: 'meeting', clause: '派2名干部参会' }, 280, '2人'],
    ['a long report by its characters', { kind: 'report', clause: '报送3000字的总结' }, 270, '3000字'],
    ['months lent', { kind: 'secondment', clause: '抽调1名干部3个月' }, 63 * 480, '63个工作日'],
    ['half a year lent', { kind: 'secondment', clause: '抽调两人跟班半年' }, 250 * 480, '2人'],
    ['course hours', { kind: 'exam', clause: '完成40学时' }, 1800, '40学时'],
    ['relay reaches every group below', { kind: 'relay', clause: '传达到各组' }, 8 + 8 * 6, '约8个组'],
  ];
  it.each(cases)('%s', (_name, made, minutes, why) => {
    const line = only(made);
    expect(line.minutes).toBe(minutes);
    expect(line.why).toContain(why);
    expect(line.quote).toBe(made.clause);
  });

  it('takes the duration that the notice states for its meeting', () => {
    const clause = '参加部署会，会期90分钟';
    const at = { quote: clause, start: 0, end: clause.length };
    const duration = { ...at, value: 90, unit: '分钟', bound: null, status: 'binding' as const, minutes: 90 };
    const meeting = {
      ...at,
      name: null,
      startsOn: null,
      startsAt: null,
      duration,
      attendees: [],
      principals: [],
      leaders: [],
      levelsCalled: [],
      branchVenues: null,
      allStaff: null,
      speeches: [],
      groupDiscussion: null,
      video: false,
    };
    const line = cost({ reading: reading([{ kind: 'meeting', clause }], { meeting }) }).lines[1]!;
    expect([line.low, line.minutes, line.high]).toEqual([110, 140, 380]);
  });

  it('prices a known table field by field, and held values with a look', () => {
    const asked = reading([{ kind: 'form', clause: '填报附件1' }]);
    const field = { type: 'integer' } as const;
    const bare = cost({ reading: asked, fields: [field, field, field] }).lines[1]!;
    const withHeld = cost({ reading: asked, fields: [field, field, field, { ...field, held: true }] }).lines[1]!;
    expect(bare.minutes).toBe(4);
    expect(withHeld.minutes - bare.minutes).toBeLessThanOrEqual(1);
    expect(withHeld.why).toContain('4个数，已有1个，还要填3个');
  });

  it('fills a table that comes with the demand even where the text does not ask for it', () => {
    expect(cost({ reading: reading([]), fields: [{ type: 'text' }] }).lines[1]).toMatchObject({ kind: 'form', quote: null });
  });

  it('counts one table once, however often and by whatever name the notice calls it', () => {
    const clauses = ['填写附件1《物资登记表》报镇里', '附件1发至邮箱', '《物资登记表》逾期不收', '填报附件2', '报送《人员名单》'];
    const { lines } = cost({ reading: reading(clauses.map((clause) => ({ kind: 'form', clause }))) });
    expect(lines.filter((line) => line.kind === 'form')).toHaveLength(3);
  });

  it('charges a zero report that stands alone, and not twice beside the report that it presses for', () => {
    const alone = reading([], { pressures: [pressure('zeroReport', '每日零报告', 0, 'daily')] });
    expect(cost({ reading: alone }).lines.map((line) => line.kind)).toEqual(['reading', 'report']);
    const beside = reading([{ kind: 'report', clause: '每日零报告', frequency: 'daily' }], {
      pressures: [pressure('zeroReport', '每日零报告', 0, 'daily')],
    });
    expect(cost({ reading: beside }).lines.map((line) => line.kind)).toEqual(['reading', 'report']);
  });

  it('counts a duty without an end for some months and says that no end is written', () => {
    const line = cost({ reading: reading([{ kind: 'report', clause: '每周报进展', frequency: 'weekly' }], { deadlines: [] }) }).lines[1]!;
    expect(line.why).toContain('没有写到什么时候为止');
    expect(line.low).toBeLessThan(line.minutes);
  });

  it('binds for a year at most', () => {
    const line = (until: string) => only({ kind: 'report', clause: '按月报', frequency: 'monthly' }, { until }).minutes;
    expect(line('2031-01-01')).toBe(line('2027-11-23'));
  });

  it.each([
    ['定于12日召开全县防火工作会议', 'meeting'],
    ['派人参会', 'meeting'],
    ['参加业务培训', 'meeting.training'],
    ['每村召开一次专题会', 'meeting.hold'],
    ['各村召开村民会议', 'meeting.hold'],
  ])('%s: %s', (clause, item) => expect(only({ kind: 'meeting', clause }).item).toBe(item));

  it('counts what one sentence says twice once: the meeting, the ledger', () => {
    const made = reading([
      { kind: 'ledger', clause: '建立台账' },
      { kind: 'ledger', clause: '一户一档' },
      { kind: 'meeting', clause: '定于明日召开全县会议' },
      { kind: 'meeting', clause: '准时参会' },
    ]);
    const joined = made.asks.map((ask, n) => ({ ...ask, sentence: made.asks[n - (n % 2)]!.sentence }));
    const { lines } = cost({ reading: { ...made, asks: joined } });
    expect(lines.map((line) => line.kind)).toEqual(['reading', 'ledger', 'meeting']);
    expect(lines[1]?.item).toBe('ledger.household');
  });

  it('has township sizes for townships', () => {
    expect(only({ kind: 'relay', clause: '督促各村' }, { level: 'township' }).why).toContain('约13个村');
    expect(only({ kind: 'visit', clause: '逐户走访' }, { size: { households: 10 } }).minutes).toBe(100);
  });
});

describe('laws of the model', () => {
  const clauses = [
    '报送材料',
    '填报附件1',
    '上传照片',
    '逐户走访',
    '每人转发',
    '召开一次会',
    '参加培训',
    '建立台账备查',
    '派三人参加',
    '零报告',
    '反馈联络员',
    '完成20学时',
    '报2000字总结',
  ];
  const made = fc.record({
    kind: fc.constantFrom(...askKinds),
    clause: fc.constantFrom(...clauses),
    frequency: fc.constantFrom<Frequency>(
      'once',
      'daily',
      'weekly',
      'tenDays',
      'halfMonthly',
      'monthly',
      'quarterly',
      'halfYearly',
      'yearly',
      'onEvent',
      'continuous',
    ),
  });
  const fields = fc.array(fc.record({ type: fc.constantFrom('integer', 'text', 'choice'), held: fc.boolean() }), { maxLength: 5 });

  it('one more ask never lowers the cost', () => {
    // A sentence that presses stands first, with a visit in it; further asks may stand in that sentence or after it.
    const first = { kind: 'visit', clause: '每日走访并报情况' } as const;
    const placed = fc.tuple(made, fc.boolean());
    const total = (asks: readonly (readonly [Made, boolean])[], asked: CostInput['fields'], pressed: boolean) => {
      const base = reading(
        [first, ...asks.map(([ask]) => ask)],
        pressed ? { pressures: [pressure('frequentReport', first.clause, 0, 'daily')] } : {},
      );
      const moved = base.asks.map((ask, n) =>
        asks[n - 1]?.[1] === true
          ? { ...ask, start: n % 8, end: 8, quote: first.clause.slice(n % 8, 8), sentence: base.asks[0]!.sentence }
          : ask,
      );
      return cost({ reading: { ...base, asks: moved }, fields: asked ?? [] });
    };
    fc.assert(
      fc.property(fc.array(placed, { maxLength: 6 }), placed, fields, fc.boolean(), (asks, [next, inside], asked, pressed) => {
        // A known table goes to the form asked most often: a more frequent one takes it over, which is another notice, not one ask more.
        const more = [asked.length > 0 && next.kind === 'form' ? { ...next, frequency: 'once' as const } : next, inside] as const;
        const before = total(asks, asked, pressed);
        const after = total([...asks, more], asked, pressed);
        // Lines are rounded to whole minutes one by one.
        expect(after.minutesPerUnit).toBeGreaterThanOrEqual(before.minutesPerUnit - 1);
        expect(after.high).toBeGreaterThanOrEqual(before.high - 1);
        expect(after.low).toBeGreaterThanOrEqual(before.low - 1);
      }),
    );
  });

  it('twice as often is twice the line', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 1, max: 5 }), (ask, times) => {
        const single = only({ ...ask, times });
        const double = only({ ...ask, times: times * 2 });
        expect(Math.abs(double.minutes - 2 * single.minutes)).toBeLessThanOrEqual(1);
        expect(Math.abs(double.high - 2 * single.high)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is ordered, whole, and explained', () => {
    fc.assert(
      fc.property(fc.array(made, { maxLength: 6 }), fields, (asks, asked) => {
        for (const line of cost({ reading: reading(asks), fields: asked }).lines) {
          expect(line.low).toBeLessThanOrEqual(line.minutes);
          expect(line.minutes).toBeLessThanOrEqual(line.high);
          expect(Number.isInteger(line.minutes)).toBe(true);
          expect(line.why).toMatch(/^[^：]{2,40}：.*\d/u);
        }
      }),
    );
  });

  it('a longer period never costs less', () => {
    fc.assert(
      fc.property(made, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 60 }), (ask, days, more) => {
        const until = (n: number) => new Date(Date.UTC(2026, 10, 23 + n)).toISOString().slice(0, 10);
        expect(only(ask, { until: until(days + more) }).minutes).toBeGreaterThanOrEqual(only(ask, { until: until(days) }).minutes);
      }),
    );
  });
});

describe('the tariff', () => {
  it('has a default and ordered figures for every kind of ask', () => {
    for (const kind of askKinds)
      expect(demoTariff.items.some((item) => item.kind === kind && item.words.length === 0 && item.part !== true)).toBe(true);
    for (const { id, minutes } of demoTariff.items) {
      expect(minutes.low, id).toBeLessThanOrEqual(minutes.likely);
      expect(minutes.likely, id).toBeLessThanOrEqual(minutes.high);
    }
    expect(new Set(demoTariff.items.map((item) => item.id)).size).toBe(demoTariff.items.length);
  });

  it('names the origin of every figure', () => {
    for (const { id, provenance, note } of demoTariff.items) expect([provenance, note.length > 0], id).toEqual(['project', true]);
  });
});

describe('published estimates, recomputed from their own inputs', () => {
  // APHIS burden worksheets under the US Paperwork Reduction Act: respondents × responses a year × hours a response = total hours.
  it.each([
    ['OMB 0579-0274 (2018), inspections by foreign governments', 6, 95, 2, 1140],
    ['OMB 0579-0274 (2018), inspections by businesses', 30, 19, 2, 1140],
    ['OMB 0579-0390 (2015), operational workplan', 1, 1, 80, 80],
    ['OMB 0579-0390 (2015), production site registration', 15, 1, 0.5, 7.5],
    ['OMB 0579-0405 (2017), phytosanitary certificates, government', 1, 10, 1, 10],
    ['OMB 0579-0405 (2017), phytosanitary certificates, business', 5, 2, 1, 10],
  ])('%s', (_name, respondents, responses, hours, total) => {
    const minutes = { low: hours * 60, likely: hours * 60, high: hours * 60 };
    const tariff = { ...demoTariff, items: demoTariff.items.map((item) => (item.id === 'report' ? { ...item, minutes } : item)) };
    const line = only({ kind: 'report', clause: '报送材料', times: responses }, { tariff });
    expect(totalHours({ minutesPerUnit: line.minutes, low: line.low, high: line.high }, respondents).likely).toBe(total);
  });
});

describe('hours of all units', () => {
  it('multiplies and divides by sixty', () => {
    expect(totalHours({ minutesPerUnit: 108, low: 60, high: 300 }, 214)).toEqual({ low: 214, likely: 385.2, high: 1070 });
    expect(totalHours({ minutesPerUnit: 5, low: 1, high: 9 }, 0)).toEqual({ low: 0, likely: 0, high: 0 });
  });
});
