import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkbook, someStyles } from '../office/make-xlsx.ts';
import { readTables } from '../../src/platform/office/read/index.ts';
import { desk, openBrowser, overflow, phone, signedIn } from './browser.ts';
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

/** The department's own table: a cell a figure, one file a village. */
const figures = [
  ['户籍户数', '户'],
  ['户籍人口', '人'],
  ['常住人口', '人'],
  ['集中式供水人数', '人'],
  ['分散式供水人数', '人'],
  ['生活垃圾收集方式', ''],
  ['污水直排的户数', '户'],
] as const;

it('a department asks with its own table, twelve villages give only what is missing, and it has the table back filled', async () => {
  const drafter = await signedIn(browser, installation.address, 'weijian-gao', desk);
  await drafter.page.goto(`${installation.address}/draft/new`);
  await drafter.page.getByLabel('粘贴通知').or(drafter.page.locator('#text')).first().fill(notice);
  await drafter.page.locator('button.go').click();
  await drafter.page
    .getByLabel('照一张表来要')
    .setInputFiles({ name: '监测点情况表.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(survey) });
  // Of the whole county some hold it; of one town all: then it is struck out.
  await drafter.page.locator('.heldcols li').first().waitFor();
  expect(await drafter.page.locator('.heldcols s').count()).toBe(0);
  await drafter.page.getByLabel('只给几个乡镇').check();
  await drafter.page.getByLabel('青石镇').check();
  await drafter.page.locator('.heldcols s').first().waitFor();
  expect(await drafter.page.locator('.heldcols s').allTextContents()).toEqual(
    expect.arrayContaining(['户籍户数', '常住人口', '集中式供水人数'].map((label) => expect.stringContaining(label))),
  );
  await drafter.page.getByRole('button', { name: '用这几列' }).click();
  await drafter.page.getByLabel('标题', { exact: true }).fill(title);
  await drafter.page.getByRole('button', { name: '存一下', exact: true }).click();
  await drafter.page.waitForURL((url) => /\/draft\/[0-9a-f-]{36}/u.test(url.pathname));
  const id = drafter.page.url().split('/').at(-1) ?? '';
  const villages = await admitted(id);

  // One on its phone: what is held is folded, two are left.
  const person = await signedIn(browser, installation.address, 'liuwan', phone);
  await person.page.goto(`${installation.address}/answer/${id}`);
  await person.page.getByRole('heading', { level: 1, name: '还差2个数' }).waitFor();
  await person.page.getByText('台账里已有的5项，不用再填').waitFor();
  expect(await overflow(person.page)).toBe(0);
  await person.page.getByLabel(/生活垃圾收集方式/).fill('村收集、镇转运');
  const houses = person.page.locator('[data-field]').filter({ hasText: '污水直排的户数' });
  await houses.getByRole('button', { name: /^填不了/ }).click();
  await houses.getByRole('button', { name: '不详' }).click();
  await person.page.getByRole('button', { name: '送出', exact: true }).click();
  await person.page.getByRole('heading', { level: 1, name: '送到了' }).waitFor();

  // The others as well, each with what its ledger holds and the two that it did not.
  for (const login of villages.filter((code) => code !== '990101100200')) await answered(login, id);
  await drafter.page.goto(`${installation.address}/demands/${id}`);
  await drafter.page
    .getByText(/12个单位都答了/)
    .first()
    .waitFor();
  const [download] = await Promise.all([
    drafter.page.waitForEvent('download'),
    drafter.page.getByRole('button', { name: '下载填好的表' }).click(),
  ]);
  const files = unzipSync(await readFile(await download.path()));
  expect(Object.keys(files)).toHaveLength(12);
  const texts = (name: string): string[] =>
    readTables(files[name] ?? new Uint8Array(), name).sheets[0]?.cells.map(({ text }) => text) ?? [];
  expect(texts('青石镇柳湾村.xlsx')).toEqual(expect.arrayContaining(['312', '1126', '684', '590', '94', '村收集、镇转运', '不详']));
  for (const name of Object.keys(files).filter((one) => !one.includes('柳湾'))) expect(texts(name)).toContain('7');
  expect([...drafter.errors, ...person.errors]).toEqual([]);
  await Promise.all([drafter.context.close(), person.context.close()]);
}, 180_000);

const title = '关于了解农村环境卫生监测点情况的通知';
const notice = `${title}\n各村：\n为安排明年的监测点，请填一张表，台账里有的不用再填，三周内报来就行。\n青禾县卫生健康局`;

/** Sent, let through and addressed to twelve villages of one town. @returns their codes, which are their sign-ins too */
async function admitted(id: string): Promise<string[]> {
  const tokenOf = async (name: string): Promise<string> => (await call('', '/api/sign-in', { name, password: 'qingdan-demo' })).token;
  const [drafter, gate, second] = [await tokenOf('weijian-gao'), await tokenOf('jianfu'), await tokenOf('jianfu2')];
  const { items } = await call<{ items: { code: string; validTo?: string | null }[] }>(
    drafter,
    '/api/units?under=990101100000&level=village&limit=200',
  );
  const codes = items.map(({ code }) => code);
  const villages = codes.slice(0, 12);
  const { draft } = await call<{ draft: object }>(drafter, `/api/demands/${id}`);
  const audience = { level: 'village', under: ['990101100000'], except: codes.filter((code) => !villages.includes(code)) };
  const deadline = new Date(Date.now() + 21 * 86_400_000).toISOString();
  const saved = await call<{ findings: { rule: string; start: number; effect: string; undecided: boolean }[] }>(
    drafter,
    `/api/demands/${id}/draft`,
    { ...draft, audience, deadline, basis: '县政府年度安排', purpose: '排监测点' },
    'PUT',
  );
  const reasons = saved.findings
    .filter(({ effect, undecided }) => !undecided && effect !== 'advise')
    .map(({ rule, start }) => ({ rule, start, text: '看过了，只问这一次。' }));
  const sent = await call<{ counts: { refuse: number } }>(drafter, `/api/demands/${id}/submit`, { reasons });
  await call(gate, `/api/demands/${id}/decide`, { decision: sent.counts.refuse > 0 ? 'propose' : 'admit', reason: '问得不多。' });
  if (sent.counts.refuse > 0) await call(second, `/api/demands/${id}/confirm`, { reason: '同意。' });
  return villages;
}

async function answered(login: string, id: string): Promise<void> {
  const { token } = await call('', '/api/sign-in', { name: login, password: 'qingdan-demo' });
  const form = await call<{
    demand: { version: number };
    fields: { key: string; type: string }[];
    held: { key: string; value: unknown; sure: boolean }[];
  }>(token, `/api/answers/${id}`);
  const held = form.held.filter(({ sure }) => sure).map(({ key, value }) => [key, value] as const);
  expect(held).toHaveLength(5);
  const missing = form.fields
    .filter(({ key }) => !held.some(([one]) => one === key))
    .map(({ key, type }) => [key, type === 'text' ? '户分类' : 7] as const);
  await call(token, `/api/answers/${id}`, { values: Object.fromEntries([...held, ...missing]), version: form.demand.version });
}

interface Reply {
  readonly items: { id: string; values: Record<string, string> }[];
  readonly token: string;
}

async function call<T = Reply>(token: string, path: string, json?: unknown, method = 'POST'): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) };
  const answer = await fetch(
    `${installation.address}${path}`,
    json === undefined ? { headers } : { method, headers, body: JSON.stringify(json) },
  );
  expect(answer.ok, path).toBe(true);
  return (await answer.json()) as T;
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

const survey = makeWorkbook({
  styles: someStyles,
  sheets: [
    {
      name: '基本情况',
      rows: [
        `<row r="1">${text('A1', '农村环境卫生监测点情况调查表')}</row>`,
        `<row r="2">${text('A2', '乡镇：')}${text('C2', '村：')}</row>`,
        `<row r="3">${['指标', '单位', '数值'].map((word, at) => text(`${'ABC'[at]}3`, word)).join('')}</row>`,
        ...figures.map(([label, unit], at) => `<row r="${at + 4}">${text(`A${at + 4}`, label)}${text(`B${at + 4}`, unit)}<c r="C${at + 4}"/></row>`),
        `<row r="12">${text('A12', '调查人：')}${text('C12', '调查日期：')}</row>`,
      ].join(''),
      tail: '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>',
    },
  ],
}); // prettier-ignore
