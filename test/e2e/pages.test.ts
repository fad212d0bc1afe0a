import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk, openBrowser, overflow, phone, signedIn, visitor, type Person } from './browser.ts';
import { startInstallation, type Installation } from './installation.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let installation: Installation;
let browser: Browser;

beforeAll(async () => {
  [installation, browser] = await Promise.all([startInstallation(), openBrowser()]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds, each with the first place where it does. */
async function barriers(page: Page): Promise<string[]> {
  // The page's own policy allows no script of others; the debugger may bring one in.
  if (!(await page.evaluate('typeof axe !== "undefined"'))) await page.addInitScript({ path: axe });
  if (!(await page.evaluate('typeof axe !== "undefined"'))) {
    await page.reload();
    await settled(page);
  }
  const violations = (await page.evaluate('axe.run(document).then((result) => result.violations)')) as readonly Violation[];
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

async function look(person: Person, path: string): Promise<void> {
  await person.page.goto(`${installation.address}${path}`);
  await settled(person.page);
  expect(await overflow(person.page), `${path} scrolls sideways`).toBe(0);
  expect(await barriers(person.page), path).toEqual([]);
}

async function demands(name: string): Promise<{ id: string; state: string }[]> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name, password: 'qingdan-demo' });
  const { token } = (await (await fetch(`${installation.address}/api/sign-in`, { method: 'POST', headers, body })).json()) as {
    token: string;
  };
  const list = await fetch(`${installation.address}/api/demands?limit=100`, { headers: { authorization: `Bearer ${token}` } });
  return ((await list.json()) as { items: { id: string; state: string }[] }).items;
}

describe('every page, on a phone and on a desk', () => {
  it('opens without a sign-in: sign-in, sunlight, what is not there', async () => {
    for (const viewport of [phone, desk]) {
      const person = await visitor(browser, `${installation.address}/sign-in`, viewport);
      for (const path of ['/sign-in', '/sunlight', '/rules', '/no-such-page']) await look(person, path);
      expect(person.errors).toEqual([]);
      await person.context.close();
    }
  });

  it('village: Today, a demand, its form, receipts', async () => {
    const open = (await demands('liuwan')).find((demand) => demand.state === 'admitted');
    for (const viewport of [phone, desk]) {
      const person = await signedIn(browser, installation.address, 'liuwan', viewport);
      for (const path of ['/', `/demands/${open?.id}`, `/answer/${open?.id}`, '/receipts', '/fill', '/ledger', '/conduct', '/rules'])
        await look(person, path);
      expect(person.errors).toEqual([]);
      await person.context.close();
    }
  });

  it('department: drafts, one draft, a new one', async () => {
    const draft = (await demands('nongye')).find((demand) => demand.state === 'draft');
    for (const viewport of [phone, desk]) {
      const person = await signedIn(browser, installation.address, 'nongye', viewport);
      for (const path of ['/draft', '/draft/new', `/draft/${draft?.id}`]) await look(person, path);
      expect(person.errors).toEqual([]);
      await person.context.close();
    }
  });

  it.each([
    ['jianfu', ['/gate', '/conduct', '/rules']],
    ['qingshi', ['/', '/receipts']],
    ['ducha', ['/receipts', '/ledger', '/conduct']],
    ['shenji', ['/receipts']],
    ['yunwei', ['/']],
  ] as const)('relief office, township, inspector, auditor, operator: the desk of %s', async (name, paths) => {
    for (const viewport of [phone, desk]) {
      const person = await signedIn(browser, installation.address, name, viewport);
      for (const path of paths) await look(person, path);
      expect(person.errors).toEqual([]);
      await person.context.close();
    }
  });

  it('in the dark, in large type, in English', async () => {
    const person = await signedIn(browser, installation.address, 'liuwan', phone);
    await person.page.emulateMedia({ colorScheme: 'dark' });
    await look(person, '/');
    await person.page.evaluate(`localStorage.setItem('qingdan.type', 'large'); localStorage.setItem('qingdan.language', 'en')`);
    await person.page.evaluate(`document.documentElement.dataset.type = 'large'`);
    await look(person, '/');
    await person.context.close();
  });

  it('by keyboard alone: skip link, first demand, its form', async () => {
    const { page, context } = await signedIn(browser, installation.address, 'liuwan', phone);
    await page.goto(installation.address);
    await settled(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      if (String(await page.evaluate('document.activeElement.textContent')).startsWith('填这')) break;
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/answer\//);
    await page.getByRole('heading', { level: 1, name: /^填这/ }).waitFor();
    await context.close();
  });
});
