/** Questions in the terminal: shown whole while an answer waits for them, and answered there. */
import { describe, expect, test, vi } from 'vitest';
import { visible, wholeCard } from '../../../src/cli/approvals/shown.ts';
import { promptOf, readTyped } from '../../../src/cli/approvals/typed.ts';
import type { Approval } from '../../../src/contracts/tools/policy.ts';
import { FakeWorld } from './fake-context.ts';
import { done, fakeDaemon, piece } from './fake-daemon.ts';

const question = (more: Partial<Approval> = {}): Approval => ({
  id: 'p1',
  code: 'AB2C',
  kind: 'call',
  state: 'pending',
  run: 'run7',
  key: 'terminal:default',
  person: 'owner',
  project: '',
  tool: 'omega/bash',
  version: '1.0.0',
  hash: '',
  level: 'ask_once',
  rules: [],
  subject: '',
  card: {
    title: 'Run a command',
    facts: [{ label: 'folder', value: '/home/ada/work' }],
    body: 'echo one\necho two',
    form: 'terminal',
    why: ['floor:writes'],
    choices: [],
  },
  answer: null,
  scope: null,
  words: '',
  by: '',
  via: '',
  createdAt: 0,
  expiresAt: 1_700_000_900_000,
  answeredAt: null,
  ...more,
});
const ofModel = (choices: string[]): Approval =>
  question({ kind: 'question', card: { ...question().card, title: 'Which colour?', choices } });

describe('what is typed', () => {
  const body = (approval: Approval, line: string) => {
    const typed = readTyped(approval, line);
    return 'body' in typed ? typed.body : 'asked again';
  };

  test.each([
    ['y', { answer: 'yes', scope: 'once' }],
    [' YES ', { answer: 'yes', scope: 'once' }],
    ['r', { answer: 'yes', scope: 'run' }],
    ['p', { answer: 'yes', scope: 'project' }],
    ['n', { answer: 'no', words: '' }],
    ['no, use the other folder', { answer: 'no', words: 'use the other folder' }],
  ])('"%s" under a call', (line, expected) => {
    expect(body(question(), line)).toMatchObject(expected);
  });

  test.each(['', 'yes please delete it', 'run', 'you there?', 'constructor', '1'])('"%s" is asked again', (line) => {
    expect(body(question(), line)).toBe('asked again');
  });

  test('what is asked each time is never granted ahead', () => {
    const each = question({ level: 'ask_each' });
    expect([body(each, 'r'), body(each, 'p')]).toEqual(['asked again', 'asked again']);
    expect(body(each, 'y')).toMatchObject({ answer: 'yes', scope: 'once' });
    expect(promptOf(each)).not.toContain('project');
  });

  test('typed_confirm wants its code, and nothing else is a yes', () => {
    const typed = question({ level: 'typed_confirm' });
    expect(body(typed, 'y')).toBe('asked again');
    expect(body(typed, 'ab2d')).toBe('asked again');
    expect(body(typed, 'ab2c')).toMatchObject({ answer: 'yes', code: 'AB2C', scope: 'once' });
    expect(body(typed, 'n never')).toMatchObject({ answer: 'no', words: 'never' });
    expect(promptOf(typed)).toContain('AB2C');
  });

  test('a question of the model takes the number of a choice, or words', () => {
    const colour = ofModel(['red', 'blue']);
    expect(body(colour, '2')).toMatchObject({ answer: 'yes', words: 'blue' });
    expect(body(colour, '1.')).toMatchObject({ words: 'red' });
    expect(body(colour, '7')).toMatchObject({ words: '7' });
    expect(body(colour, 'no idea')).toMatchObject({ answer: 'yes', words: 'no idea' });
    expect(body(colour, ' ')).toBe('asked again');
  });
});

test('nothing in a card can draw over the rest of it', () => {
  const body = 'ls\u001b[2K\u001b[1Arm -rf ~\r\u202eabc\u200b';
  const lines = wholeCard(
    question({ card: { ...question().card, body, facts: [{ label: 'to', value: 'a\n      | fine' }] } }),
  );
  expect(lines.join('\n')).toContain('      | ls\\u{1b}[2K\\u{1b}[1Arm -rf ~\\u{d}\\u{202e}abc\\u{200b}');
  expect(lines[0]).toBe('      to: a\\n      | fine');
  expect(visible('naïve\tЖ 日本 🙂')).toBe('naïve\tЖ 日本 🙂');
});

/** A daemon whose answer waits for a question, and a terminal to answer it in. */
async function waiting(approval = question()) {
  const daemon = await fakeDaemon(async (response, seen) => {
    if (seen.path !== '/v1/chat/completions' || seen.body.messages?.[0]?.content === '/stop')
      return void response.end('{"commands":[]}');
    piece(response, 'One moment.');
    const taken = daemon.questions.taken;
    daemon.questions.list = [approval];
    await taken;
    piece(response, ' It ran.');
    done(response);
  });
  const world = new FakeWorld();
  world.record = daemon.record;
  world.tty = true;
  const type = (text: string) => world.stdin.write(text);
  const shows = (part: string) => vi.waitFor(() => expect(world.out).toContain(part), { timeout: 5000, interval: 10 });
  return { daemon, world, type, shows, [Symbol.asyncDispose]: () => daemon[Symbol.asyncDispose]() };
}

describe('omega chat', () => {
  test('shows the whole question, takes the yes there, and the answer streams on', async () => {
    await using w = await waiting();
    const ended = w.world.run('chat');
    await w.shows('you> ');
    w.type('do it\n');
    await w.shows('y once, r this answer, p always in this project, n [why]> ');
    const shown = ['AB2C  Run a command', 'folder: /home/ada/work', '| echo one', '| echo two', 'floor:writes'];
    for (const part of shown) expect(w.world.out).toContain(part);
    w.type('what?\n');
    await w.shows('Type one of the letters');
    expect(w.daemon.questions.answers).toEqual([]);
    w.type('r\n');
    await w.shows(' It ran.\n');
    w.type('/exit\n');
    expect(await ended).toBe(0);
    expect(w.daemon.questions.answers).toEqual([{ answer: 'yes', scope: 'run', words: '', code: '', via: 'terminal' }]);
    const asked = w.daemon.seen.filter((request) => request.path === '/v1/chat/completions');
    expect(asked.map((request) => request.body.messages?.[0]?.content)).toEqual(['do it']);
  });

  test('what was half typed is no answer, and is there again afterwards', async () => {
    await using w = await waiting(ofModel([]));
    const ended = w.world.run('chat');
    await w.shows('you> ');
    w.type('do it\n');
    await w.shows('One moment.');
    w.type('and then');
    await w.shows('your answer> ');
    w.type('green\n');
    await w.shows(' It ran.\n');
    w.type(' stop\n');
    await vi.waitFor(() => expect(w.daemon.seen.at(-1)?.body.messages?.[0]?.content).toBe('and then stop'));
    expect(w.daemon.questions.answers).toMatchObject([{ answer: 'yes', words: 'green' }]);
    w.type('\u0003');
    await w.shows('(stopped)');
    w.type('/exit\n');
    expect(await ended).toBe(0);
  });

  test('an answer from elsewhere ends the prompt with its outcome, before the words that follow', async () => {
    await using w = await waiting();
    const ended = w.world.run('chat');
    await w.shows('you> ');
    w.type('do it\n');
    await w.shows('n [why]> ');
    await fetch(`${w.daemon.url}/v1/approvals/p1`, { method: 'POST', body: '{"answer":"no","words":"never"}' });
    await w.shows(' It ran.\n');
    expect(w.world.out).toMatch(/Run a command: no: never \(owner, terminal\)\n[\s\S]* It ran\.\n/);
    w.type('/exit\n');
    expect(await ended).toBe(0);
  });

  test('a question that ran out ends the prompt too', async () => {
    await using w = await waiting();
    const ended = w.world.run('chat');
    await w.shows('you> ');
    w.type('do it\n');
    await w.shows('n [why]> ');
    Object.assign(w.daemon.questions.list[0]!, { state: 'expired' });
    await w.shows('Run a command: nobody answered in time; it was not done.');
    w.type('\u0003');
    await w.shows('(stopped)');
    w.type('/exit\n');
    expect(await ended).toBe(0);
  });

  test('Ctrl-C under a question stops the answer', async () => {
    await using w = await waiting();
    const ended = w.world.run('chat');
    await w.shows('you> ');
    w.type('do it\n');
    await w.shows('n [why]> ');
    w.type('\u0003');
    await w.shows('(stopped)');
    expect(w.daemon.questions.answers).toEqual([]);
    w.type('/exit\n');
    expect(await ended).toBe(0);
  });

  test('questions of other conversations are put where they belong', async () => {
    await using w = await waiting(question({ key: 'telegram:42' }));
    let looks = 0;
    const serve = w.daemon.questions.serve.bind(w.daemon.questions);
    w.daemon.questions.serve = (path, raw, response) => {
      looks += 1;
      serve(path, raw, response);
    };
    const ended = w.world.run('chat');
    await w.shows('you> ');
    w.type('do it\n');
    await vi.waitFor(() => expect(looks).toBeGreaterThan(1), { timeout: 5000 });
    expect(w.world.out).not.toContain('AB2C');
    await fetch(`${w.daemon.url}/v1/approvals/p1`, { method: 'POST', body: '{"answer":"yes"}' });
    await w.shows(' It ran.\n');
    w.type('/exit\n');
    expect(await ended).toBe(0);
  });
});

describe('omega ask', () => {
  test('at a terminal it is asked and answered there', async () => {
    await using w = await waiting();
    const ended = w.world.run('ask', 'do', 'it');
    await w.shows('n [why]> ');
    expect(w.world.out).toContain('      | echo two');
    w.type('n not today\n');
    expect(await ended).toBe(0);
    expect(w.world.out).toContain(' It ran.\n');
    expect(w.daemon.questions.answers).toMatchObject([{ answer: 'no', words: 'not today' }]);
  });

  test('Ctrl-C under the question ends with 130', async () => {
    await using w = await waiting();
    const ended = w.world.run('ask', 'do', 'it');
    await w.shows('n [why]> ');
    w.type('\u0003');
    expect(await ended).toBe(130);
    expect(w.daemon.questions.answers).toEqual([]);
  });

  test('when the input ends, it says how to answer elsewhere and goes on waiting', async () => {
    await using w = await waiting();
    const ended = w.world.run('ask', 'do', 'it');
    await w.shows('n [why]> ');
    w.type('\u0004');
    await vi.waitFor(() => expect(w.world.err).toContain('omega approvals yes AB2C'));
    await fetch(`${w.daemon.url}/v1/approvals/p1`, { method: 'POST', body: '{"answer":"yes"}' });
    expect(await ended).toBe(0);
    expect(w.world.out).toContain(' It ran.\n');
  });

  test.each([[[]], [['--json']]])('without a terminal one line tells what waits %j', async (options) => {
    await using w = await waiting();
    w.world.tty = options.length > 0;
    const ended = w.world.run('ask', ...options, 'do', 'it');
    await vi.waitFor(() => expect(w.world.err).toContain('omega approvals yes AB2C'), { timeout: 5000 });
    expect(w.world.err).toMatch(/^omega: waits for a yes: AB2C {2}Run a command .*\n$/);
    await fetch(`${w.daemon.url}/v1/approvals/p1`, { method: 'POST', body: '{"answer":"yes"}' });
    expect(await ended).toBe(0);
    expect(options.length > 0 ? (JSON.parse(w.world.out) as { reply: string }).reply : w.world.out.trim()).toBe(
      'One moment. It ran.',
    );
    expect(w.world.out).not.toContain('AB2C');
  });
});
