import type { Draft } from '../src/nouns/demands/index.ts';
import type { TestApp, Reply } from './app.ts';
import { places, type Who } from './cast.ts';

export const deadline = '2026-11-25T18:00:00+08:00';

const text = [
  '关于了解冬季饮水情况的通知',
  '各村：',
  '　　为安排好冬季送水，请在2026年11月25日18时前报一次本村缺水的户数（以11月20日为准）。',
  '　　有事请打电话找水利局供水股。',
  '临溪县水利局',
  '2026年11月10日',
].join('\n');

const refused = [
  '关于安装巡河软件的通知',
  '各村：',
  '　　请村干部每天在“巡河通”应用打卡，打卡情况每周排名，排在后面的约谈，年底考核一票否决。',
  '　　请在2026年11月25日前装好。',
  '临溪县水利局',
  '2026年11月10日',
].join('\n');

type DraftField = Draft['fields'][number];

export function field(key: string, type: DraftField['type'] = 'integer', more: Partial<DraftField> = {}): DraftField {
  return {
    key,
    label: `缺水${key}`,
    definition: null,
    type,
    unit: null,
    min: null,
    max: null,
    choices: type === 'choice' ? ['井水', '河水', '𠮷泉'] : null,
    required: true,
    ...more,
  };
}

/** A notice that no rule refuses: short, one number, two weeks. */
export function draft(more: Partial<Draft> = {}): Draft {
  return {
    title: '关于了解冬季饮水情况的通知',
    kind: 'form',
    text,
    fileName: null,
    basis: '《临溪县冬季供水方案》第三条',
    purpose: '安排冬季送水',
    fields: [field('f1', 'integer', { label: '缺水的户数', unit: '户', min: 0 })],
    audience: { level: 'village', under: [places.county], except: [] },
    deadline,
    expiresAt: null,
    metadata: {},
    ...more,
  };
}

/** A notice that breaks rules: check-ins, rankings, one-vote veto. */
export function refusedDraft(more: Partial<Draft> = {}): Draft {
  return draft({ title: '关于安装巡河软件的通知', kind: 'app', text: refused, ...more });
}

interface Told {
  readonly draft?: Draft;
  readonly by?: Who;
}

/** Demands in every state, each told through HTTP from the beginning. Every function gives the demand's id. */
export class Scenarios {
  readonly #app: TestApp;
  #ruleValue = 10;

  constructor(app: TestApp) {
    this.#app = app;
  }

  async drafted({ draft: wanted = draft(), by = 'drafter' }: Told = {}): Promise<string> {
    return expected(await this.#app.post(by, '/api/demands', wanted), 201).id;
  }

  draftWithRefusal(told: Told = {}): Promise<string> {
    return this.drafted({ draft: refusedDraft(), ...told });
  }

  /** Sends what is drafted, with a reason for every finding that needs one. */
  async submit(id: string, by: Who = 'drafter'): Promise<void> {
    expected(await this.#app.post(by, `/api/demands/${id}/submit`, { reasons: await this.reasonsFor(id, by) }), 200);
  }

  async reasonsFor(id: string, by: Who = 'drafter'): Promise<{ rule: string; start: number; text: string }[]> {
    const { findings } = expected(await this.#app.get(by, `/api/demands/${id}`), 200) as {
      findings: { rule: string; start: number; effect: string; undecided: boolean }[];
    };
    const before = expected(await this.#app.get(by, `/api/conduct/demands/${id}`), 200) as { findings: typeof findings };
    const owed = [...findings, ...before.findings.map((finding) => ({ ...finding, start: -1 }))];
    return owed
      .filter(({ effect, undecided }) => !undecided && effect !== 'advise')
      .map(({ rule, start }) => ({ rule, start, text: `确有必要：${rule}` }));
  }

  async submitted(told: Told = {}): Promise<string> {
    const id = await this.drafted(told);
    await this.submit(id, told.by);
    return id;
  }

  submittedWithRefusal(told: Told = {}): Promise<string> {
    return this.submitted({ draft: refusedDraft(), ...told });
  }

  async decided(
    id: string,
    decision: 'admit' | 'propose' | 'return' | 'refuse' | 'askReasons',
    by: Who = 'gatekeeper',
    more: object = {},
  ): Promise<string> {
    expected(await this.#app.post(by, `/api/demands/${id}/decide`, { decision, reason: '已看过，理由写在这里。', ...more }), 200);
    return id;
  }

  async returned(told: Told = {}): Promise<string> {
    return this.decided(await this.submitted(told), 'return');
  }

  async refused(told: Told = {}): Promise<string> {
    return this.decided(await this.submitted(told), 'refuse');
  }

  async awaitingReasons(told: Told = {}): Promise<string> {
    return this.decided(await this.submitted(told), 'askReasons');
  }

  async awaitingConfirmation(told: Told = {}): Promise<string> {
    return this.decided(await this.submittedWithRefusal(told), 'propose');
  }

  async admitted(told: Told = {}): Promise<string> {
    return this.decided(await this.submitted(told), 'admit');
  }

  async admittedDespiteRefusal(told: Told = {}): Promise<string> {
    const id = await this.awaitingConfirmation(told);
    expected(await this.#app.post('gatekeeper2', `/api/demands/${id}/confirm`, { reason: '同意，只此一次。' }), 200);
    return id;
  }

  /** Admitted once and admitted again with other terms. */
  async superseded(told: Told & { next?: Draft } = {}): Promise<string> {
    const id = await this.admitted(told);
    await this.revised(id, told.next ?? draft({ title: '关于再了解冬季饮水情况的通知' }));
    return this.decided(id, 'admit');
  }

  /** An admitted demand whose new draft is at the gate. */
  async revised(id: string, next: Draft, by: Who = 'drafter'): Promise<string> {
    expected(await this.#app.call(by, 'PUT', `/api/demands/${id}/draft`, { body: next }), 200);
    await this.submit(id, by);
    return id;
  }

  async withdrawn(told: Told = {}): Promise<string> {
    const id = await this.admitted(told);
    expected(await this.#app.post(told.by ?? 'drafter', `/api/demands/${id}/withdraw`, { reason: '数据从别处已经拿到。' }), 200);
    return id;
  }

  /** In force until a moment that has passed. */
  async expired(told: Told = {}): Promise<string> {
    const id = await this.admitted(told);
    this.#app.clock.set('2026-12-20T09:00:00+08:00');
    return id;
  }

  /** A change of the place's rules, its text the first act; another value each time, because what changes nothing is refused. */
  async ruleChange(state: 'draft' | 'proposed' | 'rejected' | 'approved' = 'draft'): Promise<string> {
    const { id } = expected(await this.#app.post('gatekeeper', '/api/rules/changes', ruleChange(++this.#ruleValue)), 201);
    const go = async (who: Who, verb: string): Promise<void> =>
      void expected(await this.#app.post(who, `/api/rules/changes/${id}/${verb}`, { reason: '看过了，写在这里。', nth: 1 }), 200);
    if (state !== 'draft') await go('gatekeeper', 'propose');
    if (state === 'approved' || state === 'rejected') await go('gatekeeper2', state === 'approved' ? 'approve' : 'reject');
    return id;
  }

  /** Sends an answer and gives its receipt's id. */
  async answered(id: string, by: Who = 'village', values: Readonly<Record<string, unknown>> = { f1: 3 }): Promise<string> {
    return expected(await this.#app.post(by, `/api/answers/${id}`, { values }), 201).receipt;
  }
}

/** What a gatekeeper posts to change one parameter. */
export function ruleChange(value: number): object {
  const params = [{ name: 'consult.min_workdays', value, basis: '县减负办会议纪要' }];
  return { title: '征求意见多留几天', inForceFrom: '2026-12-01', params, yaml: null };
}

export function expected(reply: Reply, status: number): Reply['body'] {
  if (reply.status !== status) throw new Error(`expected ${status}, got ${reply.status}: ${reply.text.slice(0, 1500)}`);
  return reply.body;
}
