/** The provider claude-code: the real program over a stub of its service. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  createClaudeCode,
  type ClaudeCode,
  type ClaudeCodeOptions,
} from '../../src/adapters/providers/claude-code/index.ts';
import { OmegaError } from '../../src/contracts/errors.ts';
import type { ModelEvent, ModelMessage, ModelRequest } from '../../src/contracts/ports/provider.ts';
import { AnthropicStub } from '../kit/anthropic.ts';
import { CLAUDE, ClaudeHome, PASSED } from '../kit/claude.ts';
import type { Rule } from '../kit/core.ts';
import { providerContract } from './provider.contract.ts';

const KEY = 'sk-right-key-123456';
const quiet = new AbortController().signal;
const user = (text: string): ModelMessage => ({ role: 'user', text });
const assistant = (text: string): ModelMessage => ({ role: 'assistant', text });

interface World {
  stub: AnthropicStub;
  home: ClaudeHome;
  provider: ClaudeCode;
  options: ClaudeCodeOptions;
}

const open: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one.close();
});

async function world(rules: Rule[], more: Partial<ClaudeCodeOptions> = {}): Promise<World> {
  const stub = await new AnthropicStub({ rules, requireKey: KEY }).listen();
  const home = new ClaudeHome();
  const options: ClaudeCodeOptions = {
    program: CLAUDE ?? 'claude',
    model: 'claude-sonnet-5-5',
    maxTurns: 5,
    resumes: 5,
    allowedTools: [],
    idleTimeoutMs: 10_000,
    deadlineMs: 60_000,
    env: home.env(stub.url, KEY),
    passed: PASSED,
    folder: home.folder,
    workspace: home.workspace,
    ...more,
  };
  const provider = createClaudeCode(options);
  open.push(stub, { close: () => home.remove() }, provider);
  return { stub, home, provider, options };
}

const ask = (text: string | ModelMessage[], more: Partial<ModelRequest> = {}): ModelRequest => ({
  model: '',
  system: 'Be brief.',
  messages: typeof text === 'string' ? [user(text)] : text,
  maxTokens: 1000,
  ...more,
});

async function collect(stream: AsyncIterable<ModelEvent>): Promise<{ text: string; events: ModelEvent[] }> {
  const events: ModelEvent[] = [];
  for await (const event of stream) events.push(event);
  return { text: events.flatMap((e) => (e.type === 'text' ? e.text : [])).join(''), events };
}

async function failure(stream: AsyncIterable<ModelEvent>): Promise<OmegaError> {
  const error: unknown = await collect(stream).catch((e: unknown) => e);
  if (!(error instanceof OmegaError)) throw new Error(`not an OmegaError: ${String(error)}`);
  return error;
}

const posts = (stub: AnthropicStub) => stub.requests(/^\/v1\/messages\?/).map((r) => r.body);
const doneOf = (events: ModelEvent[]) => events.find((e) => e.type === 'done');

/** Processes in whose environment a text stands, by pid. */
function processesWith(text: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        pid !== String(process.pid) &&
        readFileSync(`/proc/${pid}/environ`, 'latin1').includes(text)
      );
    } catch {
      return false;
    }
  });
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`never: ${what}`);
}

// A start takes a third of a second alone, and several on a machine that is busy with other tests.
describe.skipIf(CLAUDE === undefined)('claude-code, with the real program', { timeout: 120_000 }, () => {
  test('a megabyte goes in, by standard input', async () => {
    const { stub, provider } = await world([{ match: 'x{1000}', reply: { text: 'Long.' } }]);
    const { text } = await collect(provider.stream(ask(`${'x'.repeat(1_000_000)} what is this?`), quiet));
    expect(text).toBe('Long.');
    expect(JSON.stringify(posts(stub).at(-1)).length).toBeGreaterThan(1_000_000);
  });

  test('several turns of a conversation go to one process, and only new words are sent', async () => {
    const { stub, provider } = await world([
      { match: 'one', reply: { text: 'First.' } },
      { match: 'two', reply: { text: 'Second.' } },
    ]);
    const first = await collect(provider.stream(ask('one', { conversation: 'web:1' }), quiet));
    const before = processesWith(stub.url);
    const history = [user('one'), assistant('First.'), user('two')];
    const second = await collect(provider.stream(ask(history, { conversation: 'web:1' }), quiet));
    expect([first.text, second.text]).toEqual(['First.', 'Second.']);
    expect(before).toHaveLength(1);
    expect(processesWith(stub.url)).toEqual(before);
    const texts = JSON.stringify(posts(stub).at(-1)?.messages);
    expect(texts).not.toContain('<conversation>');
    expect(texts.match(/First\./g)).toHaveLength(1);
    // The program counts costs over all its turns; ours are of one.
    const [a, b] = [doneOf(first.events), doneOf(second.events)];
    expect(a).toMatchObject({ stop: 'end', usage: { output: expect.any(Number) as number } });
    expect(b?.cost).toBeGreaterThan(0);
    expect(b?.cost).toBeLessThan((a?.cost ?? 0) * 1.9);
  });

  test('changed sections of the instructions reach a process that runs', async () => {
    const { stub, provider } = await world([{ match: 'o', reply: { text: 'Yes.' } }]);
    const system = (time: string) => `## Identity\n\n${'You are Omega. '.repeat(20)}\n\n## Now\n\n${time}`;
    await collect(provider.stream(ask('one', { conversation: 'c', system: system('10:00') }), quiet));
    const before = processesWith(stub.url);
    const messages = [user('one'), assistant('Yes.'), user('two')];
    await collect(provider.stream(ask(messages, { conversation: 'c', system: system('10:07') }), quiet));
    expect(processesWith(stub.url)).toEqual(before);
    const sent = JSON.stringify(posts(stub).at(-1)?.messages);
    expect(sent).toContain('10:07');
    expect(sent).not.toContain('You are Omega.');
    // Other instructions altogether are a new process, in the same session.
    const whole = [...messages, assistant('Yes.'), user('no')];
    await collect(provider.stream(ask(whole, { conversation: 'c', system: 'Quite different.' }), quiet));
    expect(processesWith(stub.url)).not.toEqual(before);
    expect(JSON.stringify(posts(stub).at(-1)?.system)).toContain('Quite different.');
    expect(JSON.stringify(posts(stub).at(-1)?.messages)).toContain('10:07');
  });

  test('after a kill the session goes on: the program is not told twice', async () => {
    const { stub, provider, home } = await world([
      { match: 'hang', times: 1, reply: { text: 'half an answer', fault: { kind: 'hang', afterChunks: 4 } } },
      { match: 'hang', reply: { text: 'whole' } },
      { match: 'one', reply: { text: 'First.' } },
    ]);
    await collect(provider.stream(ask('one', { conversation: 'c' }), quiet));
    const messages = [user('one'), assistant('First.'), user('please hang')];
    const stream = provider.stream(ask(messages, { conversation: 'c' }), quiet);
    const running = failure(stream);
    await until(() => posts(stub).length === 2, 'second request');
    for (const pid of processesWith(stub.url)) process.kill(Number(pid), 'SIGKILL');
    expect((await running).code).toBe('provider.stream_truncated');
    const again = await collect(provider.stream(ask(messages, { conversation: 'c', resume: 'half' }), quiet));
    expect(again.text).toBe('whole');
    const sent = JSON.stringify(posts(stub).at(-1)?.messages);
    expect(sent.match(/First\./g)).toHaveLength(1);
    expect(sent).toContain('were interrupted');
    expect(sent).toContain('Continue it exactly where it stopped');
    expect(Object.keys(JSON.parse(readFileSync(join(home.folder, 'sessions.json'), 'utf8')) as object)).toEqual(['c']);
  });

  test('a new daemon takes up the session of the old one; a session that is gone begins anew with the history', async () => {
    const { stub, provider, options, home } = await world([{ match: 'o', reply: { text: 'Yes.' } }]);
    await collect(provider.stream(ask('one', { conversation: 'c' }), quiet));
    provider.close();
    expect(processesWith(stub.url)).toEqual([]);
    const next = createClaudeCode(options);
    open.push(next);
    const messages = [user('one'), assistant('Yes.'), user('two')];
    const second = await collect(next.stream(ask(messages, { conversation: 'c' }), quiet));
    expect(JSON.stringify(posts(stub).at(-1)?.messages)).not.toContain('<conversation>');
    expect(doneOf(second.events)?.cost).toBeLessThan(10_000);
    next.close();
    const file = join(home.folder, 'sessions.json');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/"session":"[^"]+"/, '"session":"5efff18b-b1ff-4383-9b60-ecdbd72f0e4e"'),
    );
    const third = createClaudeCode(options);
    open.push(third);
    const whole = [...messages, assistant('Yes.'), user('more')];
    expect((await collect(third.stream(ask(whole, { conversation: 'c' }), quiet))).text).toBe('Yes.');
    const sent = JSON.stringify(posts(stub).at(-1)?.messages);
    expect(sent).toContain('Person: two');
    expect(sent).toContain('You: Yes.');
  });

  const bash = (command: string): Rule => ({
    match: 'do it',
    reply: { text: 'I look.', toolCalls: [{ name: 'Bash', args: { command, description: 'a look' } }] },
  });
  const told: Rule = {
    on: 'tool',
    match: /([\s\S]{0,60})/,
    reply: (c) => ({ text: `It says: ${c.lastToolResult?.slice(0, 200)}` }),
  };

  test('its own tools show, when they are allowed', async () => {
    const { provider } = await world([bash('echo "omega $((40+2)) [$OMEGA_API_TOKEN] [$CLAUDECODE]"'), told], {
      allowedTools: ['Bash'],
    });
    const { text, events } = await collect(provider.stream(ask('do it', { conversation: 'c' }), quiet));
    expect(events.find((e) => e.type === 'own_call')).toMatchObject({ name: 'Bash', args: { description: 'a look' } });
    // CLAUDECODE is set by the program for its own children; that of the daemon is not passed on.
    expect(events.find((e) => e.type === 'own_result')).toMatchObject({
      name: 'Bash',
      text: expect.stringContaining('omega 42 []') as string,
      isError: false,
    });
    expect(text).toMatch(/^I look\.\n\nIt says: omega 42/);
  });

  test('without that it has no shell, writes nothing, and reads only below its folder', async () => {
    const rules: Rule[] = [
      { match: 'look (.*)', reply: (c) => ({ toolCalls: [{ name: 'Read', args: { file_path: c.m?.[1] ?? '' } }] }) },
      { match: 'write', reply: { toolCalls: [{ name: 'Write', args: { file_path: 'a.txt', content: 'x' } }] } },
      bash('touch made'),
      told,
    ];
    const { stub, provider, home } = await world(rules);
    mkdirSync(home.workspace, { recursive: true });
    writeFileSync(join(home.workspace, 'inside.txt'), 'a fine day');
    writeFileSync(join(home.root, 'outside.txt'), 'a secret');
    const say = (text: string) => collect(provider.stream(ask(text, { conversation: text }), quiet));
    expect((await say(`look ${join(home.workspace, 'inside.txt')}`)).text).toContain('a fine day');
    expect((await say(`look ${join(home.root, 'outside.txt')}`)).text).not.toContain('a secret');
    const written = await say('write');
    const run = await say('do it');
    expect([written, run].map(({ events }) => events.find((e) => e.type === 'own_result')?.isError)).toEqual([
      true,
      true,
    ]);
    expect(existsSync(join(home.workspace, 'a.txt'))).toBe(false);
    expect(existsSync(join(home.workspace, 'made'))).toBe(false);
    const names = ((posts(stub).at(-1)?.tools ?? []) as { name: string }[]).map((t) => t.name);
    expect(names).toEqual(expect.arrayContaining(['Read']));
    expect(names).not.toEqual(expect.arrayContaining(['Bash']));
  });

  test('the deadline ends it and everything it has started, also what ran away', async () => {
    const command = 'nohup setsid sleep 987 >/dev/null 2>&1 & sleep 986';
    const { stub, provider } = await world([bash(command)], {
      allowedTools: ['Bash'],
      deadlineMs: 12_000,
      idleTimeoutMs: 1500,
    });
    const running = failure(provider.stream(ask('do it', { conversation: 'c' }), quiet));
    await until(() => processesWith(stub.url).length >= 3, 'the shell and its children');
    // A tool at work is no silence: the idle time of 1.5 s has passed when the deadline comes.
    expect((await running).code).toBe('provider.timeout');
    await until(() => processesWith(stub.url).length === 0, 'all ended');
  });

  test('when its turns are used up it is told to go on, five times at most, in the same session', async () => {
    let calls = 0;
    let last = 7;
    const again = () =>
      ++calls === last ? { text: 'Ready.' } : { toolCalls: [{ name: 'Glob', args: { pattern: `*.${calls}` } }] };
    const { stub, provider } = await world(
      [
        { match: 'work', reply: again },
        { match: 'Continue where', on: 'any', reply: again },
        { on: 'tool', reply: again },
      ],
      { maxTurns: 3 },
    );
    const { text, events } = await collect(provider.stream(ask('work', { conversation: 'c' }), quiet));
    expect(text).toBe('Ready.');
    expect(doneOf(events)).toMatchObject({ stop: 'end' });
    expect(JSON.stringify(posts(stub).at(-1)?.messages).match(/Continue where you left off/g)).toHaveLength(2);
    last = 0;
    const endless = await collect(provider.stream(ask('work', { conversation: 'd' }), quiet));
    expect(doneOf(endless.events)).toMatchObject({ stop: 'length' });
    expect(JSON.stringify(posts(stub).at(-1)?.messages).match(/Continue where you left off/g)).toHaveLength(5);
  });

  test('pictures go in, an answer in a given shape comes out', async () => {
    const shaped = { toolCalls: [{ name: 'StructuredOutput', args: { city: 'Rome' } }] };
    const { stub, provider } = await world([
      { match: 'where', reply: (c) => (c.tools.includes('StructuredOutput') ? shaped : {}) },
    ]);
    const data = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    const messages: ModelMessage[] = [{ ...user('where is this?'), images: [{ mediaType: 'image/png', data }] }];
    const request = ask(messages, { schema: { name: 'place', schema } });
    const { text, events } = await collect(provider.stream(request, quiet));
    expect(JSON.parse(text)).toEqual({ city: 'Rome' });
    expect(events.map((e) => e.type)).toEqual(['text', 'done']);
    expect(JSON.stringify(posts(stub)[0]?.messages)).toContain(data.slice(0, 40));
  });

  test('servers of MCP are handed over, and their tools used', async () => {
    const server = join(
      import.meta.dirname,
      '../../node_modules/@modelcontextprotocol/server-everything/dist/index.js',
    );
    const { provider } = await world(
      [
        { match: 'echo', reply: { toolCalls: [{ name: 'mcp__every__echo', args: { message: 'over the wire' } }] } },
        told,
      ],
      {
        mcp: () => ({
          servers: { every: { command: process.execPath, args: [server] } },
          allowed: ['mcp__every__echo'],
        }),
      },
    );
    const { events } = await collect(provider.stream(ask('echo', { conversation: 'c' }), quiet));
    expect(events.find((e) => e.type === 'own_result')).toMatchObject({
      name: 'mcp__every__echo',
      text: expect.stringContaining('over the wire') as string,
      isError: false,
    });
  });

  test('a small question is small: no tools, no session, no words of the program’s own', async () => {
    const { stub, provider, home } = await world([{ match: 'q', reply: { text: 'a' } }]);
    await collect(provider.stream(ask('q'), quiet));
    const [body] = posts(stub);
    expect(body?.tools ?? []).toEqual([]);
    expect(JSON.stringify(body).length).toBeLessThan(2500);
    expect(existsSync(join(home.folder, 'sessions.json'))).toBe(false);
    expect(readdirSync(home.folder)).toEqual([]);
  });

  test('the guide of the workspace is told beside the instructions, settings in the workspace are not read', async () => {
    const { stub, provider, home, options } = await world([bash('touch made'), told]);
    mkdirSync(join(home.workspace, '.claude'), { recursive: true });
    writeFileSync(join(home.workspace, '.claude/settings.json'), JSON.stringify({ permissions: { allow: ['Bash'] } }));
    writeFileSync(join(home.workspace, 'CLAUDE.md'), '# Guide\n\nThe word is xyzzy.');
    const guided = createClaudeCode({ ...options, guide: () => join(home.workspace, 'CLAUDE.md') });
    open.push(guided, provider);
    await collect(guided.stream(ask('do it', { conversation: 'c' }), quiet));
    expect(JSON.stringify(posts(stub)[0]?.system)).toContain('The word is xyzzy.');
    expect(existsSync(join(home.workspace, 'made'))).toBe(false);
  });

  test('idle processes are few, and go after a while', async () => {
    const rules: Rule[] = [{ match: 'q', reply: { text: 'a' } }];
    const many = await world(rules, { kept: 2 });
    for (const conversation of ['a', 'b', 'c']) await collect(many.provider.stream(ask('q', { conversation }), quiet));
    expect(processesWith(many.stub.url)).toHaveLength(2);
    const brief = await world(rules, { keptMs: 200 });
    await collect(brief.provider.stream(ask('q', { conversation: 'a' }), quiet));
    await until(() => processesWith(brief.stub.url).length === 0, 'idle process ended');
  });

  test('two messages of one conversation at once are answered one after the other', async () => {
    const { provider } = await world([{ match: 'q', reply: { text: 'a', latencyMs: 100 } }]);
    const both = ['q', 'q too'].map((text) => collect(provider.stream(ask(text, { conversation: 'c' }), quiet)));
    expect((await Promise.all(both)).map(({ text }) => text)).toEqual(['a', 'a']);
  });

  test('eight at once: two work, the others wait, and an abort takes one out of the queue', async () => {
    let now = 0;
    let most = 0;
    const reply = async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 50));
      now--;
      return { text: 'a' };
    };
    const { provider } = await world([{ match: 'q', reply }], { atOnce: 2 });
    const aborted = new AbortController();
    const calls = Array.from({ length: 8 }, () => collect(provider.stream(ask('q'), quiet)));
    const last = collect(provider.stream(ask('q'), aborted.signal));
    const reason = new OmegaError('activity.fenced', 'no longer wanted');
    aborted.abort(reason);
    await expect(last).rejects.toBe(reason);
    expect((await Promise.all(calls)).map(({ text }) => text)).toEqual(Array.from({ length: 8 }, () => 'a'));
    expect(most).toBeLessThanOrEqual(2);
  });

  test('nobody is logged in and no key is there', async () => {
    const { provider, options } = await world([]);
    const bare = createClaudeCode({ ...options, passed: ['CLAUDE_CONFIG_DIR', 'ANTHROPIC_BASE_URL'] });
    open.push(bare, provider);
    const error = await failure(bare.stream(ask('q'), quiet));
    expect([error.code, error.message]).toEqual([
      'provider.key_invalid',
      expect.stringContaining('not logged in') as string,
    ]);
    expect(await bare.probe(quiet)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('not logged in') as string,
    });
  });
});

const homes: ClaudeHome[] = [];
afterAll(() => {
  for (const home of homes) home.remove();
});

if (CLAUDE !== undefined)
  providerContract({
    name: 'claude-code',
    key: KEY,
    stub: (rules) => new AnthropicStub({ rules, requireKey: KEY }),
    make: (url, { key, model = 'claude-stub', ...times }) => {
      const home = new ClaudeHome();
      homes.push(home);
      return createClaudeCode({
        program: CLAUDE ?? '',
        model,
        maxTurns: 3,
        resumes: 1,
        allowedTools: [],
        env: home.env(url, key),
        passed: PASSED,
        folder: home.folder,
        workspace: home.workspace,
        ...times,
      });
    },
    exempt: {
      'our tools': 'it is an agent with tools of its own; ours reach it as an MCP server',
      'many at once': 'a process each: four work, the others wait; that they do is tried here',
      embeddings: 'it has none',
      cost: 'the program counts by its own price list; that costs are of one turn is tried here',
    },
  });

test('a program that is not there says how to get it', async () => {
  const { provider } = await world([], { program: 'claude-that-is-not-there' });
  const error = await failure(provider.stream(ask('q'), quiet));
  expect(error.code).toBe('provider.not_configured');
  expect(error.message).toContain('npm install -g @anthropic-ai/claude-code');
  expect(await provider.probe(quiet)).toMatchObject({ ok: false });
});

/** A program that stands in for the real one. */
function script(line: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'omega-script-'));
  open.push({ close: () => rmSync(folder, { recursive: true }) });
  writeFileSync(join(folder, 'claude'), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  return join(folder, 'claude');
}

test('an end with code 0 but without a result is a failure', async () => {
  const { provider, home } = await world([], {
    program: script('echo hello; exit 0'),
  });
  const error = await failure(provider.stream(ask('q'), quiet));
  expect([error.code, error.disposition]).toEqual(['provider.stream_truncated', 'retry']);
  expect(readdirSync(home.folder)).toEqual([]);
});

test('a program that is too old says how to bring it up to date', async () => {
  const { provider } = await world([], {
    program: script('echo "error: unknown option --restricted" >&2; exit 1'),
  });
  expect((await failure(provider.stream(ask('q'), quiet))).message).toContain('claude update');
});
