/** `omega start`: what is printed, what is held, how it ends. */
import { expect, test, vi } from 'vitest';
import { OmegaError } from '../../../src/contracts/errors.ts';
import { FakeWorld } from './fake-context.ts';

async function started(world: FakeWorld, ...args: string[]) {
  const ended = world.run('start', ...args);
  await vi.waitFor(() => expect(world.out).toContain('Ready.'));
  return ended;
}

test('prints everything a person needs and ends cleanly on a signal', async () => {
  const world = new FakeWorld();
  world.loaded = {
    ...world.loaded,
    warnings: [{ key: 'k', message: 'm', text: 'config.toml:3: k: m' }],
  } as typeof world.loaded;
  const ended = started(world);
  await vi.waitFor(() => expect(world.out).toContain('Ready.\n'));
  expect(world.out).toBe(
    [
      'Omega 9.9.9',
      'Data folder  /home/ada/.omega',
      'Provider     ollama, then offline',
      '             Ollama answers.',
      'Channels     web, telegram (misconfigured: no token)',
      'Page         http://127.0.0.1:1/login?code=c (the link works once, for 15 minutes)',
      'Two answers go on.',
      'Ready.',
      '',
    ].join('\n'),
  );
  expect(world.err).toBe('Warning: config.toml:3: k: m\n');
  expect(world.record).toMatchObject({ pid: process.pid, url: 'http://127.0.0.1:1', version: '9.9.9' });
  world.signal('SIGTERM');
  expect(await ended).toBe(0);
  expect(world.out).toMatch(/Stopped\.\n$/);
  expect(world.log).toEqual(['prepare', 'lock', 'start daemon', 'record', 'unrecord', 'stop', 'release']);
  expect(world.started).toMatchObject({ home: '/home/ada/.omega', chain: ['ollama', 'offline'] });
});

test('a second signal ends it at once', async () => {
  const world = new FakeWorld();
  let finish = () => undefined as void;
  world.app = { ...world.app, stop: () => new Promise((resolve) => (finish = resolve)) };
  const ended = started(world);
  await vi.waitFor(() => expect(world.out).toContain('Ready.'));
  world.signal();
  world.signal();
  expect(world.aborted).toEqual([130]);
  await vi.waitFor(() => expect(world.record).toBeUndefined());
  finish();
  expect(await ended).toBe(0);
});

test('a stop that takes too long is cut short after nine and a half seconds', async () => {
  const world = new FakeWorld();
  world.app = { ...world.app, stop: () => new Promise(() => undefined) };
  const ended = started(world);
  await vi.waitFor(() => expect(world.out).toContain('Ready.'));
  vi.useFakeTimers();
  try {
    world.signal();
    await vi.advanceTimersByTimeAsync(9400);
    expect(world.aborted).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(world.aborted).toEqual([1]);
  } finally {
    vi.useRealTimers();
  }
  await ended;
  expect(world.err).toContain('Stopping …');
  expect(world.err).toContain('goes on at the next start');
});

test('a signal during the start is not lost', async () => {
  const world = new FakeWorld();
  const ended = world.run('start');
  await vi.waitFor(() => expect(world.listening).toBe(1));
  world.signal();
  expect(await ended).toBe(0);
  expect(world.log.at(-1)).toBe('release');
});

test.each([
  [new OmegaError('store.locked', 'Another Omega uses it.'), 'lockError', 3],
  [new OmegaError('store.read_only', 'Cannot be written.'), 'lockError', 1],
  [new OmegaError('server.port_taken', 'The port is taken.'), 'startError', 3],
  [new OmegaError('store.newer', 'Written by a newer Omega.'), 'startError', 1],
  [new OmegaError('config.invalid', 'Wrong.'), 'startError', 2],
] as const)('%s', async (error, where, code) => {
  const world = new FakeWorld();
  world[where] = error;
  expect(await world.run('start')).toBe(code);
  expect(world.err).toBe(`omega: ${error.message}\n`);
  expect(world.out).toBe('');
  expect(world.record).toBeUndefined();
  expect(world.log.filter((entry) => entry === 'lock').length).toBe(
    world.log.filter((entry) => entry === 'release').length,
  );
});

test('a wrong configuration starts nothing', async () => {
  const world = new FakeWorld();
  world.loaded = { ok: false, problems: [{ key: '', message: '', text: 'config.toml:1: bad' }], warnings: [] };
  expect(await world.run('start')).toBe(2);
  expect(world.err).toBe(
    'config.toml:1: bad\nomega: Nothing was started. Configuration: /home/ada/.omega/config.toml\n',
  );
  expect(world.log).toEqual([]);
});

test('the bridge to another party comes with a warning', async () => {
  const world = new FakeWorld();
  const ended = started(world, '--stately');
  await vi.waitFor(() => expect(world.err).toContain('stately.ai'));
  expect(world.started?.stately).toBe(true);
  world.signal();
  await ended;
});

test.each([['strat'], ['start', 'now'], ['start', '--fast'], ['replay'], ['test', 'crash', '--kills', 'x'], []])(
  'wrong usage ends with 2: omega %s %s',
  async (...args) => {
    const world = new FakeWorld();
    expect(await world.run(...args.filter((arg) => typeof arg === 'string'))).toBe(2);
    expect(world.err).not.toBe('');
    expect(world.log).toEqual([]);
  },
);

test('version and help end with 0', async () => {
  const world = new FakeWorld();
  expect(await world.run('--version')).toBe(0);
  expect(world.out).toBe('9.9.9\n');
  expect(await world.run('help', 'start')).toBe(0);
  expect(world.out).toContain('Usage: omega start');
});
