import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkbook, someStyles } from '../office/make-xlsx.ts';
import { readTables } from '../../src/platform/office/read/index.ts';
import { openBrowser, overflow, phone, signedIn } from './browser.ts';
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

/** As a spreadsheet leaves a block on the clipboard. */
function paste(page: Page, data: Readonly<Record<string, string>>): Promise<unknown> {
  return page.evaluate(
    `(() => { const data = new DataTransfer(); for (const [type, text] of Object.entries(${JSON.stringify(data)})) data.setData(type, text);
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); })()`,
  );
}

const block = [
  '姓名\t公民身份号码\t高龄津贴月标准\t银行账号',
  '张桂英\t110105193812310028\t100\t0000622848001234567',
  '李大爷\t1.10105E+17\t100\t0000622848001234568',
  '王婆婆\t110105193512310026\t200\t0000622848001234569',
].join('\r\n');

it('a village pastes a block on a phone, mends a number, records without a network, sees a conflict, and fills its table from the register', async () => {
  const person = await signedIn(browser, installation.address, 'liuwan', phone);
  const { page, context } = person;
  await page.goto(`${installation.address}/ledger`);
  await page.getByLabel('台账', { exact: true }).selectOption('persons');
  await page.getByRole('button', { name: '一格一格记' }).click();
  // The page has to be kept by the service worker before it can open without a network: that is so from the second opening on.
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.reload();
  await page.getByLabel('台账', { exact: true }).selectOption('persons');
  await page.getByRole('button', { name: '一格一格记' }).click();
  const grid = page.getByRole('grid');
  await grid.getByRole('textbox').first().waitFor();
  await paste(page, { 'text/plain': block });
  const cell = (row: number, column: number) => grid.locator('tbody tr').nth(row).locator('td').nth(column);
  await expect.poll(() => grid.locator('tbody tr').count()).toBe(3);
  await expect.poll(() => cell(1, 1).getAttribute('aria-invalid')).toBe('true');
  expect(await overflow(page)).toBe(0);

  // Back and forth again, by keyboard alone.
  await grid.getByRole('textbox').press('Control+z');
  await expect.poll(() => grid.getByText('王婆婆').count()).toBe(0);
  await grid.getByRole('textbox').press('Control+y');
  await expect.poll(() => grid.getByText('王婆婆').count()).toBe(1);
  await cell(1, 1).click();
  await grid.getByRole('textbox').fill('110105194012310024');
  await page.keyboard.press('Enter');
  await expect.poll(() => cell(1, 1).getAttribute('aria-invalid')).toBe('false');

  // No network: what is recorded waits, and is there again when the page is opened anew.
  await context.setOffline(true);
  await page.getByRole('button', { name: '记下这3条' }).click();
  await page.getByText('3条等有网络时记进去').waitFor();
  await page.reload();
  await page.getByLabel('台账', { exact: true }).selectOption('persons');
  await page.getByRole('button', { name: '一格一格记' }).click();
  await page.getByText('3条等有网络时记进去').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: '收起记好的3条' }).click();

  // Another window changes a record that this one changes too.
  await page.reload();
  await page.getByLabel('台账', { exact: true }).selectOption('persons');
  await page.getByRole('button', { name: '一格一格记' }).click();
  await page.getByRole('button', { name: '放进已有的来改' }).click();
  await grid.getByText('张桂英').waitFor();
  const names = await grid.locator('thead th').allTextContents();
  const row = grid.locator('tbody tr').filter({ hasText: '张桂英' });
  const column = names.findIndex((name) => name.startsWith('姓名')) - 1;
  await fromElsewhere('person.name', '张桂英', '张桂瑛');
  await row.locator('td').nth(column).click();
  await grid.getByRole('textbox').fill('张贵英');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '记下这1条' }).click();
  await page.getByText('台账里是“张桂瑛”').waitFor();
  await page.getByRole('button', { name: '用我填的' }).click();
  await page.getByRole('button', { name: '收起记好的' }).waitFor();

  // The table of the county, from the register.
  await page.goto(`${installation.address}/fill`);
  await page
    .locator('#table')
    .setInputFiles({ name: '高龄津贴发放花名册.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(template) });
  await page.getByLabel('人口台账').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '填好，下载' }).click()]);
  expect(await overflow(page)).toBe(0);
  const { sheets } = readTables(await readFile(await download.path()), 'x.xlsx');
  const texts = sheets[0]?.cells.map(({ text }) => text) ?? [];
  for (const wanted of ['张贵英', '110105193812310028', '0000622848001234567', '王婆婆']) expect(texts).toContain(wanted);
  expect(person.errors.filter((error) => !/ERR_INTERNET_DISCONNECTED|status of 409/u.test(error))).toEqual([]);
  await context.close();
}, 120_000);

async function call(
  token: string,
  path: string,
  json?: unknown,
): Promise<{ items: { id: string; values: Record<string, string> }[]; token: string }> {
  const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) };
  const answer = await fetch(
    `${installation.address}${path}`,
    json === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(json) },
  );
  expect(answer.ok, path).toBe(true);
  return (await answer.json()) as { items: { id: string; values: Record<string, string> }[]; token: string };
}

async function fromElsewhere(key: string, from: string, to: string): Promise<void> {
  const { token } = await call('', '/api/sign-in', { name: 'liuwan', password: 'qingdan-demo' });
  const { items } = await call(token, '/api/ledger/registers/persons/records?limit=200');
  const record = items.find(({ values }) => values[key] === from);
  await call(token, `/api/ledger/registers/persons/records/${record?.id}`, { values: { [key]: to } });
}

const text = (ref: string, words: string): string => `<c r="${ref}" t="inlineStr"><is><t>${words}</t></is></c>`;
const template = makeWorkbook({
  styles: someStyles,
  sheets: [
    {
      name: 'Sheet1',
      rows: [
        `<row r="1">${text('A1', '高龄津贴发放花名册')}</row>`,
        `<row r="2">${['序号', '姓名', '身份证号码', '发放金额（元）', '银行账号'].map((word, at) => text(`${'ABCDE'[at]}2`, word)).join('')}</row>`,
        ...[3, 4, 5].map((row) => `<row r="${row}"><c r="A${row}"><v>${row - 2}</v></c>${['B', 'C', 'D', 'E'].map((letter) => `<c r="${letter}${row}"/>`).join('')}</row>`),
        `<row r="6">${text('A6', '合计')}</row>`,
      ].join(''),
      tail: '<mergeCells count="1"><mergeCell ref="A1:E1"/></mergeCells>',
    },
  ],
}); // prettier-ignore
