/** The parts of the provider claude-code that need no program: what is told, what is read, what went wrong, and who ends what. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  conversationArguments,
  isActing,
  questionArguments,
} from '../../../../src/adapters/providers/claude-code/process/arguments.ts';
import { environmentOf, MARK } from '../../../../src/adapters/providers/claude-code/process/environment.ts';
import { Gate } from '../../../../src/adapters/providers/claude-code/process/gate.ts';
import { endTree, treeOf } from '../../../../src/adapters/providers/claude-code/process/tree.ts';
import { digestOf, gapOf, Sessions } from '../../../../src/adapters/providers/claude-code/sessions.ts';
import { failureOf, originOf, retryOf } from '../../../../src/adapters/providers/claude-code/turn/failures.ts';
import { readLine, type Line, type Result } from '../../../../src/adapters/providers/claude-code/turn/lines.ts';
import { Reader } from '../../../../src/adapters/providers/claude-code/turn/reader.ts';
import { contentOf, newsOf } from '../../../../src/adapters/providers/claude-code/turn/words.ts';
import type { ModelMessage } from '../../../../src/contracts/ports/provider.ts';

const user = (text: string): ModelMessage => ({ role: 'user', text });
const assistant = (text: string): ModelMessage => ({ role: 'assistant', text });
const line = (value: object): Line => {
  const read = readLine(JSON.stringify(value));
  if (read === undefined) throw new Error('not read');
  return read;
};
const result = (more: object): Result =>
  line({ type: 'result', subtype: 'success', is_error: true, ...more }) as Result;
const ORIGIN = originOf('sk-secret');

describe('what a session lacks', () => {
  const done = { session: 's', open: '', answered: digestOf(user('two')) };
  const before = [user('one'), assistant('A'), user('two'), assistant('B')];

  test('only the new words, its own answer it knows', () => {
    expect(gapOf(done, [...before, user('three')])).toEqual({ messages: [user('three')], interrupted: false });
  });

  test('what others have answered since', () => {
    const since = [user('three'), assistant('C of another'), user('four')];
    expect(gapOf(done, [...before, ...since])).toEqual({ messages: since, interrupted: false });
  });

  test('the words it was interrupted at, which it has had', () => {
    const open = { ...done, open: digestOf(user('three')) };
    expect(gapOf(open, [...before, user('three')])).toEqual({ messages: [user('three')], interrupted: true });
    expect(gapOf(open, [...before, user('something else')])).toBeUndefined();
  });

  test('a history that does not fit is told anew', () => {
    expect(gapOf(done, [user('quite new')])).toBeUndefined();
    expect(gapOf(done, [user('x'), assistant('y'), user('z')])).toBeUndefined();
  });

  test('the file keeps the newest, and one that is broken is an empty one', () => {
    const folder = mkdtempSync(join(tmpdir(), 'omega-sessions-'));
    const file = join(folder, 'sessions.json');
    const sessions = new Sessions(file);
    for (let i = 0; i < 510; i++) sessions.set(`c${i}`, { ...done, session: String(i) });
    const again = new Sessions(file);
    expect([again.get('c0'), again.get('c509')?.session]).toEqual([undefined, '509']);
    writeFileSync(file, '{"c509": {"ses');
    expect(new Sessions(file).get('c509')).toBeUndefined();
    rmSync(folder, { recursive: true });
  });
});

describe('what is told', () => {
  test('the person’s words stand unchanged in the last block, everything else before them', () => {
    const messages: ModelMessage[] = [
      user('one </conversation>'),
      { ...assistant('I look.'), calls: [{ id: '1', name: 'weather', args: {}, raw: '{}' }] },
      { ...user('</conversation> two'), results: [{ id: '1', name: 'weather', text: 'rain', isError: true }] },
    ];
    const blocks = contentOf({ messages, news: 'It is ten.' }).map((block) => block['text']);
    expect(blocks).toHaveLength(3);
    expect(blocks[0]).toContain('Person: one <\\/conversation>');
    expect(blocks[0]).toMatch(/^<conversation>[^]*\n<\/conversation>$/);
    expect(blocks[0]).toContain('You used weather: {}');
    expect(blocks[0]).toContain('Result of weather (failed): rain');
    expect(blocks[1]).toContain('It is ten.');
    expect(blocks[2]).toBe('</conversation> two');
  });

  test('instructions by section: changed ones, ones that are gone, and too many of them', () => {
    const now = (time: string, more = '') => `Intro\n\n## A\n\n${'a'.repeat(900)}\n\n## Now\n\n${time}${more}`;
    expect(newsOf(now('1'), now('1'))).toBe('');
    const news = newsOf(now('1', '\n\n## Session\n\nask'), now('2')) ?? '';
    expect(news).toContain('## Now\n\n2');
    expect(news).toContain('## Session\n\n(no longer there)');
    expect(news).not.toContain('aaa');
    expect(newsOf('## A\n\nx', now('1'))).toBeUndefined();
  });
});

describe('what is read', () => {
  const delta = (text: string) =>
    line({ type: 'stream_event', event: { type: 'content_block_delta', delta: { type: 'text_delta', text } } });
  const begin = line({ type: 'stream_event', event: { type: 'message_start' } });
  const said = (...content: object[]) => line({ type: 'assistant', message: { model: 'm', content } });
  const texts = (reader: Reader, lines: Line[]) =>
    lines.flatMap((one) => reader.read(one)).flatMap((e) => (e.type === 'text' ? e.text : []));

  test('what was streamed is not said twice, and what was not is', () => {
    const reader = new Reader(false);
    expect(texts(reader, [begin, delta('Hel'), delta('lo'), said({ type: 'text', text: 'Hello' })])).toEqual([
      'Hel',
      'lo',
    ]);
    expect(texts(reader, [begin, delta('So'), said({ type: 'text', text: 'So on' })])).toEqual(['\n\nSo', ' on']);
  });

  test('an answer that began anew in other words cannot be taken back', () => {
    const reader = new Reader(false);
    texts(reader, [begin, delta('Hello')]);
    expect(() => reader.read(said({ type: 'text', text: 'Good day' }))).toThrow(/began anew/);
  });

  test('sentences of the program itself and of its helpers are no answer', () => {
    const reader = new Reader(false);
    const own = line({
      type: 'assistant',
      error: 'x',
      message: { model: '<synthetic>', content: [{ type: 'text', text: 'API Error' }] },
    });
    const helper = line({
      type: 'assistant',
      parent_tool_use_id: 't',
      message: { model: 'm', content: [{ type: 'text', text: 'aside' }] },
    });
    expect(texts(reader, [own, helper])).toEqual([]);
  });

  test('a tool at work makes silence mean nothing', () => {
    const reader = new Reader(false);
    expect(reader.read(said({ type: 'tool_use', id: 't', name: 'Bash', input: { command: 'ls' } }))).toEqual([
      { type: 'own_call', id: 't', name: 'Bash', args: { command: 'ls' } },
    ]);
    expect(reader.busy).toBe(true);
    const content = [
      { type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: 'a' }, { type: 'image' }] },
    ];
    expect(reader.read(line({ type: 'user', message: { content } }))).toEqual([
      { type: 'own_result', id: 't', name: 'Bash', text: 'a\n[picture]', isError: false },
    ]);
    expect(reader.busy).toBe(false);
  });

  test('lines of unknown kinds and sentences that are no JSON are passed over', () => {
    expect(readLine('No conversation found')).toBeUndefined();
    expect(readLine('{"type":"system","subtype":"thinking_tokens"}')).toBeUndefined();
    expect(readLine('{"type":"result","subtype":"success","is_error":false,"usage":"new"}')).toMatchObject({
      is_error: false,
    });
  });
});

test.each([
  [{ subtype: 'error_max_budget_usd', errors: ['x'] }, 'provider.over_budget'],
  [{ result: 'Not logged in · Please run /login' }, 'provider.key_invalid'],
  [{ api_error_status: 401, api_error_type: 'authentication_error', result: 'bad sk-secret' }, 'provider.key_invalid'],
  [{ api_error_status: 429, result: 'slow' }, 'provider.rate_limited'],
  [
    { api_error_status: 529, api_error_type: 'overloaded_error', result: 'API Error: Overloaded' },
    'provider.overloaded',
  ],
  [{ api_error_status: 400, result: 'API Error: 400 prompt is too long' }, 'provider.context_too_long'],
  [{ api_error_status: 402, result: 'API Error: 402' }, 'provider.no_credit'],
  [{ result: 'API Error: Connection to the API was lost (ECONNRESET).' }, 'provider.stream_truncated'],
  [{ result: 'API Error: Connection refused (ECONNREFUSED).' }, 'provider.unreachable'],
])('%j is %s', (more, code) => {
  const error = failureOf(result(more), ORIGIN, 0);
  expect(error.code).toBe(code);
  expect(JSON.stringify(error.toData())).not.toContain('sk-secret');
});

test('an announced retry is a failure with the time that was asked for', () => {
  const retry = (more: object) =>
    line({ type: 'system', subtype: 'api_retry', ...more }) as Parameters<typeof retryOf>[0];
  const limited = retryOf(retry({ error_status: 429, error: 'rate_limit', retry_delay_ms: 2393 }), false, ORIGIN);
  expect([limited?.code, limited?.facts.retryAfterMs]).toEqual(['provider.rate_limited', 2000]);
  const broken = retryOf(retry({ error_status: 500, error: 'server_error', retry_delay_ms: 600 }), false, ORIGIN);
  expect([broken?.code, broken?.facts.retryAfterMs]).toEqual(['provider.overloaded', undefined]);
  expect(retryOf(retry({ error: 'unknown' }), true, ORIGIN)?.code).toBe('provider.stream_truncated');
  expect(retryOf(retry({ error: 'unknown' }), false, ORIGIN)).toBeUndefined();
});

test('texts never stand in the command line; tools are those that were allowed', () => {
  const launch = { program: 'claude', model: '', system: '/f/system', allowed: ['Bash(git *)', 'mcp__mail'] };
  const argv = conversationArguments(launch, { id: 'u', exists: true }, 25);
  expect(argv[argv.indexOf('--tools') + 1]).toBe('Read,Glob,Grep,Bash');
  expect(argv.slice(argv.indexOf('--allowedTools') + 1).slice(0, 2)).toEqual(['Bash(git *)', 'mcp__mail']);
  expect(argv).toEqual(expect.arrayContaining(['--restricted', 'dontAsk', '--strict-mcp-config', '--resume']));
  expect(questionArguments(launch, true)).toContain('--bare');
  expect(questionArguments(launch, false)).toContain('--safe-mode');
});

test('tools that run or write are told from those that do not', () => {
  expect(['Bash(git *)', 'Write', 'Edit', 'Task', 'KillShell', 'Unheard'].filter((rule) => !isActing(rule))).toEqual(
    [],
  );
  expect(['Read', 'Grep(x)', 'WebFetch(domain:a.b)', 'WebSearch', 'mcp__mail__send'].filter(isActing)).toEqual([]);
});

test('the environment holds what is needed and no secret of others', () => {
  const env = {
    PATH: '/bin',
    HOME: '/h',
    CLAUDECODE: '1',
    TELEGRAM_BOT_TOKEN: 't',
    OPENAI_API_KEY: 'o',
    ANTHROPIC_API_KEY: 'a',
  };
  const given = environmentOf(env, ['ANTHROPIC_API_KEY'], { mark: 'm', maxTokens: 7 });
  expect(given).toMatchObject({
    PATH: '/bin',
    HOME: '/h',
    ANTHROPIC_API_KEY: 'a',
    [MARK]: 'm',
    CLAUDE_CODE_MAX_OUTPUT_TOKENS: '7',
  });
  expect(Object.keys(given)).not.toEqual(expect.arrayContaining(['CLAUDECODE']));
  expect(JSON.stringify(given)).not.toMatch(/TELEGRAM|OPENAI/);
});

test('a gate lets so many in, in their order, and gives up those who leave', async () => {
  const gate = new Gate(1);
  const never = new AbortController();
  const leave = await gate.enter(never.signal);
  const order: string[] = [];
  const gone = new AbortController();
  const first = gate.enter(never.signal).then((out) => (order.push('first'), out));
  const second = gate.enter(gone.signal);
  const third = gate.enter(never.signal).then((out) => (order.push('third'), out));
  gone.abort(new Error('left'));
  await expect(second).rejects.toThrow('left');
  leave();
  leave();
  (await first)();
  (await third)();
  expect(order).toEqual(['first', 'third']);
  expect(gate.isEmpty(1)).toBe(true);
});

test('the end of a process is the end of what left its group, its session and its parent', async () => {
  const mark = `test-${process.pid}-${Date.now()}`;
  const script = 'nohup setsid sleep 985 >/dev/null 2>&1 & (sleep 984 &) ; echo ready; sleep 983';
  const child = spawn('/bin/sh', ['-c', script], { env: { ...process.env, [MARK]: mark }, detached: true });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const root = child.pid ?? 0;
  expect(treeOf(root, mark).length).toBeGreaterThanOrEqual(4);
  endTree(root, mark);
  await ended;
  expect(treeOf(root, mark)).toEqual([]);
});
