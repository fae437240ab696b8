/** Canaries: secrets planted everywhere, a day full of failures, and then a search of everything that was written or shown. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOKEN } from '../kit/crash/daemon.ts';
import { stage, until, type Stage } from './stage.ts';

const CHROMIUM = '/usr/bin/chromium';
const KEY = 'canary-provider-key-5f3a9c71';
const TOOL = 'canary-tool-secret-e81b04d2/+=';
const FILED = 'canary-filed-secret-77c0aa19';
const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

let s: Stage;
let outside: string;
/** everything that was seen, by where it was seen */
const seen = new Map<string, string>();
const note = (where: string, text: string) => void seen.set(where, `${seen.get(where) ?? ''}\n${text}`);

/** The forms a secret may be found in. */
function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [secret, base64, base64.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(secret)];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

const leak = (secret: string) => ({
  error: { message: `Incorrect API key provided: ${secret}`, type: 'auth', code: 'bad' },
});

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'omega-canary-'));
  writeFileSync(join(outside, 'filed'), FILED);
  s = await stage({
    env: {
      OPENAI_API_KEY: KEY,
      CANARY_TOOL: TOOL,
      OMEGA_SECRETS__TOOL: 'env:CANARY_TOOL',
      OMEGA_SECRETS__FILED: `file:${join(outside, 'filed')}`,
      OMEGA_LOG__LEVEL: 'debug',
      OMEGA_TOOLS__ENABLED: 'true',
    },
    rules: [
      { match: 'whole', reply: { text: `It is ${KEY}, or ${TOOL}, or ${FILED}.` } },
      { match: 'pieces', reply: { text: `Cut: ${KEY} and ${TOOL} and ${FILED}.`, chunkChars: 3, chunkMs: 5 } },
      {
        match: 'packed',
        reply: { text: [KEY, TOOL, FILED].map((x) => Buffer.from(x).toString('base64')).join(' '), chunkChars: 5 },
      },
      { match: 'refused', times: 3, reply: { fault: { kind: 'status', status: 401, body: leak(KEY) } } },
      { match: 'broken', times: 3, reply: { fault: { kind: 'status', status: 500, body: leak(TOOL) } } },
      { match: 'bad request', reply: { fault: { kind: 'status', status: 400, body: leak(FILED) } } },
      {
        match: 'in the stream',
        times: 3,
        reply: { text: 'well', fault: { kind: 'stream_error', afterChunks: 1, message: `failed with ${KEY}` } },
      },
      { match: 'use a tool', reply: { toolCalls: [{ name: 'recall', args: { query: `${KEY} ${TOOL}` } }] } },
      { match: 'wrong tool', reply: { toolCalls: [{ name: TOOL, args: { [KEY]: FILED } }] } },
      { match: '.', on: 'tool', reply: { text: 'done with the tool' } },
    ],
  });
});
afterAll(async () => {
  await s.close();
  rmSync(outside, { recursive: true, force: true });
});

/** Runs a command of the same installation. */
function run(...args: string[]): void {
  const { stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { env: s.daemon.env, encoding: 'utf8' });
  note(`omega ${args.join(' ')}`, stdout + stderr);
}

const TALKS = [
  'whole',
  'pieces',
  'packed',
  'refused',
  'broken',
  'bad request',
  'in the stream',
  'use a tool',
  'wrong tool',
];

test.skipIf(!existsSync(CHROMIUM))('the page in a browser shows masks and no secret', async () => {
  const flags = ['--headless', '--no-sandbox', '--disable-gpu'];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: flags });
  try {
    const page = await browser.newPage();
    await page.goto(/http:\S+\/login\?code=\S+/.exec(s.daemon.log)?.[0] ?? '');
    await page.fill('#text', 'pieces');
    await page.keyboard.press('Enter');
    await until('the page has the answer', async () => (await page.content()).includes('and [secret].'));
    const content = await page.content();
    const found = [KEY, TOOL, FILED, TOKEN, s.telegram.token].flatMap(formsOf).filter((form) => content.includes(form));
    expect(found).toEqual([]);
  } finally {
    await browser.close();
  }
});

test('no secret is found in anything that was written or shown', { timeout: 240_000 }, async () => {
  const stop = new AbortController();
  const stream = s
    .api('/v1/stream?conversation=api:default', { signal: stop.signal })
    .then(async (response) => {
      for await (const part of response.body!.pipeThrough(new TextDecoderStream())) note('the stream', part);
    })
    .catch(() => undefined);
  for (const [i, words] of TALKS.entries()) {
    const answer = await s.ask(words, {}, { stream: i % 2 === 0 });
    note(`answer ${words}`, await answer.text());
  }
  s.telegram.say('pieces');
  await until('Telegram has answered', () => s.telegram.sent.some(({ text = '' }) => text.includes('Cut:')));
  const { token } = s.telegram;
  note('Telegram', s.telegram.sent.map(({ text = '' }) => text).join('\n'));
  for (const path of ['/v1/runs', '/v1/conversations', '/v1/actors?limit=500', '/v1/status'])
    note(`GET ${path}`, await (await s.api(path)).text());
  const { runs } = (await (await s.api('/v1/runs?limit=100')).json()) as { runs: { id: string }[] };
  expect(runs.length).toBeGreaterThan(TALKS.length - 1);
  for (const { id } of runs) note('events of runs', await (await s.api(`/v1/runs/${id}/events`)).text());
  const { actors } = (await (await s.api('/v1/actors?limit=500')).json()) as { actors: { address: string }[] };
  for (const { address } of actors)
    note('journals', await (await s.api(`/v1/actors/${encodeURIComponent(address)}/journal?after=-1`)).text());
  const login = s.daemon.log.match(/http:\/\/\S*login\S*/)?.[0] ?? s.daemon.url;
  const cookie = (await fetch(login, { redirect: 'manual' })).headers.get('set-cookie') ?? '';
  note('the page', await (await fetch(`${s.daemon.url}/`, { headers: { cookie } })).text());
  run('doctor');
  run('config', 'check');
  run('config', 'check', '--json');
  run('policy', 'check');
  run('inspect', '--json');
  run('replay');
  stop.abort();
  await stream;
  note('the log', s.daemon.log);
  s.daemon.signal('SIGTERM');
  await s.daemon.gone();
  note('the log', s.daemon.log);
  for (const path of filesBelow(s.home)) note(path.slice(s.home.length + 1), readFileSync(path).toString('latin1'));

  const secrets = { KEY, TOOL, FILED, TOKEN, telegram: token };
  const found = [...seen].flatMap(([where, text]) =>
    Object.entries(secrets).flatMap(([name, secret]) =>
      formsOf(secret)
        .filter((form) => text.includes(form))
        .map(
          (form) =>
            `${name} in ${where}: …${text.slice(Math.max(0, text.indexOf(form) - 120), text.indexOf(form) + form.length + 20)}…`,
        ),
    ),
  );
  expect(found).toEqual([]);
  // The search looks where something is: the masks are there, and so is what was said around them.
  const shows = (where: string, words: string): boolean => seen.get(where)?.includes(words) === true;
  expect({
    database: shows('omega.db', 'It is [secret], or [secret], or [secret].'),
    stream: shows('the stream', '[secret]'),
    telegram: shows('Telegram', 'Cut: [secret] and [secret] and [secret].'),
    failure: shows('the log', 'Incorrect API key provided: [secret]'),
    tool: shows('events of runs', '"query":"[secret] [secret]"'),
    doctor: shows('omega doctor', 'provider'),
  }).toEqual({ database: true, stream: true, telegram: true, failure: true, tool: true, doctor: true });
});

test('the search itself finds what is there', () => {
  const folder = join(outside, 'planted');
  mkdirSync(folder);
  for (const form of formsOf(TOOL)) {
    writeFileSync(join(folder, 'x'), `before ${form} after`);
    expect(filesBelow(folder).some((path) => formsOf(TOOL).some((f) => readFileSync(path, 'latin1').includes(f)))).toBe(
      true,
    );
  }
});
