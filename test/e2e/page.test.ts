/** Both pages in a real browser, against a real daemon. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stage, until, type Stage } from './stage.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const IMAGES = join(import.meta.dirname, '..', '..', 'docs', 'images');

describe.skipIf(!existsSync(CHROMIUM))('the page', () => {
  let s: Stage;
  let browser: Browser;
  let page: Page;
  const foreign: string[] = [];

  beforeAll(async () => {
    s = await stage({
      telegram: false,
      rules: [
        {
          match: 'plan',
          reply: {
            text: 'Here is **a plan**:\n\n- pack `socks`\n- take the train\n\nHave fun!',
            chunkChars: 5,
            chunkMs: 150,
          },
        },
        { match: 'slow', reply: { text: 'word '.repeat(60), chunkMs: 60 } },
      ],
    });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    page.on('request', (r) => {
      if (!r.url().startsWith(s.daemon.url) && !r.url().startsWith('data:')) foreign.push(r.url());
    });
    const link = /http:\S+\/login\?code=\S+/.exec(s.daemon.log)?.[0] ?? '';
    await page.goto(link);
  });
  afterAll(async () => {
    await browser.close();
    await s.close();
  });

  const answers = () => page.locator('.message.assistant:not(.growing)').allTextContents();
  const write = async (text: string) => {
    await page.fill('#text', text);
    await page.keyboard.press('Enter');
  };
  const axe = async (): Promise<string[]> => {
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const result = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run(),
    );
    return result.violations.map((v) => v.id);
  };

  test('the link logs in once and does not stay in the address', async () => {
    expect(page.url()).toBe(`${s.daemon.url}/`);
    const other = await browser.newContext();
    const stranger = await other.newPage();
    await stranger.goto(`${s.daemon.url}/`);
    expect(await stranger.textContent('h1')).toBe('Log in to Omega');
    await stranger.goto(/http:\S+\/login\?code=\S+/.exec(s.daemon.log)?.[0] ?? '');
    expect(await stranger.textContent('h1')).toBe('Log in to Omega');
    await other.close();
  });

  test('an answer grows as it is written and is shown as Markdown, safely', async () => {
    const grew = page.waitForSelector('.message.growing');
    await write('make a plan <img src=x onerror=alert(1)>');
    await grew;
    await page.waitForSelector('.message.assistant:not(.growing) strong');
    expect(await page.locator('.message.assistant li').count()).toBe(2);
    expect(await page.locator('.message img').count()).toBe(0);
    expect(await page.locator('.message').allTextContents()).toEqual([
      'make a plan <img src=x onerror=alert(1)>',
      expect.stringContaining('Have fun!'),
    ]);
  });

  test('a reload shows everything exactly once, and nothing on the page is hard to reach', async () => {
    await page.reload();
    await page.waitForSelector('.message.assistant');
    expect(await page.locator('.message').count()).toBe(2);
    await page.screenshot({ path: join(IMAGES, 'chat.png') });
    expect(await axe()).toEqual([]);
  });

  test('a message written while the daemon is down is kept, sent when it is back, and answered once', async () => {
    s.daemon.signal('SIGKILL');
    await s.daemon.gone();
    await page.waitForSelector('#state.off');
    await write('written in the dark');
    await page.reload().catch(() => undefined);
    s.daemon.start();
    await s.daemon.ready();
    await page.goto(`${s.daemon.url}/`);
    await until('it is answered', async () => (await answers()).includes('echo: written in the dark'));
    expect(
      (await page.locator('.message.user').allTextContents()).filter((t) => t.includes('in the dark')),
    ).toHaveLength(1);
  });

  test('a command is answered beside an answer that grows, and the stop button stops that', async () => {
    await write('slow please');
    await page.waitForSelector('.message.growing');
    await write('/whoami');
    await until('the command is answered', async () => (await answers()).join().includes('You are'));
    expect(await page.locator('.message.growing').count()).toBe(1);
    await page.click('#stop');
    await expect.poll(async () => (await answers()).join(), { timeout: 15_000 }).toContain('(Stopped.)');
    expect((await answers()).filter((text) => text.includes('You are'))).toHaveLength(1);
    expect((await answers()).filter((text) => text.includes('word'))).toHaveLength(1);
  });

  test('the inspection page draws the real machine, lights its state as it changes, and goes back in time', async () => {
    await page.goto(`${s.daemon.url}/inspect?actor=conversation:web:owner`);
    await page.waitForSelector('[data-state="conversation.idle"].lit');
    const chat = await page.context().newPage();
    await chat.goto(`${s.daemon.url}/`);
    await chat.fill('#text', 'slow again');
    await chat.keyboard.press('Enter');
    await page.waitForSelector('[data-state="conversation.working.answering"].lit');
    await page.screenshot({ path: join(IMAGES, 'inspect.png') });
    await chat.close();
    await page.waitForSelector('[data-state="conversation.idle"].lit', { timeout: 20_000 });
    expect(await page.locator('.edge.last').count()).toBe(1);
    await page.locator('#rev').fill('0');
    await page.waitForSelector('[data-state="conversation.taking"].lit');
    expect(await page.textContent('#revision')).toMatch(/^0 of \d+: born$/);
    expect(await axe()).toEqual([]);
  });

  test('no request left this machine', () => {
    expect(foreign).toEqual([]);
  });
});
