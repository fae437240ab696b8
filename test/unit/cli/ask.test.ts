/** `omega ask` and `omega chat` against a daemon on a real socket, and with the application in the process. */
import { describe, expect, test } from 'vitest';
import { completions } from '../../../src/cli/commands/chat.ts';
import { OmegaError } from '../../../src/contracts/errors.ts';
import { FakeWorld } from './fake-context.ts';
import { done, fakeDaemon, piece } from './fake-daemon.ts';

describe('omega ask', () => {
  test('streams the answer of the running daemon', async () => {
    await using daemon = await fakeDaemon((response) => {
      piece(response, 'Hello ');
      piece(response, 'Ada');
      done(response);
    });
    const world = new FakeWorld();
    world.record = daemon.record;
    expect(await world.run('ask', 'good', 'morning')).toBe(0);
    expect(world.out).toBe('Hello Ada\n');
    expect(world.err).toBe('');
    const [request] = daemon.seen;
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.body).toMatchObject({
      user: 'default',
      stream: true,
      messages: [{ role: 'user', content: 'good morning' }],
    });
    expect(request?.headers).toMatchObject({ authorization: 'Bearer t0ken', 'x-omega-channel': 'terminal' });
    expect(request?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(world.log).toEqual([]);
  });

  test('--json tells reply, run, model, usage and time', async () => {
    await using daemon = await fakeDaemon((response) => {
      piece(response, 'Hi');
      done(response);
    });
    const world = new FakeWorld();
    world.record = daemon.record;
    expect(await world.run('ask', '--json', '-c', 'work', 'hi')).toBe(0);
    const { ms, ...rest } = JSON.parse(world.out) as { ms: number };
    expect(rest).toEqual({ reply: 'Hi', run_id: 'run7', model: 'm', usage: { input: 3, output: 5 } });
    expect(ms).toBeGreaterThanOrEqual(0);
    expect(daemon.seen[0]?.body.user).toBe('work');
  });

  test('reads a pipe when there is no text, and where the text says "-"', async () => {
    await using daemon = await fakeDaemon((response) => done(response));
    for (const [args, asked] of [
      [[], 'from the pipe'],
      [['-'], 'from the pipe'],
      [['sum', 'up', '-'], 'sum up\n\nfrom the pipe'],
    ] as const) {
      const world = new FakeWorld();
      world.record = daemon.record;
      world.stdin.isTTY = false;
      world.stdin.end('from the pipe\n');
      expect(await world.run('ask', ...args)).toBe(0);
      expect(daemon.seen.at(-1)?.body.messages?.[0]?.content).toBe(asked);
    }
  });

  test('a pipe nobody mentioned is left alone', async () => {
    await using daemon = await fakeDaemon((response) => done(response));
    const world = new FakeWorld();
    world.record = daemon.record;
    world.stdin.isTTY = false; // stays open for ever
    expect(await world.run('ask', 'x')).toBe(0);
  });

  test('nothing to ask is wrong usage', async () => {
    const world = new FakeWorld();
    expect(await world.run('ask')).toBe(2);
    expect(world.err).toContain('Nothing to ask');
  });

  test('a connection that breaks is taken up with the same key, and nothing is shown twice', async () => {
    await using daemon = await fakeDaemon((response, _, count) => {
      piece(response, 'One ');
      if (count === 1) {
        response.write('data: {"choices":[{"delta":{"content":"two "}}]}\n\n', () => response.destroy());
        return;
      }
      piece(response, 'two three');
      done(response);
    });
    const world = new FakeWorld();
    world.record = daemon.record;
    expect(await world.run('ask', 'count')).toBe(0);
    expect(world.out).toBe('One two three\n');
    expect(daemon.seen).toHaveLength(2);
    expect(daemon.seen[1]?.headers['idempotency-key']).toBe(daemon.seen[0]?.headers['idempotency-key']);
  });

  test('a stream that ends without its end counts as broken', async () => {
    await using daemon = await fakeDaemon((response, _, count) => {
      piece(response, 'x');
      if (count === 1) response.end();
      else done(response);
    });
    const world = new FakeWorld();
    world.record = daemon.record;
    expect(await world.run('ask', 'x')).toBe(0);
    expect([world.out, daemon.seen.length]).toEqual(['x\n', 2]);
  });

  test.each([
    [401, '{}', 'The daemon refused the token. Set OMEGA_API_TOKEN'],
    [413, '{"error":{"message":"Larger than 2 MiB."}}', 'Larger than 2 MiB.'],
    [500, 'oops', 'The daemon answered with status 500.'],
  ])('status %d is said and not tried again', async (status, body, sentence) => {
    await using daemon = await fakeDaemon((response) => {
      response.writeHead(status).end(body);
    });
    const world = new FakeWorld();
    world.record = daemon.record;
    expect(await world.run('ask', 'x')).toBe(1);
    expect(world.err).toContain(`omega: ${sentence}`);
    expect(daemon.seen).toHaveLength(1);
  });

  test('a failed run ends with its sentence', async () => {
    await using daemon = await fakeDaemon((response) => {
      piece(response, 'Well');
      response.end('data: {"error":{"message":"Every provider failed."}}\n\n');
    });
    const world = new FakeWorld();
    world.record = daemon.record;
    expect(await world.run('ask', 'x')).toBe(1);
    expect(world.err).toBe('omega: Every provider failed.\n');
    expect(daemon.seen).toHaveLength(1);
  });

  test('Ctrl-C stops the answer in the daemon too', async () => {
    const world = new FakeWorld();
    await using daemon = await fakeDaemon((response, seen) => {
      if (seen.body.messages?.[0]?.content === '/stop') {
        response.end('{}');
        return;
      }
      piece(response, 'Once upon a time');
      setImmediate(() => world.signal());
    });
    world.record = daemon.record;
    expect(await world.run('ask', 'tell')).toBe(130);
    expect(daemon.seen.map((request) => request.body.messages?.[0]?.content)).toEqual(['tell', '/stop']);
    expect(world.listening).toBe(0);
  });

  test('Ctrl-C while the daemon is away ends the waiting', async () => {
    const world = new FakeWorld();
    await using daemon = await fakeDaemon((response) => {
      world.record = undefined;
      response.destroy();
      setTimeout(() => world.signal(), 50);
    });
    world.record = daemon.record;
    expect(await world.run('ask', 'x')).toBe(130);
    expect(world.err).toBe('');
  });

  test('without a daemon the application runs for the call, and is stopped after it', async () => {
    await using server = await fakeDaemon((response) => {
      piece(response, 'Here');
      done(response);
    });
    const world = new FakeWorld();
    world.app = { ...world.app, url: server.url };
    expect(await world.run('ask', 'x')).toBe(0);
    expect(world.out).toBe('Here\n');
    expect(world.log).toEqual(['prepare', 'lock', 'start call', 'stop', 'release']);
  });

  test('a wrong configuration is told, and nothing is started', async () => {
    const world = new FakeWorld();
    const problem = { key: 'k', message: 'm', text: 'config.toml:1: k: m' };
    world.loaded = { ok: false, problems: [problem], warnings: [] };
    expect(await world.run('ask', 'x')).toBe(2);
    expect(world.err).toContain('config.toml:1: k: m');
    expect(world.log).toEqual([]);
  });

  test('another command that holds the folder for a moment is waited for', async () => {
    await using daemon = await fakeDaemon((response) => {
      piece(response, 'Now');
      done(response);
    });
    const world = new FakeWorld();
    world.lockError = new OmegaError('store.locked', 'Another Omega uses it.');
    setTimeout(() => {
      world.record = daemon.record;
    }, 150);
    expect(await world.run('ask', 'x')).toBe(0);
    expect(world.out).toBe('Now\n');
  });

  test('one that holds it for long is an error of its own', async () => {
    const world = new FakeWorld();
    world.lockError = new OmegaError('store.locked', 'Another Omega uses it.');
    setTimeout(() => {
      world.time += 11_000;
    }, 50);
    expect(await world.run('ask', 'x')).toBe(3);
    expect(world.err).toContain('omega: Another Omega uses it.');
  });

  test('OMEGA_PORT and OMEGA_API_TOKEN find a daemon whose folder is elsewhere', async () => {
    await using daemon = await fakeDaemon((response) => done(response));
    const world = new FakeWorld();
    world.env = { OMEGA_PORT: new URL(daemon.url).port, OMEGA_API_TOKEN: 't' };
    expect(await world.run('ask', 'x')).toBe(0);
    expect(daemon.seen).toHaveLength(1);
    expect(world.log).toEqual([]);
  });
});

describe('omega chat from a pipe', () => {
  const piped = (...lines: string[]) => {
    const world = new FakeWorld();
    world.stdin.isTTY = false;
    world.stdin.end(lines.join('\n'));
    return world;
  };

  test('every line is a message, answered in order', async () => {
    await using daemon = await fakeDaemon((response, seen) => {
      piece(response, `You said ${seen.body.messages?.[0]?.content}`);
      done(response);
    });
    const world = piped('one', '', '  two', '/quit', 'three');
    world.record = daemon.record;
    expect(await world.run('chat', '-c', 'c')).toBe(0);
    expect(world.out).toBe('You said one\nYou said two\n');
    expect(daemon.seen.map((request) => request.body.user)).toEqual(['c', 'c']);
    expect(daemon.seen[0]?.headers['idempotency-key']).not.toBe(daemon.seen[1]?.headers['idempotency-key']);
  });

  test('a failed answer does not end it, but shows in the exit code', async () => {
    await using daemon = await fakeDaemon((response, _, count) => {
      if (count === 1) {
        response.writeHead(502).end('{"error":{"message":"No."}}');
        return;
      }
      piece(response, 'Yes.');
      done(response);
    });
    const world = piped('a', 'b');
    world.record = daemon.record;
    expect(await world.run('chat')).toBe(1);
    expect([world.out, world.err]).toEqual(['Yes.\n', 'omega: No.\n']);
  });

  test('a signal ends it', async () => {
    const world = piped('a', 'b');
    await using daemon = await fakeDaemon((response, seen) => {
      if (seen.body.messages?.[0]?.content === '/stop') {
        response.end('{}');
        return;
      }
      piece(response, 'a');
      setImmediate(() => world.signal('SIGTERM'));
    });
    world.record = daemon.record;
    expect(await world.run('chat')).toBe(130);
  });
});

test('completion offers commands only', () => {
  expect(completions(['/forget', '/help', '/stop'], '/f')).toEqual([['/forget'], '/f']);
  expect(completions(['/forget'], 'f')).toEqual([[], 'f']);
});
