import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../problem.ts';
import { morning, problemShape, testApp, type TestApp } from '../../../test/app.ts';
import { places } from '../../../test/cast.ts';
import { draft, expected, refusedDraft, Scenarios } from '../../../test/scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp({ poolSize: 12 });
  tell = new Scenarios(app);
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const numberOf = (reply: { body: { number: string } }): number => Number(/〔2026〕(\d+)号$/.exec(reply.body.number)?.[1]);
const admit = (id: string, more: object = {}) =>
  app.post('gatekeeper', `/api/demands/${id}/decide`, { decision: 'admit', reason: '', ...more });

describe('numbers', () => {
  it('are gapless, although admissions fail after drawing one, and when many come at once', async () => {
    const first = numberOf(await admit(await tell.submitted()));
    app.log.refusal = new Problem('log.damaged');
    const stopped = await admit(await tell.submitted());
    app.log.refusal = null;
    expect([stopped.status, problemShape(stopped)]).toEqual([500, 'log.damaged']);
    const waiting = [];
    for (let n = 0; n < 6; n++) waiting.push(await tell.submitted());
    // Each is decided twice at one moment: one admission wins, the other is told so.
    const replies = await Promise.all(
      waiting.flatMap((id) => [admit(id), app.post('gatekeeper2', `/api/demands/${id}/decide`, { decision: 'admit', reason: '' })]),
    );
    expect(replies.filter(({ status }) => status === 409).map(problemShape)).toEqual(Array(6).fill('demand.not-now'));
    const drawn = replies
      .filter(({ status }) => status === 200)
      .map(numberOf)
      .sort((a, b) => a - b);
    expect(drawn).toEqual(Array.from({ length: 6 }, (_, n) => first + 1 + n));
  });

  it('begin at 1 in a new year, by the calendar of the place', async () => {
    app.clock.set('2026-12-31T23:59:59+08:00');
    const next = { deadline: '2027-01-20T18:00:00+08:00' };
    expect((await admit(await tell.submitted(), next)).body.number).toMatch(/〔2026〕/);
    app.clock.set('2027-01-01T00:00:00+08:00');
    expect((await admit(await tell.submitted(), next)).body.number).toBe('临溪准〔2027〕1号');
  });
});

describe('deadline and expiry', () => {
  it.each([
    ['a deadline that has passed', { deadline: '2026-11-10T08:59:59+08:00' }],
    ['a deadline of this very moment', { deadline: morning }],
    ['an expiry before the deadline', { deadline: '2026-11-25T18:00:00+08:00', expiresAt: '2026-11-25T17:59:59+08:00' }],
    ['an expiry on the deadline', { deadline: '2026-11-25T18:00:00+08:00', expiresAt: '2026-11-25T10:00:00Z' }],
    ['an expiry in two years', { deadline: '2026-11-25T18:00:00+08:00', expiresAt: '2028-11-10T00:00:00+08:00' }],
    ['30 February', { deadline: '2027-02-30T18:00:00+08:00' }],
    ['month 13', { deadline: '2026-13-01T18:00:00+08:00' }],
    ['25 o’clock', { deadline: '2026-11-25T25:00:00+08:00' }],
    ['an offset of 99 hours', { deadline: '2026-11-25T18:00:00+99:00' }],
    ['year 9999', { deadline: '9999-12-31T23:59:59+08:00' }],
    ['expiry on 31 June', { expiresAt: '2027-06-31T00:00:00+08:00' }],
  ])('%s is refused, and the demand waits as before', async (_, times) => {
    const id = await tell.submitted();
    const reply = await admit(id, times);
    expect([reply.status, problemShape(reply)]).toEqual([400, 'demand.deadline']);
    expect((await app.get('gatekeeper', `/api/demands/${id}`)).body).toMatchObject({ state: 'submitted', number: null });
  });

  it('a draft without a deadline needs one at the gate', async () => {
    const id = await tell.submitted({ draft: draft({ deadline: null }) });
    const reply = await admit(id);
    expect([reply.status, reply.body.slug, reply.body.fields[0].path]).toEqual([400, 'demand.deadline', '/deadline']);
    expect((await admit(id, { deadline: '2026-11-25T18:00:00+08:00', expiresAt: '2027-11-01T00:00:00+08:00' })).body.terms.expiresAt).toBe(
      '2027-11-01T00:00:00+08:00',
    );
  });

  it.each(['2027-02-30T18:00:00+08:00', '2026-13-45T99:99:99Z', '0000-01-01T00:00:00Z'])(
    'a draft due on %s is refused',
    async (deadline) => {
      const reply = await app.post('drafter', '/api/demands', draft({ deadline }));
      expect([reply.status, problemShape(reply)]).toEqual([400, 'demand.deadline']);
    },
  );
});

describe('who is asked', () => {
  it.each([
    ['nobody is left', { level: 'village', under: [places.village], except: [places.village] }, 'demand.audience-empty'],
    ['another county', { level: 'village', under: [places.foreignCounty], except: [] }, 'demand.audience-empty'],
    ['own and another county', { level: 'village', under: [places.county, places.foreignTownship], except: [] }, 'demand.audience-empty'],
    ['the city', { level: 'village', under: [places.city], except: [] }, 'demand.audience-empty'],
    ['no such place', { level: 'village', under: ['990201199000'], except: [] }, 'demand.audience-empty'],
    ['no place', { level: 'village', under: [], except: [] }, 'input.invalid'],
    ['a level that none asks', { level: 'county', under: [places.county], except: [] }, 'input.invalid'],
    ['a code of another width', { level: 'village', under: ['990201'], except: [] }, 'input.invalid'],
  ])('%s', async (_, audience, slug) => {
    const reply = await app.post('drafter', '/api/demands', draft({ audience: audience as never }));
    expect([reply.status, problemShape(reply)]).toEqual([400, slug]);
  });

  it('a place named twice, and one inside another, is asked once', async () => {
    const id = await tell.admitted({
      draft: draft({ audience: { level: 'village', under: [places.township, places.township, places.village], except: [] } }),
    });
    expect((await app.get('drafter', `/api/demands/${id}`)).body.terms.units).toBe(3);
  });
});

describe('lists', () => {
  it('every page once, nothing doubled or lost, although demands move in between', async () => {
    const own = new Set<string>();
    for (let n = 0; n < 7; n++) {
      app.clock.forward({ seconds: n % 3 === 0 ? 0 : 1 });
      own.add(await tell.drafted({ by: 'otherDrafter' }));
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { id: string }[]; next: string | null } = expected(
        await app.get('otherDrafter', `/api/demands?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`),
        200,
      );
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      // A newcomer stands before the first page and disturbs none of the later ones.
      app.clock.forward({ seconds: 1 });
      await tell.drafted({ by: 'otherDrafter' });
    } while (cursor !== null);
    expect(seen).toHaveLength(new Set(seen).size);
    expect([...own].filter((id) => !seen.includes(id))).toEqual([]);
  });

  it.each([
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('hello').toString('base64url')],
    ['an object', Buffer.from('{"0":"a","1":"b"}').toString('base64url')],
    ['too short a key', Buffer.from('["2026-11-10T01:00:00.000Z"]').toString('base64url')],
    ['numbers', Buffer.from('[1,2]').toString('base64url')],
    ['no moment', Buffer.from('["yesterday","01930000-0000-7000-8000-000000000001"]').toString('base64url')],
    ['an impossible moment', Buffer.from('["2026-13-99T99:99:99.000Z","01930000-0000-7000-8000-000000000001"]').toString('base64url')],
    ['no id', Buffer.from('["2026-11-10T01:00:00.000Z","x\' or 1=1 --"]').toString('base64url')],
    ['NUL', Buffer.from('["2026-11-10T01:00:00.000Z","\\u0000"]').toString('base64url')],
  ])('a forged cursor with %s is refused everywhere', async (_, cursor) => {
    for (const [who, path] of [
      ['drafter', '/api/demands'],
      ['village', '/api/receipts'],
      ['village', '/api/units'],
      [null, '/api/sunlight/demands'],
    ] as const) {
      // prettier-ignore
      const reply = await app.get(who, `${path}?cursor=${cursor}`);
      expect([path, reply.status, problemShape(reply)]).toEqual([path, 400, 'input.cursor']);
    }
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'state=secret', 'limit=1&limit=2', `cursor=${'x'.repeat(401)}`])(
    '?%s is refused and named',
    async (query) => {
      const reply = await app.get('drafter', `/api/demands?${query}`);
      expect([reply.status, problemShape(reply), reply.body.fields[0].path]).toEqual([400, 'input.invalid', `/${query.split('=')[0]}`]);
    },
  );

  it('a state narrows it', async () => {
    const id = await tell.returned();
    const { items } = expected(await app.get('drafter', '/api/demands?state=returned'), 200);
    expect(items.map((item: { id: string }) => item.id)).toContain(id);
    expect(new Set(items.map((item: { state: string }) => item.state))).toEqual(new Set(['returned']));
  });
});

describe('today', () => {
  it('shows what is in force for the unit by deadline, and what the gate kept away', async () => {
    const later = await tell.admitted({ draft: draft({ deadline: '2026-11-27T18:00:00+08:00' }) });
    const sooner = await tell.admitted({ draft: draft({ deadline: '2026-11-20T18:00:00+08:00' }) });
    const elsewhere = await tell.admitted({ draft: draft({ audience: { level: 'village', under: [places.otherTownship], except: [] } }) });
    const kept = await tell.refused({ draft: refusedDraft({ title: '被挡住的一件' }) });
    const keptElsewhere = await tell.refused({
      draft: refusedDraft({ audience: { level: 'village', under: [places.otherTownship], except: [] } }),
    });
    const waiting = await tell.submitted();
    const receipt = await tell.answered(sooner);
    const day = expected(await app.get('village', '/api/today'), 200);
    const ids = day.items.map(({ id }: { id: string }) => id);
    expect([day.date, day.unit]).toEqual(['2026-11-10', { code: places.village, name: '𠮷塘村' }]);
    expect([ids.indexOf(sooner) < ids.indexOf(later), ids.includes(elsewhere), ids.includes(waiting), ids.includes(kept)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(day.items.find(({ id }: { id: string }) => id === sooner).answered).toMatchObject({
      receipt,
      late: false,
      version: 1,
      superseded: false,
    });
    expect(day.items.find(({ id }: { id: string }) => id === later).answered).toBeNull();
    const away = day.kept.map(({ id }: { id: string }) => id);
    expect([away.includes(kept), away.includes(keptElsewhere)]).toEqual([true, false]);

    await app.post('drafter', `/api/demands/${sooner}/withdraw`, { reason: '不用报了' });
    const after = expected(await app.get('village', '/api/today'), 200);
    expect(after.items.some(({ id }: { id: string }) => id === sooner)).toBe(false);
    app.clock.set('2026-12-05T09:00:00+08:00');
    const { items } = expected(await app.get('village', '/api/today'), 200);
    expect(items.filter(({ id }: { id: string }) => id === later || id === sooner)).toEqual([]);
  });
});
