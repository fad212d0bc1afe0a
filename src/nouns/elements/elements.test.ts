import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { morning, problemShape, testApp, type TestApp } from '../../../test/app.ts';
import type { Who } from '../../../test/cast.ts';

let app: TestApp;

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(morning));

const held = async (who: Who, fingerprint: string | null = null) =>
  (await app.get(who, `/api/elements/meanings${fingerprint === null ? '' : `?fingerprint=${fingerprint}`}`)).body.items as {
    id: string;
    heading: string;
    element: string | null;
    fingerprint: string | null;
    by: { name: string; title: string };
  }[];
const decide = (who: Who, heading: string, element: string | null, fingerprint: string | null = null) =>
  app.post(who, '/api/elements/meanings', { fingerprint, heading, element });

describe('what a heading asks, decided by a person', () => {
  it('holds for the whole county with who and when, and for no other county', async () => {
    const reply = await decide('village', '户主', 'household.headName');
    expect([reply.status, reply.body.by.name, reply.body.at.slice(0, 4)]).toEqual([201, '何𠮷安', morning.slice(0, 4)]);
    expect(await held('gatekeeper')).toContainEqual(reply.body);
    expect(await held('stranger')).toEqual([]);
  });

  it('the later decision holds, and taking it back leaves nothing: not the one before it', async () => {
    await decide('village', '联系方式', 'person.phone');
    app.clock.set('2026-11-10T09:05:00+08:00');
    const second = await decide('drafter', '联系方式', null);
    expect((await held('village')).filter(({ heading }) => heading === '联系方式')).toEqual([second.body]);
    app.clock.set('2026-11-10T09:10:00+08:00');
    const back = await app.post('township', `/api/elements/meanings/${second.body.id}/take-back`);
    expect(back.status).toBe(200);
    expect((await held('village')).filter(({ heading }) => heading === '联系方式')).toEqual([]);
    const again = await app.post('township', `/api/elements/meanings/${second.body.id}/take-back`);
    expect([again.status, problemShape(again)]).toEqual([404, 'thing.missing']);
  });

  it('one for a template is seen with that template only', async () => {
    await decide('drafter', '姓名', 'person.name', 'f1e2d3');
    expect((await held('village')).some(({ heading }) => heading === '姓名')).toBe(false);
    expect((await held('village', 'f1e2d3')).some(({ heading }) => heading === '姓名')).toBe(true);
    expect((await held('village', 'f1e2d4')).some(({ heading }) => heading === '姓名')).toBe(false);
  });

  it('nobody outside the county takes it back', async () => {
    const { body } = await decide('village', '住址', 'household.address');
    const reply = await app.post('foreignDrafter', `/api/elements/meanings/${body.id}/take-back`);
    expect([reply.status, problemShape(reply)]).toEqual([404, 'thing.missing']);
    expect((await held('village')).some(({ id }) => id === body.id)).toBe(true);
  });

  it('only elements of the dictionary', async () => {
    const reply = await decide('village', '星座', 'person.zodiac');
    expect([reply.status, problemShape(reply), reply.body.fields[0].path]).toEqual([400, 'input.invalid', '/element']);
  });
});
