import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemShape, testApp, type Reply, type TestApp } from './app.ts';
import { everybody, newId, parts, places, type Who } from './cast.ts';
import {
  hasPart,
  mayCorrectEvent,
  mayDo,
  maySeeEvent,
  maySpeakOf,
  type OracleEvent,
  type Operation,
  type OraclePerson,
  type OraclePlace,
} from './oracle.ts';
import { draft, expected, Scenarios } from './scenarios.ts';

const tree = new Map<string, OraclePlace>();
for (const [code, above] of [
  [places.city, null], [places.county, places.city], [places.foreignCounty, places.city],
  [places.township, places.county], [places.otherTownship, places.county], [places.foreignTownship, places.foreignCounty],
  [places.village, places.township], [places.neighbour, places.township], [places.farVillage, places.township],
  [places.otherVillage, places.otherTownship], [places.lastVillage, places.otherTownship], [places.foreignVillage, places.foreignTownship],
] as const) tree.set(code, { code, above: above === null ? null : tree.get(above)! }); // prettier-ignore
const at = (code: string): OraclePlace => tree.get(code)!;

let app: TestApp;
let people: Map<Who, OraclePerson>;
const filed: (OracleEvent & { id: string; by: Who })[] = [];
let demand: string;

const organs = { drafter: '临溪县水利局', otherDrafter: '临溪县农业农村局', foreignDrafter: '对岸县水利局' } as const;

/** Filed by every kind of hand, at one village, at several, at a township, in the county beside. */
const told: readonly (readonly [Who, keyof typeof organs, readonly (keyof typeof places)[]])[] = [
  ['drafter', 'drafter', ['village']],
  ['drafter', 'drafter', ['village', 'otherVillage']],
  ['otherDrafter', 'otherDrafter', ['township']],
  ['village', 'drafter', ['village']],
  ['township', 'drafter', ['neighbour', 'farVillage']],
  ['township', 'otherDrafter', ['township']],
  ['otherVillage', 'otherDrafter', ['otherVillage']],
  ['gatekeeper', 'drafter', ['lastVillage', 'neighbour']],
  ['foreignDrafter', 'foreignDrafter', ['foreignVillage']],
  ['stranger', 'foreignDrafter', ['foreignVillage']],
];

beforeAll(async () => {
  app = await testApp({ poolSize: 12 });
  people = new Map(everybody.map((who) => [who, { role: parts[who].role, place: at(app.cast[who].place), county: at(`${app.cast[who].county}000000`), organ: app.cast[who].organ }]));
  for (const [by, organ, units] of told) {
    const body = { kind: 'visit', organ: organs[organ], starts: '2026-11-09', name: '冬修调研', units: units.map((unit) => places[unit]) };
    const { id } = expected(await app.post(by, '/api/conduct/events', body), 201);
    const { role } = parts[by];
    filed.push({ id, by, county: people.get(by)!.county, organ: app.cast[organ].organ!, units: units.map((unit) => at(places[unit])), filedBy: role === 'department' ? 'organ' : role === 'gatekeeper' ? 'gate' : people.get(by)!.place });
  }
  demand = await new Scenarios(app).admitted();
}); // prettier-ignore
afterAll(() => app.close());

async function denied(who: Who, part: Operation, request: (id: string) => Promise<Reply>, id: string, allowed: boolean): Promise<void> {
  const [reply, nothing] = [await request(id), await request(newId())];
  if (!hasPart(people.get(who)!, part)) expect([who, reply.status, problemShape(reply)]).toEqual([who, 403, 'right.missing']);
  else {
    expect([who, nothing.status, problemShape(nothing)]).toEqual([who, 404, 'thing.missing']);
    if (allowed) expect([who, id, reply.status < 500 && ![401, 403, 404].includes(reply.status)]).toEqual([who, id, true]);
    else expect([who, id, reply.status, reply.body]).toEqual([who, id, nothing.status, nothing.body]);
  }
}

describe('rights on what took place', () => {
  it('an event is read by those who may, and is nothing to the others', async () => {
    for (const who of everybody)
      for (const event of filed) await denied(who, 'readEvents', (id) => app.get(who, `/api/conduct/events/${id}`), event.id, maySeeEvent(people.get(who)!, event));
  }); // prettier-ignore

  it('the list holds what one may see, all of it and nothing else', async () => {
    for (const who of everybody) {
      const list = await app.get(who, '/api/conduct/events?limit=200');
      if (!hasPart(people.get(who)!, 'readEvents')) expect([who, list.status]).toEqual([who, 403]);
      else expect([who, list.body.items.map(({ id }: { id: string }) => id).sort()]).toEqual([who, filed.filter((event) => maySeeEvent(people.get(who)!, event)).map(({ id }) => id).sort()]);
    }
  }); // prettier-ignore

  it('a field post sees its own places of a visit and not the others; who filed it the gate and the auditor see', async () => {
    for (const who of everybody.filter((one) => hasPart(people.get(one)!, 'readEvents'))) {
      const { items } = expected(await app.get(who, '/api/conduct/events?limit=200'), 200);
      const wide = who === 'gatekeeper' || who === 'gatekeeper2' || who === 'auditor' || who === 'foreignGatekeeper';
      for (const item of items) {
        expect([who, item.by !== null]).toEqual([who, wide]);
        const field = ['village', 'township'].includes(parts[who].role);
        if (field) for (const unit of item.units) expect([who, unit.code.startsWith(people.get(who)!.place.code.replace(/000$/, ''))]).toEqual([who, true]);
      }
    }
  }); // prettier-ignore

  it('is corrected by those who filed it', async () => {
    for (const who of everybody)
      for (const event of filed) {
        const request = (id: string): Promise<Reply> => app.post(who, `/api/conduct/events/${id}/correct`, { version: 99, reason: '试一试', event: null });
        const person = people.get(who)!;
        if (hasPart(person, 'fileEvents') && maySeeEvent(person, event) && !mayCorrectEvent(person, event)) expect([who, (await request(event.id)).status]).toEqual([who, 403]);
        else await denied(who, 'fileEvents', request, event.id, mayCorrectEvent(person, event));
      }
  }); // prettier-ignore

  it('is spoken of by the units that it came to', async () => {
    for (const who of everybody)
      for (const event of filed) await denied(who, 'sayWhatWasDone', (id) => app.post(who, `/api/conduct/reports/${id}`, { behaviours: ['B9'] }), event.id, maySpeakOf(people.get(who)!, event));
  }); // prettier-ignore

  it('of a demand: those it was addressed to speak, those who see it read its history', async () => {
    const asked: readonly Who[] = ['village', 'neighbour', 'farVillage', 'otherVillage', 'lastVillage'];
    const seen = { county: at(places.county), organ: app.cast.drafter.organ!, sent: true, versions: [asked.map((who) => people.get(who)!.place)] };
    for (const who of everybody) {
      await denied(who, 'sayWhatWasDone', (id) => app.post(who, `/api/conduct/reports/${id}`, { behaviours: ['B9'] }), demand, asked.includes(who));
      await denied(who, 'listDemands', (id) => app.get(who, `/api/conduct/demands/${id}`), demand, mayDo(people.get(who)!, 'see', seen));
    }
  }); // prettier-ignore

  it('what needs no thing: each role has its part', async () => {
    const { title, kind, audience, deadline, expiresAt, metadata } = draft();
    const wanted: readonly [Operation, (who: Who) => Promise<Reply>][] = [
      ['fileEvents', (who) => app.post(who, '/api/conduct/events', { kind: 'visit', organ: '无', starts: '2026-13-45', units: [] })],
      ['decideDemands', (who) => app.post(who, '/api/conduct/import', { text: 'organ,kind,date,units\n某局,visit,2026-11-09,没有的村\n' })],
      ['lookAtDrafts', (who) => app.post(who, '/api/conduct/check', { title, kind, audience, deadline, expiresAt, metadata })],
      ['readFindings', (who) => app.get(who, '/api/conduct/findings')],
      ['readFindings', (who) => app.get(who, '/api/conduct/queue')],
      ['readWhatWasSaid', (who) => app.get(who, '/api/conduct/heard')],
      ['sayWhatWasDone', (who) => app.get(who, '/api/conduct/to-say')],
    ];
    for (const [part, request] of wanted) {
      for (const who of everybody) {
        const reply = await request(who);
        expect([who, part, reply.status === 403, reply.status < 500]).toEqual([who, part, !hasPart(people.get(who)!, part), true]);
      }
    }
  });

  it('nobody files for another: an organ for a second one, a unit beyond its place, anybody in the county beside', async () => {
    const file = (who: Who, more: object): Promise<Reply> =>
      app.post(who, '/api/conduct/events', {
        kind: 'check',
        organ: organs.drafter,
        starts: '2026-11-09',
        units: [places.village],
        ...more,
      });
    for (const [who, more] of [
      ['otherDrafter', {}],
      ['drafter', { units: [places.foreignVillage] }],
      ['village', { units: [places.neighbour] }],
      ['village', { units: [places.village, places.neighbour] }],
      ['village', { units: [] }],
      ['village', { behaviours: ['B4'] }],
      ['village', { starts: '2026-11-11' }],
      ['township', { units: [places.otherVillage] }],
      ['gatekeeper', { units: [places.foreignVillage] }],
    ] as const) {
      const reply = await file(who, more);
      expect([who, more, reply.status, problemShape(reply)]).toEqual([who, more, 400, 'input.invalid']);
    }
  });
});
