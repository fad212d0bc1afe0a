import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Compile } from 'typebox/compile';
import { morning, problemShape, testApp, type CallOptions, type Reply, type TestApp } from './app.ts';
import { docxParts, pack, tableXml } from './office/make-docx.ts';
import { codeAt, stepOf } from '../src/nouns/people/totp.ts';
import { fromBase32 } from './authenticator.ts';
import { password, places, type Who } from './cast.ts';
import { draft, field, ruleChange, Scenarios } from './scenarios.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Description {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly components?: { readonly securitySchemes?: Readonly<Record<string, unknown>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

let app: TestApp;
let tell: Scenarios;
let description: Description;

const face = { signIns: [{ name: 'a', password: 'b', role: 'village', place: '村' }], demand: { demandId: 'x', values: { f1: 1 } } };

beforeAll(async () => {
  app = await testApp({ demo: face });
  tell = new Scenarios(app);
  description = (await app.get(null, '/api/openapi.json')).body;
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

function operations(): [string, Operation][] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(() => path.startsWith('/api/'))
      .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as [string, Operation]),
  );
}

/** The server's own list, from the tree that its router prints. */
function routes(): string[] {
  const open: string[] = [];
  return app.app.printRoutes({ commonPrefix: false }).split('\n').flatMap((line) => {
    const [, indent = '', path = '', methods = ''] = /^([│├└─ ]*)(\S+) \(([A-Z, ]+)\)$/.exec(line) ?? [];
    if (path === '') return [];
    const depth = indent.length / 4 - 1;
    open[depth] = `${depth === 0 ? '' : open[depth - 1]}${path}`;
    const url = open[depth].replaceAll(/:(\w+)/g, '{$1}');
    return methods.split(', ').filter((method) => method !== 'HEAD').map((method) => `${method} ${url}`);
  }); // prettier-ignore
}

/** What OpenAPI 3.1 asks of the parts that we use; schemas are JSON Schema 2020-12. */
function faults({ openapi, info, paths, components }: Description): string[] {
  const found: string[] = [];
  const say = (fine: boolean, what: string): void => void (fine || found.push(what));
  say(/^3\.1\.\d+$/.test(openapi), `openapi ${openapi}`);
  say(info.title !== '' && info.version !== '', 'info');
  for (const [path, methods] of Object.entries(paths)) {
    say(path.startsWith('/'), `path ${path}`);
    for (const [method, operation] of Object.entries(methods)) {
      const at = `${method} ${path}`;
      say(['get', 'put', 'post', 'delete', 'patch'].includes(method), at);
      if (!path.startsWith('/api/')) continue;
      say((operation.summary ?? '') !== '' && (operation.tags ?? []).length === 1, `${at}: summary and tag`);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(); // prettier-ignore
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path');
      say(
        JSON.stringify(declared.map(({ name }) => name).sort()) === JSON.stringify(inPath) &&
          declared.every(({ required }) => required === true),
        `${at}: path parameters`,
      );
      say(
        (operation.parameters ?? []).every((one) => ['path', 'query', 'header'].includes(one.in)),
        `${at}: parameters`,
      );
      for (const requirement of operation.security ?? [])
        say(
          Object.keys(requirement).every((name) => name in (components?.securitySchemes ?? {})),
          `${at}: security`,
        );
      say(
        Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status)) && 'default' in operation.responses,
        `${at}: responses`,
      );
      const schemas = [
        ...(operation.parameters ?? []).map(({ schema }) => schema),
        ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
      ];
      for (const { description: words = '', content = {} } of Object.values(operation.responses)) {
        say(words !== '', `${at}: a response without description`);
        schemas.push(...Object.values(content).map(({ schema }) => schema));
      }
      for (const schema of schemas) found.push(...schemaFaults(schema).map((fault) => `${at}: ${fault}`));
    }
  }
  return found;
}

const keywords = new Set(['type', 'enum', 'const', 'properties', 'required', 'additionalProperties', 'patternProperties', 'items', 'minItems', 'maxItems', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum',
  'anyOf', 'maxProperties', 'minProperties', 'description', 'contentMediaType', 'propertyNames']); // prettier-ignore

function schemaFaults(schema: unknown): string[] {
  if (typeof schema === 'boolean') return [];
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [`not a schema: ${JSON.stringify(schema)}`];
  const {
    type,
    properties = {},
    patternProperties = {},
    items,
    anyOf = [],
    additionalProperties,
    required = [],
  } = schema as Record<string, never>;
  const strange = Object.keys(schema).filter((name) => !keywords.has(name));
  const inner = [
    ...Object.values(properties),
    ...Object.values(patternProperties),
    ...(anyOf as unknown[]),
    ...(items === undefined ? [] : [items]),
    ...(additionalProperties === undefined ? [] : [additionalProperties]),
  ];
  return [
    ...strange.map((name) => `keyword ${name}`),
    ...(type === undefined || ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'].includes(type)
      ? []
      : [`type ${String(type)}`]),
    ...(required as string[]).filter((name) => !(name in properties)).map((name) => `requires ${name}, which it does not describe`),
    ...inner.flatMap(schemaFaults),
  ];
}

interface Sample {
  /** Somebody who may. */
  readonly who: Who | null;
  /** Somebody of a role or place that may not; null where everybody signed in may. */
  readonly not: Who | null;
  readonly url?: () => Promise<string>;
  readonly options?: () => Promise<CallOptions>;
}

const on =
  (make: () => Promise<string>, tail = '') =>
  async () =>
    `/api/demands/${await make()}${tail}`;
const rules =
  (make: () => Promise<string>, tail = '') =>
  async () =>
    `/api/rules/changes/${await make()}${tail}`;
const json = (body: unknown) => async (): Promise<CallOptions> => ({ body });
const multipart = async (): Promise<CallOptions> => ({
  body: Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="通知.txt"\r\n\r\n各村：请报送。\r\n--x--\r\n'),
  headers: { 'content-type': 'multipart/form-data; boundary=x' },
});

const visited = { kind: 'visit', organ: '临溪县水利局', starts: '2026-11-09', units: [places.village], name: '冬修调研' };

const samples: Readonly<Record<string, Sample>> = {
  'GET /api/openapi.json': { who: null, not: null },
  'GET /api/demo': { who: null, not: null },
  'POST /api/sign-in': { who: null, not: null, options: async () => ({ body: { name: app.cast.inspector.login, password } }) },
  'POST /api/sign-out': { who: 'lastVillage', not: null },
  'GET /api/me': { who: 'village', not: null },
  'POST /api/me/post': { who: 'foreignTownship', not: null, options: async () => ({ body: { post: app.cast.foreignTownship.post } }) },
  'POST /api/me/password': { who: 'foreignDrafter', not: null, options: json({ current: password, next: password.split('').reverse().join('') }) },
  'GET /api/me/sessions': { who: 'village', not: null },
  'POST /api/me/sessions/{id}/end': { who: 'stranger', not: null, url: async () => `/api/me/sessions/${(await app.get('stranger', '/api/me/sessions')).body.items[0].id}/end` },
  'POST /api/me/sessions/end-others': { who: 'village', not: null },
  'GET /api/me/factor': { who: 'village', not: null },
  'POST /api/me/factor': { who: 'foreignGatekeeper', not: null, options: json({ password }) },
  'POST /api/me/factor/confirm': { who: 'gatekeeper2', not: null, options: async () => ({ body: { code: await offered('gatekeeper2') } }) },
  'POST /api/me/factor/remove': { who: 'foreignGatekeeper', not: null, options: async () => { await offered('foreignGatekeeper'); return { body: { password, code: 'x' } }; } },
  'GET /api/people': { who: 'auditor', not: 'operator', url: async () => '/api/people?q=秦&limit=2' },
  'POST /api/people/posts': { who: 'security', not: 'gatekeeper', options: json({ person: { name: '新来', login: '新来的' }, role: 'village', title: '文书', place: places.village, organ: null, from: null, to: null, actingFor: null, reason: '换届' }) },
  'POST /api/people/posts/{id}/end': { who: 'security', not: 'auditor', url: async () => `/api/people/posts/${await appointed('离任')}/end`, options: json({ reason: '调走', successor: null }) },
  'POST /api/people/posts/{id}/new-password': { who: 'security', not: 'operator', url: async () => `/api/people/posts/${await appointed('忘密')}/new-password`, options: json({ reason: '忘了密码' }) },
  'POST /api/people/posts/{id}/drop-factor': { who: 'security', not: 'operator', url: async () => `/api/people/posts/${await appointed('丢机')}/drop-factor`, options: json({ reason: '手机丢了' }) },
  'GET /api/units': { who: 'operator', not: null, url: async () => `/api/units?q=村&under=${places.township}&level=village&limit=2` },
  'POST /api/check': { who: 'drafter', not: 'operator', options: json({ text: draft().text, metadata: { kind: 'form' } }) },
  'GET /api/demands': { who: 'gatekeeper', not: 'operator', url: async () => '/api/demands?limit=5&state=submitted' },
  'POST /api/demands': { who: 'drafter', not: 'gatekeeper', options: json(draft()) },
  'GET /api/demands/{id}': { who: 'auditor', not: 'inspector', url: on(() => tell.submitted()) },
  'PUT /api/demands/{id}/draft': { who: 'drafter', not: 'otherDrafter', url: on(() => tell.returned(), '/draft'), options: json(draft()) },
  'POST /api/demands/{id}/submit': {
    who: 'drafter', not: 'otherDrafter', url: on(() => tell.drafted(), '/submit'),
    options: async () => ({ body: { reasons: await tell.reasonsFor(await tell.drafted()) } }),
  },
  'POST /api/demands/{id}/decide': { who: 'gatekeeper', not: 'foreignGatekeeper', url: on(() => tell.submitted(), '/decide'), options: json({ decision: 'admit', reason: '', deadline: null }) },
  'POST /api/demands/{id}/confirm': { who: 'gatekeeper2', not: 'foreignGatekeeper', url: on(() => tell.awaitingConfirmation(), '/confirm'), options: json({ reason: '同意' }) },
  'POST /api/demands/{id}/withdraw': { who: 'drafter', not: 'gatekeeper', url: on(() => tell.admitted(), '/withdraw'), options: json({ reason: '不用了' }) },
  'POST /api/demands/{id}/discard': { who: 'drafter', not: 'gatekeeper', url: on(async () => tell.revised(await tell.admitted(), draft()), '/discard') },
  'GET /api/elements/meanings': { who: 'auditor', not: 'operator', url: async () => `/api/elements/meanings?fingerprint=${'a'.repeat(16)}` },
  'POST /api/elements/meanings': { who: 'village', not: 'inspector', options: json({ fingerprint: null, heading: '户主姓名', element: 'household.headName' }) },
  'POST /api/elements/meanings/{id}/take-back': { who: 'drafter', not: 'auditor', url: async () => `/api/elements/meanings/${await meaning()}/take-back` },
  'POST /api/templates': { who: 'drafter', not: 'village', options: async () => tableUpload() },
  'GET /api/demands/{id}/template': { who: 'village', not: 'stranger', url: async () => `/api/demands/${await withTemplate()}/template` },
  'GET /api/demands/{id}/filled': { who: 'drafter', not: 'village', url: async () => `/api/demands/${await withTemplate()}/filled` },
  'GET /api/demands/{id}/rosters': { who: 'drafter', not: 'operator', url: async () => `/api/demands/${await withRoster()}/rosters` },
  'POST /api/demands/held': { who: 'drafter', not: 'operator', options: async () => ({ body: { elements: ['person.name'], audience: draft().audience } }) },
  'GET /api/today': { who: 'village', not: 'drafter' },
  'GET /api/answers/{demandId}': { who: 'village', not: 'stranger', url: async () => `/api/answers/${await tell.admitted()}` },
  'POST /api/answers/{demandId}': { who: 'village', not: 'stranger', url: async () => `/api/answers/${await tell.admitted()}`, options: async () => ({ body: { values: { f1: 1 }, version: 1 }, headers: { 'idempotency-key': 'sample' } }) },
  'GET /api/rollup/{demandId}': { who: 'township', not: 'village', url: async () => `/api/rollup/${await answered()}?by=village` },
  'GET /api/receipts': { who: 'township', not: 'drafter', url: async () => `/api/receipts?year=2026&q=${encodeURIComponent('饮水')}&limit=2` },
  'GET /api/receipts/{id}': { who: 'village', not: 'neighbour', url: async () => `/api/receipts/${await receipt()}?values=none` },
  'GET /api/receipts/{id}/status': { who: 'inspector', not: 'otherTownship', url: async () => `/api/receipts/${await receipt()}/status` },
  'GET /api/conduct/events': { who: 'inspector', not: 'operator', url: async () => '/api/conduct/events?limit=2&kind=visit' },
  'POST /api/conduct/events': { who: 'drafter', not: 'inspector', options: json(visited) },
  'POST /api/conduct/import': { who: 'gatekeeper', not: 'drafter', options: json({ text: 'organ,kind,date,units\n临溪县水利局,visit,2026-11-09,𠮷塘村\n' }) },
  'GET /api/conduct/events/{id}': { who: 'village', not: 'otherVillage', url: async () => `/api/conduct/events/${await visit()}` },
  'POST /api/conduct/events/{id}/correct': { who: 'drafter', not: 'otherDrafter', url: async () => `/api/conduct/events/${await visit()}/correct`, options: json({ version: 1, reason: '没有去', event: null }) },
  'GET /api/conduct/demands/{id}': { who: 'gatekeeper', not: 'otherDrafter', url: async () => `/api/conduct/demands/${await tell.submitted()}` },
  'POST /api/conduct/check': { who: 'drafter', not: 'gatekeeper', options: async () => {
    const { title, kind, audience, deadline, expiresAt, metadata } = draft();
    return { body: { title, kind, audience, deadline, expiresAt, metadata } };
  } },
  'GET /api/conduct/queue': { who: 'gatekeeper', not: 'drafter' },
  'GET /api/conduct/findings': { who: 'gatekeeper', not: 'drafter' },
  'GET /api/conduct/to-say': { who: 'village', not: 'gatekeeper' },
  'POST /api/conduct/reports/{id}': { who: 'village', not: 'otherVillage', url: async () => `/api/conduct/reports/${await visit()}`, options: json({ behaviours: ['B1', 'B10'] }) },
  'GET /api/conduct/heard': { who: 'gatekeeper', not: 'village' },
  'GET /api/sunlight/conduct': { who: null, not: null, url: async () => `/api/sunlight/conduct?county=${places.county.slice(0, 6)}` },
  'GET /api/rules/changes': { who: 'auditor', not: 'drafter', url: async () => `/api/rules/changes?limit=${(await tell.ruleChange()).length > 0 ? 5 : 0}` },
  'GET /api/rules/changes/{id}': { who: 'gatekeeper2', not: 'foreignGatekeeper', url: rules(() => tell.ruleChange()) },
  'GET /api/rules/changes/{id}/preview': { who: 'auditor', not: 'inspector', url: rules(() => tell.ruleChange(), '/preview') },
  'GET /api/rules/local': { who: 'drafter', not: 'operator' },
  'GET /api/conduct/replay': { who: 'auditor', not: 'village' },
  'GET /api/rules/replay': { who: 'auditor', not: 'village' },
  'POST /api/rules/changes': { who: 'gatekeeper', not: 'auditor', options: json(ruleChange(8)) },
  'PUT /api/rules/changes/{id}': { who: 'gatekeeper', not: 'auditor', url: rules(() => tell.ruleChange()), options: json(ruleChange(9)) },
  'POST /api/rules/changes/{id}/propose': { who: 'gatekeeper', not: 'auditor', url: rules(() => tell.ruleChange(), '/propose'), options: json({ reason: '', nth: 1 }) },
  'POST /api/rules/changes/{id}/approve': { who: 'gatekeeper2', not: 'foreignGatekeeper', url: rules(() => tell.ruleChange('proposed'), '/approve'), options: json({ reason: '同意', nth: 1 }) },
  'POST /api/rules/changes/{id}/reject': { who: 'gatekeeper2', not: 'foreignGatekeeper', url: rules(() => tell.ruleChange('proposed'), '/reject'), options: json({ reason: '不行', nth: 1 }) },
  'POST /api/rules/changes/{id}/withdraw': { who: 'gatekeeper', not: 'foreignGatekeeper', url: rules(() => tell.ruleChange(), '/withdraw'), options: json({ reason: '' }) },
  'GET /api/sunlight/rules': { who: null, not: null, url: async () => `/api/sunlight/rules?county=${app.cast.drafter.county}&on=2026-12-02` },
  'GET /api/sunlight/rules/rule': { who: null, not: null, url: async () => '/api/sunlight/rules/rule?id=cn-2024/D2.2' },
  'GET /api/sunlight/rules/text/{digest}': { who: null, not: null, url: async () => `/api/sunlight/rules/text/${(await app.get(null, '/api/sunlight/rules')).body.product}` },
  'GET /api/sunlight/rules/versions': { who: null, not: null, url: async () => `/api/sunlight/rules/versions?county=${app.cast.drafter.county}` },
  'GET /api/sunlight/rules/versions/{version}': { who: null, not: null, url: async () => `/api/sunlight/rules/versions/${(await tell.ruleChange('approved')).length > 0 ? 1 : 0}?county=${app.cast.drafter.county}` },
  'GET /api/elements': { who: 'operator', not: null },
  'GET /api/elements/{key}': { who: 'village', not: null, url: async () => '/api/elements/unit.clinics' },
  'POST /api/elements': { who: 'gatekeeper', not: 'drafter', options: json({ key: 'site.seats', zh: '座位数', subject: 'site', type: 'integer', unit: '个', codeList: null, definition: '固定座位的个数', derivedFrom: null, sensitive: 'none', period: 'pointInTime' }) },
  'POST /api/elements/{key}/definitions': { who: 'drafter', not: 'gatekeeper', url: async () => '/api/elements/unit.clinics/definitions', options: json({ definition: '有执业许可的', basis: '' }) },
  'GET /api/ledger/registers': { who: 'inspector', not: 'gatekeeper' },
  'GET /api/ledger/registers/{register}/records': { who: 'village', not: 'operator', url: async () => `/api/ledger/registers/persons/records?limit=5&unit=${places.village}&unmask=true&q=x` },
  'POST /api/ledger/registers/{register}/records': { who: 'village', not: 'drafter', url: async () => '/api/ledger/registers/sites/records', options: async () => site() },
  'GET /api/ledger/registers/{register}/records/{id}': { who: 'village', not: 'neighbour', url: async () => `${await recorded()}?on=2026-11-10` },
  'POST /api/ledger/registers/{register}/records/{id}': { who: 'village', not: 'neighbour', url: recorded, options: json({ values: { 'site.area': '12.5' }, ended: '2026-11-10' }) },
  'GET /api/ledger/registers/{register}/records/{id}/history': { who: 'village', not: 'stranger', url: async () => `${await recorded()}/history?element=site.area` },
  'POST /api/ledger/registers/{register}/records/{id}/challenges': { who: 'township', not: 'otherTownship', url: async () => `${await recorded()}/challenges`, options: json({ element: 'site.area', reason: '现场看不止' }) },
  'GET /api/ledger/registers/{register}/export': { who: 'village', not: 'gatekeeper', url: async () => '/api/ledger/registers/sites/export?format=csv' },
  'POST /api/ledger/registers/{register}/imports': { who: 'village', not: 'drafter', url: async () => '/api/ledger/registers/sites/imports', options: table },
  'GET /api/ledger/imports': { who: 'village', not: 'drafter' },
  'GET /api/ledger/imports/{id}': { who: 'village', not: 'neighbour', url: async () => `/api/ledger/imports/${await imported()}` },
  'GET /api/ledger/imports/{id}/rows': { who: 'village', not: 'neighbour', url: async () => `/api/ledger/imports/${await imported()}/rows?status=new&after=0&limit=5` },
  'GET /api/ledger/imports/{id}/rejected': { who: 'village', not: 'neighbour', url: async () => `/api/ledger/imports/${await imported()}/rejected` },
  'POST /api/ledger/imports/{id}/confirm': { who: 'village', not: 'neighbour', url: async () => `/api/ledger/imports/${await imported()}/confirm`, options: json({ suspicious: false, conflicting: false, gone: false }) },
  'POST /api/ledger/imports/{id}/cancel': { who: 'village', not: 'neighbour', url: async () => `/api/ledger/imports/${await imported()}/cancel` },
  'POST /api/ledger/imports/{id}/undo': {
    who: 'village', not: 'neighbour', options: json({ reason: '传错了' }),
    url: async () => { const id = await imported(); await app.post('village', `/api/ledger/imports/${id}/confirm`, { suspicious: false, conflicting: false, gone: false }); return `/api/ledger/imports/${id}/undo`; },
  },
  'GET /api/ledger/statistics': { who: 'township', not: 'otherTownship', url: async () => `/api/ledger/statistics?unit=${places.village}&on=2026-11-10` },
  'GET /api/ledger/doubts': { who: 'village', not: 'inspector' },
  'GET /api/ledger/reads': { who: 'village', not: 'drafter', url: async () => '/api/ledger/reads?limit=5' },
  'GET /api/ledger/challenges': { who: 'village', not: 'operator' },
  'POST /api/ledger/challenges/{id}/reply': { who: 'village', not: 'neighbour', url: async () => `/api/ledger/challenges/${(await app.post('township', `${await recorded()}/challenges`, { element: 'site.area', reason: '现场看不止' })).body.id}/reply`, options: json({ outcome: 'kept', reply: '量过了' }) },
  'GET /api/ledger/matches': { who: 'village', not: 'auditor', url: async () => '/api/ledger/matches?register=sites' },
  'POST /api/ledger/matches': { who: 'village', not: 'neighbour', options: async () => ({ body: { register: 'sites', ...(await two()), decision: 'same', reason: '一家' } }) },
  'POST /api/ledger/matches/undo': {
    who: 'village', not: 'neighbour',
    options: async () => { const { keep, other } = await two(); await app.post('village', '/api/ledger/matches', { register: 'sites', keep, other, decision: 'same', reason: '一家' }); return { body: { register: 'sites', one: keep, other, reason: '不是' } }; },
  },
  'GET /api/sunlight/demands': { who: null, not: null, url: async () => '/api/sunlight/demands?limit=2' },
}; // prettier-ignore

let newcomers = 0;
async function appointed(name: string): Promise<string> {
  const person = { name, login: `${name}${++newcomers}` };
  const body = {
    person,
    role: 'village',
    title: '文书',
    place: places.village,
    organ: null,
    from: null,
    to: null,
    actingFor: null,
    reason: '试',
  };
  return (await app.post('security', '/api/people/posts', body)).body.post;
}

/** A second factor that waits for its first code, which this is. */
async function offered(who: Who): Promise<string> {
  const { secret } = (await app.post(who, '/api/me/factor', { password })).body;
  return codeAt(fromBase32(secret), stepOf(app.clock.now()));
}

async function visit(): Promise<string> {
  return (await app.post('drafter', '/api/conduct/events', visited)).body.id;
}

let sites = 0;
const site = (): CallOptions => ({
  body: { values: { 'site.name': `店${++sites}`, 'site.area': 3 }, validFrom: '2026-11-01', reason: null },
});

async function recorded(): Promise<string> {
  return `/api/ledger/registers/sites/records/${(await app.post('village', '/api/ledger/registers/sites/records', site().body)).body.id}`;
}

async function two(): Promise<{ keep: string; other: string }> {
  const [keep, other] = [await recorded(), await recorded()].map((url) => url.split('/').at(-1)!);
  return { keep: keep!, other: other! };
}

async function table(): Promise<CallOptions> {
  const body = `--x\r\ncontent-disposition: form-data; name="file"; filename="场所.csv"\r\n\r\n场所名称\n铺${++sites}\n\r\n--x--\r\n`;
  return { body: Buffer.from(body), headers: { 'content-type': 'multipart/form-data; boundary=x' } };
}

async function imported(): Promise<string> {
  return (await app.call('village', 'POST', '/api/ledger/registers/sites/imports', await table())).body.id;
}

async function answered(): Promise<string> {
  const id = await tell.admitted();
  await tell.answered(id);
  return id;
}

function tableUpload(): CallOptions {
  const table = Buffer.from(pack(docxParts(tableXml([['村', '缺水户数'], ['', '']])))); // prettier-ignore
  const head = Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="缺水表.docx"\r\n\r\n');
  return {
    body: Buffer.concat([head, table, Buffer.from('\r\n--x--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  };
}

async function withTemplate(): Promise<string> {
  const template = (await app.call('drafter', 'POST', '/api/templates', tableUpload())).body;
  return tell.admitted({ draft: draft({ template, fields: [field('f1', 'integer', { place: '表1!B2' })] }) });
}

async function withRoster(): Promise<string> {
  const template = (await app.call('drafter', 'POST', '/api/templates', tableUpload())).body;
  return tell.admitted({
    draft: draft({ fields: [], template, rosters: [{ sheet: '表1', columns: [{ key: 'person.name', label: '姓名' }] }] }),
  });
}

async function meaning(): Promise<string> {
  return (await app.post('village', '/api/elements/meanings', { fingerprint: null, heading: '户主', element: null })).body.id as string;
}

async function receipt(): Promise<string> {
  const id = await tell.answered(await tell.admitted());
  await app.sequencer.drain();
  return id;
}

async function send(key: string, who: Who | null, url: string, options: CallOptions): Promise<Reply> {
  return app.call(who, key.split(' ')[0] as 'GET', url, options);
}

/** Body, media type and status are what the description says. */
function expectTrue(operation: Operation, reply: Reply): void {
  const said = operation.responses[String(reply.status)] ?? operation.responses['default'];
  const [type = ''] = String(reply.headers['content-type'] ?? '').split(';');
  const schema = said?.content?.[type]?.schema;
  if (said?.content === undefined) return expect(reply.text).toBe('');
  expect([reply.status, type, Object.keys(said.content)]).toEqual([reply.status, type, expect.arrayContaining([type])]);
  const validator = Compile(schema as Parameters<typeof Compile>[0]);
  const body: unknown = reply.body ?? reply.text;
  expect([...validator.Errors(body)]).toEqual([]);
}

describe('the description at /api/openapi.json', () => {
  it('is valid OpenAPI 3.1', () => {
    expect(faults(description)).toEqual([]);
  });

  it('lists the routes of the server, all of them and no others', () => {
    expect(operations().map(([key]) => key).sort()).toEqual(routes().filter((route) => route.includes(' /api/')).sort()); // prettier-ignore
    expect(routes().length).toBeGreaterThan(25);
  });

  it('has a sample for every operation', () => {
    expect(Object.keys(samples).sort()).toEqual(operations().map(([key]) => key).sort()); // prettier-ignore
  });

  it('tells of both bodies of /api/check, and of the key that makes writes repeatable', async () => {
    const check = description.paths['/api/check']?.['post'];
    expect(Object.keys(check?.requestBody?.content ?? {})).toEqual(['application/json', 'multipart/form-data']);
    const upload = await send('POST /api/check', 'drafter', '/api/check', await multipart());
    expect([upload.status, upload.body.files[0].file]).toEqual([200, '通知.txt']);
    const writes = operations().filter(
      ([key, { parameters = [] }]) => !key.startsWith('GET') && parameters.some(({ name }) => name === 'idempotency-key'),
    );
    expect(writes.map(([key]) => key).sort()).toEqual(operations().map(([key]) => key).filter((key) => !/^GET|sign-in|check$|demands\/held$|me\/password$|me\/factor|templates$|\/imports$|imports\/\{id\}\/confirm$/.test(key)).sort()); // prettier-ignore
  });
});

describe.each(Object.keys(samples))('%s', (key) => {
  const { who, not, url = async () => key.split(' ')[1] ?? '', options = async () => ({}) } = samples[key]!;

  it('is refused without a sign-in, refused to others, and does what it says', async () => {
    const operation = new Map(operations()).get(key)!;
    const isOpen = (operation.security ?? []).length === 0;
    expect(isOpen).toBe(who === null);
    const [path, sent] = [await url(), await options()];
    if (!isOpen) {
      const nobody = await send(key, null, path, sent);
      expect([nobody.status, problemShape(nobody)]).toEqual([401, 'sign-in.needed']);
      expectTrue(operation, nobody);
    }
    if (not !== null) {
      const other = await send(key, not, path, sent);
      expect([other.status, problemShape(other)]).toEqual([
        expect.toBeOneOf([403, 404]),
        expect.toBeOneOf(['right.missing', 'thing.missing']),
      ]);
      expectTrue(operation, other);
    }
    const reply = await send(key, who, path, sent);
    expect([reply.status, reply.text.slice(0, 400)]).toEqual([
      expect.toSatisfy((status) => String(status) in operation.responses),
      expect.anything(),
    ]);
    expectTrue(operation, reply);
    if (who !== null && /sign-out$|me\/post$|sessions\/\{id\}\/end$/.test(key)) app.forget(who);
  });
});
