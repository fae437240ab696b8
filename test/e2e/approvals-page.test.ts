/** Open questions on the page, in a real browser as wide as a telephone, answered with the keyboard alone. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stage, until, type Stage } from './stage.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const IMAGES = join(import.meta.dirname, '..', '..', 'docs', 'images');

/** A model that changes one word of a file. */
const change = (match: string, old: string, fresh: string) => ({
  match,
  reply: { text: 'One moment.', toolCalls: [{ name: 'edit', args: { path: 'list.txt', old, new: fresh } }] },
});

describe.skipIf(!existsSync(CHROMIUM) || !existsSync('/usr/bin/bwrap'))('questions on the page', () => {
  let s: Stage;
  let browser: Browser;
  let page: Page;
  const file = (): string => join(s.home, 'workspace', 'list.txt');

  beforeAll(async () => {
    s = await stage({
      telegram: false,
      rules: [
        { on: 'tool', reply: (c) => ({ text: `It said: ${c.lastToolResult ?? ''}` }) },
        change('Sourdough', 'rye bread', 'sourdough'),
        change('Butter', 'butter', 'margarine'),
        change('Milk', 'milk', 'oat\u202e milk\u001b[2K'),
      ],
    });
    mkdirSync(join(s.home, 'workspace'), { recursive: true });
    writeFileSync(file(), 'apples\nrye bread\nbutter\nmilk\n');
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    const viewport = { width: 390, height: 844 };
    page = await (await browser.newContext({ viewport, colorScheme: 'light' })).newPage();
    await page.goto(/http:\S+\/login\?code=\S+/.exec(s.daemon.log)?.[0] ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await s.close();
  });

  const write = async (text: string) => {
    await page.fill('#text', text);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.approval');
  };
  /** Label of the focused button, or class of the focused field. */
  const focused = (): Promise<string> =>
    page.evaluate<string>(
      "document.activeElement?.tagName === 'BUTTON' ? document.activeElement.textContent : (document.activeElement?.className ?? '')",
    );
  /** Goes on with the Tab key until something has the focus. */
  const tabTo = async (name: string) => {
    for (let i = 0; i < 25 && (await focused()) !== name; i++) await page.keyboard.press('Tab');
    expect(await focused()).toBe(name);
  };
  const axe = async (): Promise<string[]> => {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const result = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run(),
    );
    return result.violations.map((v) => v.id);
  };
  const answers = async (): Promise<string> =>
    (await page.locator('.message.assistant:not(.growing)').allTextContents()).join('\n');

  test('a change is shown whole, fits a telephone, and is easy to read in light and in dark', async () => {
    await write('Sourdough instead of rye bread, please');
    const card = page.locator('.approval');
    const text = (await card.textContent()) ?? '';
    for (const part of ['May I? ', 'list.txt', '-rye bread', '+sourdough', 'floor:writes'])
      expect(text).toContain(part);
    expect(text).toMatch(/code [2-9A-Z]{4} · until /);
    expect(await card.locator('pre').evaluate((e) => e.scrollHeight <= e.clientHeight)).toBe(true);
    const bottom = (await page.locator('#write').boundingBox())?.y ?? 0;
    for (const name of ['Yes, once', 'Yes, for this answer', 'Yes, always here', 'No']) {
      const box = await card.getByRole('button', { name, exact: true }).boundingBox();
      expect((box?.y ?? bottom) + (box?.height ?? 1)).toBeLessThanOrEqual(bottom);
    }
    const tooWide = await page.evaluate<string[]>(
      "[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth).map((e) => e.tagName + ' ' + e.id)",
    );
    expect(tooWide).toEqual([]);
    await page.screenshot({ path: join(IMAGES, 'approval.png') });
    expect(await axe()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axe()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(readFileSync(file(), 'utf8')).toContain('rye bread');
  });

  test('Tab and Enter say yes', async () => {
    await tabTo('Yes, once');
    await page.keyboard.press('Enter');
    await until('it has happened', () => readFileSync(file(), 'utf8').includes('sourdough'));
    await page.waitForSelector('#approvals', { state: 'hidden' });
    await until('the answer is there', async () => (await answers()).includes('It said: '));
    expect(readFileSync(file(), 'utf8')).toBe('apples\nsourdough\nbutter\nmilk\n');
  });

  test('Tab and Enter say no, with the reason that was typed', async () => {
    await write('Butter is out, take margarine');
    await tabTo('words');
    await page.keyboard.type('it tastes of nothing');
    await tabTo('No');
    await page.keyboard.press('Enter');
    await until('the reason has come back', async () =>
      (await answers()).includes('The owner said no: it tastes of nothing'),
    );
    await page.waitForSelector('#approvals', { state: 'hidden' });
    expect(readFileSync(file(), 'utf8')).toContain('butter');
  });

  test('what cannot be seen is written out; an answer from elsewhere takes the question away', async () => {
    await write('Milk from oats');
    expect(await page.locator('.approval pre').textContent()).toContain('+oat\\u{202e} milk\\u{1b}[2K');
    const [, code = ''] = /code ([2-9A-Z]{4})/.exec((await page.locator('.approval').textContent()) ?? '') ?? [];
    const body = JSON.stringify({ answer: 'no', via: 'terminal' });
    expect((await s.api(`/v1/approvals/${code}`, { method: 'POST', body })).status).toBe(200);
    await page.waitForSelector('#approvals', { state: 'hidden' });
    expect(await page.locator('.approval').count()).toBe(0);
  });
});
