import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { desk, openBrowser, signedIn } from './browser.ts';
import { startInstallation, type Installation } from './installation.ts';

let installation: Installation;
let browser: Browser;

beforeAll(async () => {
  [installation, browser] = await Promise.all([startInstallation(), openBrowser()]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** Page objects of a PDF as Chromium writes them: uncompressed, one dictionary a page. */
function pagesOf(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/gu)?.length ?? 0;
}

it('the report of any draft is one sheet of A4', async () => {
  const { page, context } = await signedIn(browser, installation.address, 'nongye', desk);
  await page.goto(`${installation.address}/draft`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const drafts = [
    ...new Set(await page.locator('a[href^="/draft/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))),
  ];
  expect(drafts.length).toBeGreaterThan(1);
  for (const path of drafts.filter((one) => one !== null && one !== '/draft/new')) {
    await page.goto(`${installation.address}${path}`);
    await page.locator('.a4-report').waitFor({ state: 'attached' });
    const words = (await page.locator('.a4-report').textContent()) ?? '';
    expect(words).not.toMatch(/N-\d{4}|cn-2024/u);
    expect(words).toMatch(/正文摘要 [0-9a-f]{32}/u);
    expect([path, pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }))]).toEqual([path, 1]);
  }
  await context.close();
});
