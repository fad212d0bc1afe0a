import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testApp, type TestApp } from '../../../test/app.ts';
import { parts } from '../../../test/cast.ts';
import { draft, expected, refusedDraft, Scenarios } from '../../../test/scenarios.ts';

let app: TestApp;
let tell: Scenarios;

beforeAll(async () => {
  app = await testApp();
  tell = new Scenarios(app);
});
afterAll(() => app.close());

async function everything(): Promise<{ id: string; [key: string]: unknown }[]> {
  const items = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: { items: { id: string }[]; next: string | null } = expected(
      await app.get(null, `/api/sunlight/demands?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`),
      200,
    );
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

describe('sunlight, without sign-in', () => {
  it('shows an override from its first version on, with both names and both reasons', async () => {
    const id = await tell.admittedDespiteRefusal();
    const item = (await everything()).find((one) => one.id === id);
    expect(item?.override).toMatchObject({
      reason: '已看过，理由写在这里。', confirmReason: '同意，只此一次。',
      by: { name: parts.gatekeeper.name }, confirmedBy: { name: parts.gatekeeper2.name },
    }); // prettier-ignore
    const findings = item?.findings as { effect: string; rule: string; reason: string | null }[];
    expect(findings.filter(({ effect }) => effect === 'refuse').length).toBeGreaterThan(0);
    for (const { rule, reason } of findings) expect(reason).toBe(`确有必要：${rule}`);
  });

  it('lets nothing of a draft out, in any state, nor who drafts', async () => {
    const secret = '机密草稿𠮷';
    const more = { draft: refusedDraft({ title: secret, purpose: secret }) };
    const ids = [
      await tell.drafted(more),
      await tell.submitted(more),
      await tell.returned(more),
      await tell.refused(more),
      await tell.awaitingReasons(more),
      await tell.awaitingConfirmation(more),
    ];
    const admitted = await tell.admitted();
    await tell.revised(admitted, draft({ title: secret, text: `${secret}\n各村：\n请报送。` }));
    const all = await everything();
    expect(JSON.stringify(all)).not.toContain(secret);
    for (const id of ids) expect(all.some((one) => one.id === id)).toBe(false);
    expect(all.find((one) => one.id === admitted)?.title).toBe(draft().title);
    expect(JSON.stringify(all)).not.toContain(parts.drafter.name);
  });

  it('keeps what was withdrawn, and says so', async () => {
    const id = await tell.withdrawn();
    expect((await everything()).find((one) => one.id === id)?.withdrawn).toBe(true);
  });

  it('pages through all of it once, newest first', async () => {
    const all = await everything();
    expect(all.length).toBeGreaterThan(2);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const times = all.map(({ admittedAt }) => Date.parse(String(admittedAt)));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });
});
