import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const phone = { width: 360, height: 780 };
export const desk = { width: 1440, height: 900 };

export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['QINGDAN_CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: flags });
}

export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in the page: uncaught errors and console errors. */
  readonly errors: string[];
}

/** A person with a browser of their own. */
export async function visitor(browser: Browser, address: string, viewport: { width: number; height: number }): Promise<Person> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
  });
  await page.goto(address);
  return { page, context, errors };
}

/** Signs in as one of the demo's people, by name and password. */
export async function signedIn(
  browser: Browser,
  address: string,
  name: string,
  viewport: { width: number; height: number },
): Promise<Person> {
  const person = await visitor(browser, `${address}/sign-in`, viewport);
  await person.page.getByLabel('名字').fill(name);
  await person.page.getByLabel('密码').fill('qingdan-demo');
  await person.page.getByRole('button', { name: '登录', exact: true }).click();
  await person.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return person;
}

/** Nothing scrolls sideways but wide tables inside their own frame. */
export async function overflow(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
}
