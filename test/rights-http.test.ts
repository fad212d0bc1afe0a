import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemShape, testApp, type Reply, type TestApp } from './app.ts';
import { everybody, newId, parts, places, villagerOf, villages, type Who } from './cast.ts';
import {
  hasPart,
  isAtOrBelow,
  mayDo,
  mayOpenReceipt,
  type Deed,
  type OracleDemand,
  type Operation,
  type OraclePerson,
  type OraclePlace,
} from './oracle.ts';
import { draft, expected, field, refusedDraft, Scenarios } from './scenarios.ts';

/** The cast's places again as a tree of names, for the oracle. */
const tree = new Map<string, OraclePlace>();
for (const [code, above] of [
  [places.city, null], [places.county, places.city], [places.foreignCounty, places.city],
  [places.township, places.county], [places.otherTownship, places.county], [places.foreignTownship, places.foreignCounty],
  [places.village, places.township], [places.neighbour, places.township], [places.farVillage, places.township],
  [places.otherVillage, places.otherTownship], [places.lastVillage, places.otherTownship], [places.foreignVillage, places.foreignTownship],
] as const) tree.set(code, { code, above: above === null ? null : tree.get(above)! }); // prettier-ignore
const at = (code: string): OraclePlace => tree.get(code)!;

interface Placed extends OracleDemand {
  readonly id: string;
  readonly state: State;
  /** Whose terms are in force now: the last version's units, unless it was withdrawn. */
  readonly inForce: readonly OraclePlace[];
}

const states = [
  'draft',
  'submitted',
  'returned',
  'refused',
  'awaitingConfirmation',
  'admitted',
  'revised',
  'superseded',
  'withdrawn',
] as const;
type State = (typeof states)[number];

const wish = fc.record({
  state: fc.constantFrom(...states),
  by: fc.constantFrom('drafter', 'drafter', 'otherDrafter', 'foreignDrafter'),
  level: fc.constantFrom('village', 'village', 'township'),
  under: fc.subarray(['whole', 'township', 'otherTownship'], { minLength: 1 }),
  except: fc.subarray([...villages], { maxLength: 2 }),
});
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

let app: TestApp;
let tell: Scenarios;
let world: Placed[];
let people: Map<Who, OraclePerson>;
const receipts: { id: string; unit: OraclePlace; county: OraclePlace }[] = [];

beforeAll(async () => {
  app = await testApp({ poolSize: 12 });
  tell = new Scenarios(app);
  people = new Map(everybody.map((who) => [who, { role: parts[who].role, place: at(app.cast[who].place), county: at(`${app.cast[who].county}000000`), organ: app.cast[who].organ }]));
  // Every state at least once, the rest at random: a fixed seed, so that a difference can be looked at again.
  const wishes = fc.sample(wish, { numRuns: 15, seed: 20_261_124 }).map((one, n) => (n < states.length ? { ...one, state: states[n]!, by: n % 3 === 2 ? one.by : 'drafter' } : one));
  world = [];
  for (const one of wishes) world.push(await make(one));
  for (const demand of world) for (const unit of demand.inForce.slice(0, 2)) {
    const who = villagerOf.get(unit.code);
    if (who !== undefined) receipts.push({ id: await tell.answered(demand.id, who), unit, county: demand.county });
  }
  await app.sequencer.drain();
}); // prettier-ignore
afterAll(() => app.close());

async function make({ state, by, level, under, except }: Wish): Promise<Placed> {
  const foreign = by === 'foreignDrafter';
  const home = at(foreign ? places.foreignCounty : places.county);
  const tops = foreign || under.includes('whole') ? [home.code] : under.map((name) => places[name as 'township']);
  const asked = [...tree.values()].filter((place) => place.code.endsWith('000') === (level === 'township') && depth(place) === (level === 'township' ? 2 : 3))
    .filter((place) => tops.some((top) => isAtOrBelow(place, at(top))) && !(level === 'village' && !foreign && except.includes(place.code as never))); // prettier-ignore
  const audience = { level: level as 'village', under: tops, except: level === 'village' && !foreign ? except : [] };
  // What is refused needs reasons, so that a bare submit below never succeeds; the county beside has one gatekeeper only.
  const first =
    foreign && ['admitted', 'revised', 'superseded', 'withdrawn'].includes(state) ? draft({ audience }) : refusedDraft({ audience });
  const id = await tell.drafted({ draft: first, by: by as Who });
  const gate: Who = foreign ? 'foreignGatekeeper' : 'gatekeeper';
  const told = { id, state, county: home, organ: app.cast[by as Who].organ!, sent: state !== 'draft' };
  if (state === 'draft') return { ...told, versions: [], inForce: [] };
  await tell.submit(id, by);
  if (state === 'returned' || state === 'refused') await tell.decided(id, state === 'returned' ? 'return' : 'refuse', gate);
  if (state === 'awaitingConfirmation' && !foreign) await tell.decided(id, 'propose', gate);
  if (['submitted', 'returned', 'refused', 'awaitingConfirmation'].includes(state)) return { ...told, versions: [], inForce: [] };
  await admit(id, foreign, gate);
  if (state === 'admitted') return { ...told, versions: [asked], inForce: asked };
  if (state === 'withdrawn') {
    expected(await app.post(by, `/api/demands/${id}/withdraw`, { reason: '不用了' }), 200);
    return { ...told, versions: [asked], inForce: [] };
  }
  const next = { level: 'village' as const, under: [foreign ? places.foreignTownship : places.otherTownship], except: [] };
  await tell.revised(id, { ...first, audience: next, fields: [field('f1'), field('f2', 'integer', { required: false })] }, by);
  if (state === 'revised') return { ...told, versions: [asked], inForce: asked };
  await admit(id, foreign, gate);
  const after = [...tree.values()].filter((place) => depth(place) === 3 && isAtOrBelow(place, at(next.under[0]!)));
  return { ...told, versions: [asked, after], inForce: after };
}

async function admit(id: string, foreign: boolean, gate: Who): Promise<void> {
  await tell.decided(id, foreign ? 'admit' : 'propose', gate);
  if (!foreign) expected(await app.post('gatekeeper2', `/api/demands/${id}/confirm`, { reason: '同意' }), 200);
}

function depth(place: OraclePlace): number {
  return place.above === null ? 0 : 1 + depth(place.above);
}

/** Refused as unsound wherever it is allowed. */
const noChange = { title: '没改', inForceFrom: '2026-12-01', params: [], yaml: null };

type Request = (who: Who, id: string) => Promise<Reply>;

/** One harmless request a route: where it is allowed it fails on something else or only reads. */
const routes: Readonly<Record<string, { deed: Deed; part: Operation; request: Request; when?: (demand: Placed) => boolean }>> = {
  'GET demand': { deed: 'see', part: 'listDemands', request: (who, id) => app.get(who, `/api/demands/${id}`) },
  'PUT draft': {
    deed: 'writeDraft', part: 'draftDemands',
    request: (who, id) => app.call(who, 'PUT', `/api/demands/${id}/draft`, { body: draft({ fields: [field('f1'), field('f1')] }) }),
  },
  submit: { deed: 'writeDraft', part: 'draftDemands', request: (who, id) => app.post(who, `/api/demands/${id}/submit`, { reasons: [] }) },
  withdraw: { deed: 'writeDraft', part: 'draftDemands', request: (who, id) => app.post(who, `/api/demands/${id}/withdraw`, { reason: '不用了' }), when: ({ state }) => state === 'withdrawn' },
  'GET template': { deed: 'see', part: 'listDemands', request: (who, id) => app.get(who, `/api/demands/${id}/template`), when: () => false },
  'GET filled': { deed: 'rollUp', part: 'listDemands', request: (who, id) => app.get(who, `/api/demands/${id}/filled`), when: () => false },
  discard: { deed: 'writeDraft', part: 'draftDemands', request: (who, id) => app.post(who, `/api/demands/${id}/discard`), when: ({ state }) => state !== 'revised' },
  decide: { deed: 'decide', part: 'decideDemands', request: (who, id) => app.post(who, `/api/demands/${id}/decide`, { decision: 'return', reason: ' ' }) },
  confirm: { deed: 'decide', part: 'decideDemands', request: (who, id) => app.post(who, `/api/demands/${id}/confirm`, { reason: '同意' }), when: ({ state }) => state !== 'awaitingConfirmation' },
  'GET rollup': { deed: 'rollUp', part: 'listDemands', request: (who, id) => app.get(who, `/api/rollup/${id}?by=village`) },
}; // prettier-ignore

describe('rights through HTTP', () => {
  it.each(Object.keys(routes))('%s: every person on every demand, and a denial looks as if nothing were there', async (name) => {
    const { deed, part, request, when = () => true } = routes[name]!;
    for (const who of everybody) {
      const person = people.get(who)!;
      const nothing = await request(who, newId());
      if (!hasPart(person, part)) {
        expect([who, nothing.status, problemShape(nothing)]).toEqual([who, 403, 'right.missing']);
      } else expect([who, nothing.status, problemShape(nothing)]).toEqual([who, 404, 'thing.missing']);
      for (const demand of world) {
        const allowed = hasPart(person, part) && mayDo(person, deed, demand);
        if (allowed && !when(demand)) continue;
        const reply = await request(who, demand.id);
        const told = {
          who,
          state: demand.state,
          organ: demand.organ,
          audience: demand.versions.map((units) => units.map(({ code }) => code)),
        };
        if (allowed)
          expect({ ...told, status: reply.status }).toEqual({
            ...told,
            status: expect.toSatisfy((status) => ![401, 403, 404, 500].includes(status)),
          });
        else expect({ ...told, status: reply.status, body: reply.body }).toEqual({ ...told, status: nothing.status, body: nothing.body });
      }
    }
  });

  it('answers: only what is asked of the own unit, now', async () => {
    for (const who of everybody) {
      const person = people.get(who)!;
      for (const demand of world) {
        const reply = await app.post(who, `/api/answers/${demand.id}`, { values: { nobodyAsked: 1 } });
        const asked = demand.versions.at(-1)?.some(({ code }) => code === person.place.code) ?? false;
        const wanted = !hasPart(person, 'sendAnswers') ? [403, 'right.missing']
          : person.county.code !== demand.county.code ? [404, 'thing.missing']
          // The one thing that is said of a demand without terms: that it has no number, so that nothing is owed.
          : demand.versions.length === 0 ? [409, 'answer.no-number']
          : !asked ? [404, 'answer.not-addressed']
          : demand.state === 'withdrawn' ? [409, 'answer.withdrawn'] : [400, 'answer.values']; // prettier-ignore
        expect([who, demand.state, reply.status, problemShape(reply)]).toEqual([who, demand.state, ...wanted]);
        const form = await app.get(who, `/api/answers/${demand.id}`);
        if (!hasPart(person, 'sendAnswers')) expect(form.status).toBe(403);
        else if (!mayDo(person, 'answer', demand)) expect([form.status, problemShape(form)]).toEqual([404, 'thing.missing']);
        else if (asked) expect(form.status).toBe(200);
      }
    }
  });

  it('lists hold what one may see, all of it and nothing else', async () => {
    for (const who of everybody) {
      const person = people.get(who)!;
      const list = await app.get(who, '/api/demands?limit=200');
      if (!hasPart(person, 'listDemands')) expect([who, list.status]).toEqual([who, 403]);
      else {
        const seen = list.body.items.map(({ id }: { id: string }) => id).sort();
        expect([who, seen]).toEqual([who, world.filter((demand) => mayDo(person, 'see', demand)).map(({ id }) => id).sort()]);
      } // prettier-ignore
      const today = await app.get(who, '/api/today');
      if (!hasPart(person, 'readToday')) expect([who, today.status]).toEqual([who, 403]);
      else {
        const due = world.filter((demand) => demand.inForce.some(({ code }) => code === person.place.code)).map(({ id }) => id);
        expect([who, today.body.items.map(({ id }: { id: string }) => id).sort()]).toEqual([who, due.sort()]);
      }
    }
  });

  it('who may see terms alone sees no draft, and no reasons that are not public', async () => {
    for (const who of everybody) {
      const person = people.get(who)!;
      for (const demand of world.filter((one) => hasPart(person, 'listDemands') && mayDo(person, 'see', one))) {
        const detail = expected(await app.get(who, `/api/demands/${demand.id}`), 200);
        expect([who, demand.state, detail.draft !== null]).toEqual([who, demand.state, mayDo(person, 'readDraft', demand)]);
        expect(detail.may.length > 0 ? mayDo(person, 'writeDraft', demand) || mayDo(person, 'decide', demand) : true).toBe(true);
      }
    }
  });

  it('receipts: the holder, who stands above, and those who verify', async () => {
    expect(receipts.length).toBeGreaterThan(5);
    for (const who of everybody) {
      const person = people.get(who)!;
      const list = await app.get(who, '/api/receipts?limit=200');
      const own = receipts.filter(({ unit, county }) => mayOpenReceipt(person, unit, county)).map(({ id }) => id).sort(); // prettier-ignore
      if (hasPart(person, 'readReceipts')) expect([who, list.body.items.map(({ id }: { id: string }) => id).sort()]).toEqual([who, own]);
      else expect([who, list.status]).toEqual([who, 403]);
      for (const { id } of receipts) {
        for (const path of [`/api/receipts/${id}`, `/api/receipts/${id}/status`]) {
          const reply = await app.get(who, path);
          const nothing = await app.get(who, path.replace(id, '0'.repeat(26)));
          if (own.includes(id)) expect([who, path, reply.status]).toEqual([who, path, 200]);
          else expect([who, path, reply.status, reply.body]).toEqual([who, path, nothing.status, nothing.body]);
        }
      }
    }
  });

  it('changes of the rules: those who decide or verify, in the own county only, and a denial looks as if nothing were there', async () => {
    const { id, nth } = expected(await app.post('gatekeeper', '/api/rules/changes', { ...noChange, title: '改', params: [{ name: 'consult.min_workdays', value: 7, basis: '会议纪要' }] }), 201); // prettier-ignore
    const reads = (one: string): [Operation, Request][] => [
      ['readRuleChanges', (who) => app.get(who, `/api/rules/changes/${one}`)],
      ['readRuleChanges', (who) => app.get(who, `/api/rules/changes/${one}/preview`)],
    ];
    const writes = (one: string): [Operation, Request][] => [
      ['changeRules', (who) => app.call(who, 'PUT', `/api/rules/changes/${one}`, { body: noChange })],
      ...['propose', 'approve', 'reject'].map((verb): [Operation, Request] => ['changeRules', (who) => app.post(who, `/api/rules/changes/${one}/${verb}`, { reason: ' ', nth: nth + 7 })]),
      ['changeRules', (who) => app.post(who, `/api/rules/changes/${one}/withdraw`, { reason: '' })],
    ]; // prettier-ignore
    for (const who of everybody.filter((one) => one !== 'gatekeeper')) {
      const person = people.get(who)!;
      const pairs = [...reads(id), ...writes(id)].map((real, at) => [real, [...reads(newId()), ...writes(newId())][at]!] as const);
      for (const [[part, request], [, absent]] of pairs) {
        const [reply, nothing] = [await request(who, ''), await absent(who, '')];
        if (!hasPart(person, part)) expect([who, reply.status, problemShape(reply)]).toEqual([who, 403, 'right.missing']);
        else if (app.cast[who].county === app.cast.gatekeeper.county)
          expect([who, [401, 403, 404, 500].includes(reply.status)]).toEqual([who, false]);
        else expect([who, reply.status, reply.body]).toEqual([who, nothing.status, nothing.body]);
      }
    }
    for (const path of ['/api/sunlight/rules', '/api/sunlight/rules/versions?county=990201', '/api/sunlight/rules/rule?id=cn-2024/D2.2'])
      expect([path, (await app.get(null, path)).status]).toEqual([path, 200]);
  });

  it('what needs no thing: each role has its part', async () => {
    const wanted: readonly [Operation, Request][] = [
      ['draftDemands', (who) => app.post(who, '/api/demands', draft({ fields: [field('f1'), field('f1')] }))],
      ['draftDemands', (who) => app.post(who, '/api/templates', {})],
      ['fillTables', (who) => app.get(who, '/api/elements/meanings')],
      ['decideMeanings', (who) => app.post(who, '/api/elements/meanings', { fingerprint: null, heading: '没有', element: 'no.such' })],
      ['decideMeanings', (who) => app.post(who, '/api/elements/meanings/00000000-0000-7000-8000-000000000000/take-back')],
      ['checkNotices', (who) => app.post(who, '/api/check', { text: '请报送。' })],
      ['checkNotices', (who) => app.get(who, '/api/rules/local')],
      ['readRuleChanges', (who) => app.get(who, '/api/rules/changes')],
      ['readRuleChanges', (who) => app.get(who, '/api/rules/replay')],
      ['readRuleChanges', (who) => app.get(who, '/api/conduct/replay')],
      ['changeRules', (who) => app.post(who, '/api/rules/changes', noChange)],
    ];
    for (const [part, request] of wanted) {
      for (const who of everybody) {
        const { status } = await request(who, '');
        expect([who, part, status === 403]).toEqual([who, part, !hasPart(people.get(who)!, part)]);
      }
    }
    for (const who of everybody) {
      const units = expected(await app.get(who, `/api/units?limit=200&under=${places.county}`), 200).items as { code: string }[];
      expect(units.every(({ code }) => code.startsWith(app.cast[who].county))).toBe(true);
    }
  });
});
