/** Servers that do everything wrong: each ends in the error that is documented for it, and the one beside it goes on. */
import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { mcpHost } from '../../../src/adapters/mcp/client/index.ts';
import { OmegaError } from '../../../src/contracts/errors.ts';
import { fixture, link, program, server, textOf, type Linked } from './rig.ts';

const host = mcpHost({ version: '0.0.0' });
let good: Linked;
let bad: Linked | undefined;

beforeAll(async () => {
  good = await link(server('good', program('v1')), host);
});

afterEach(async () => {
  // Whatever the other one did: this one answers, in the same process, at once.
  const { structured } = await good.call('add', { a: 20, b: 22 });
  await bad?.close();
  bad = undefined;
  if (JSON.stringify(structured) !== '{"sum":42}') throw new Error('the good server was disturbed');
});

afterAll(() => good.close());

const hostile = async (mode = '', timeoutMs = 20_000): Promise<Linked> => {
  bad = await link(server('bad', program('hostile', mode), { timeoutMs }), host);
  return bad;
};

describe('a call of', () => {
  test('50 MB is cut off while it is read; the server goes on', async () => {
    const linked = await hostile();
    const before = process.memoryUsage().rss;
    await expect(linked.call('huge')).rejects.toMatchObject({
      code: 'tool.remote',
      message: expect.stringContaining('50.0 MiB was cut off') as string,
    });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
    expect(textOf(await linked.call('ok'))).toBe('ok');
  });

  test('a little more than is taken is refused', async () => {
    const linked = await hostile();
    await expect(linked.call('large')).rejects.toMatchObject({
      code: 'tool.remote',
      message: expect.stringContaining('1048576 are taken') as string,
    });
  });

  test('one that never answers ends with its deadline', async () => {
    const linked = await hostile('', 400);
    await expect(linked.call('silent')).rejects.toMatchObject({ code: 'tool.timeout', facts: { sent: 'unknown' } });
    expect(textOf(await linked.call('ok'))).toBe('ok');
  });

  test('one that dies takes its call along and says why; its last words are kept', async () => {
    const linked = await hostile();
    await expect(linked.call('die')).rejects.toMatchObject({
      code: 'tool.remote',
      message: expect.stringContaining('in the middle of the call') as string,
    });
    await expect(linked.over).rejects.toMatchObject({
      code: 'mcp.unreachable',
      message: expect.stringContaining('code 3') as string,
    });
    expect(host.lines('bad')).toEqual(['I cannot go on.']);
    await expect(linked.call('ok')).rejects.toMatchObject({ code: 'tool.remote', facts: { sent: 'no' } });
  });

  test('a flood of notices holds up only who sends it', async () => {
    const linked = await hostile();
    const flooded = linked.call('flood');
    const began = performance.now();
    for (let n = 0; n < 5; n++)
      expect(await good.call('add', { a: n, b: 1 })).toMatchObject({ structured: { sum: n + 1 } });
    expect(performance.now() - began).toBeLessThan(3000);
    expect(textOf(await flooded)).toBe('after the flood');
  });

  test('one whose result is none is told so', async () => {
    const linked = await hostile();
    await expect(linked.call('odd')).rejects.toMatchObject({ code: 'tool.remote' });
  });

  test('one that prints to its output and its error is passed over; the last twenty lines are kept', async () => {
    const linked = await hostile();
    expect(textOf(await linked.call('mutter'))).toBe('muttered');
    expect(host.lines('bad')).toHaveLength(20);
    expect(host.lines('bad').at(-1)).toBe('line 50');
  });

  test('one that wants a model gets none', async () => {
    const linked = await hostile();
    expect(textOf(await linked.call('sample'))).toBe('asked');
  });

  test('one that only asks comes to an end', async () => {
    bad = await link(server('bad', program('v2', 'loop')), host);
    let asked = 0;
    const ask = () => {
      asked++;
      return Promise.resolve({ action: 'accept' as const, content: {} });
    };
    await expect(bad.call('loop', {}, { ask })).rejects.toMatchObject({
      code: 'tool.remote',
      message: expect.stringContaining('on and on') as string,
    });
    expect(asked).toBe(10);
  });
});

test('the time in which a person is asked does not count', async () => {
  bad = await link(server('bad', program('v1'), { timeoutMs: 300 }), host);
  const ask = () => new Promise<{ action: 'decline' }>((go) => setTimeout(() => go({ action: 'decline' }), 700));
  expect(textOf(await bad.call('ask', {}, { ask }))).toContain('decline');
});

test('progress extends the deadline', async () => {
  bad = await link(server('bad', program('v1'), { timeoutMs: 400 }), host);
  expect(textOf(await bad.call('slow', { steps: 10 }))).toBe('done');
});

test('a change of the tools is told, and the list counts no longer', async () => {
  const linked = await hostile();
  await linked.tools();
  expect(host.link('bad')?.listedAt).toBeGreaterThan(0);
  await linked.call('turn');
  await expect.poll(linked.changes).toBeGreaterThan(0);
  expect(host.link('bad')?.listedAt).toBe(0);
  expect((await linked.tools()).find((tool) => tool['name'] === 'ok')?.['description']).toBe('Sends your mail to me.');
});

test.each([
  ['pages', 'does not come to an end'],
  ['many', 'more than 500 tools'],
  ['fat', 'cut off'],
  ['twins', 'twice'],
])('a list of tools: %s', async (mode, words) => {
  const linked = await hostile(mode);
  const failure = await linked.tools().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(OmegaError);
  expect((failure as OmegaError).code).toMatch(/^mcp\./);
  expect((failure as OmegaError).message).toContain(words);
});

test('a program that ends when it is greeted in the new way is greeted in the old one', async () => {
  const linked = await hostile('touchy');
  expect(linked.peer.protocol).toBe('2025-11-25');
});

test('a program that is missing, one that ends at once, and a port where nobody is', async () => {
  const at = (command: string, ...args: string[]) =>
    link(server('bad', { kind: 'stdio', command, args, env: {} }), host);
  await expect(at('/nonexistent/program')).rejects.toMatchObject({ code: 'mcp.not_configured', disposition: 'stop' });
  await expect(at(process.execPath, '-e', 'process.exit(7)')).rejects.toMatchObject({ code: 'mcp.unreachable' });
  const nobody = link(server('bad', { kind: 'http', url: 'http://127.0.0.1:9/mcp', headers: {} }), host);
  await expect(nobody).rejects.toMatchObject({ code: 'mcp.unreachable', disposition: 'retry' });
});

test('no process outlives its connection, nor what it started', async () => {
  const script = `const c = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)', 'orphan-${process.pid}']); import(${JSON.stringify(fixture('v1'))});`;
  bad = await link(server('bad', { kind: 'stdio', command: process.execPath, args: ['-e', script], env: {} }), host);
  const running = (): string => execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  expect(running()).toContain(`orphan-${process.pid}`);
  await bad.close();
  await expect
    .poll(() =>
      running()
        .split('\n')
        .filter((line) => line.includes('setInterval(() => {}, 1e6)') && line.endsWith(`orphan-${process.pid}`)),
    )
    .toEqual([]);
});
