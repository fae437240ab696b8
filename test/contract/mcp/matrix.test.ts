/** The client against servers of both generations, over both transports, in every way of agreeing on a protocol. */
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { McpEra, McpWay } from '../../../src/contracts/mcp/servers.ts';
import type { McpQuestion } from '../../../src/contracts/ports/mcp/host.ts';
import { link, listening, program, server, textOf, type Linked } from './rig.ts';

const children: ChildProcess[] = [];
const ways: Record<string, McpWay> = {};

beforeAll(async () => {
  for (const name of ['v1', 'v2']) {
    ways[`${name} stdio`] = program(name);
    const { way, process: child } = await listening(name);
    ways[`${name} http`] = way;
    children.push(child);
  }
});

afterAll(() => {
  for (const child of children) child.kill();
});

const CASES: [string, McpEra, string | null][] = ['v1 stdio', 'v1 http', 'v2 stdio', 'v2 http'].flatMap((name) =>
  (['legacy', 'auto', '2026-07-28'] as const).map((era): [string, McpEra, string | null] => {
    const modern = name.startsWith('v2') ? '2026-07-28' : null;
    const agreed = { legacy: '2025-11-25', auto: modern ?? '2025-11-25', '2026-07-28': modern };
    return [name, era, agreed[era]];
  }),
);

const connect = (name: string, era: McpEra): Promise<Linked> =>
  link(server(name.replace(' ', '-'), ways[name]!, { era }));

test.each(CASES.filter(([, , agreed]) => agreed === null))(
  '%s, %s: a server that does not speak what is pinned is refused',
  async (name, era) => {
    await expect(connect(name, era)).rejects.toMatchObject({ code: 'mcp.protocol' });
  },
);

describe.each(CASES.filter(([, , agreed]) => agreed !== null))('%s, %s', (name, era, agreed) => {
  /** Without a session there is no way from the server to the person. */
  const canAsk = !(name === 'v2 http' && era === 'legacy');

  test('agrees, lists, calls, tells progress, asks, cancels, and fails in words', async () => {
    const linked = await connect(name, era);
    try {
      expect(linked.peer).toEqual({
        name: name.startsWith('v1') ? 'first' : 'second',
        version: expect.any(String) as string,
        protocol: agreed,
      });
      const tools = await linked.tools();
      expect(tools.map((tool) => tool['name'])).toEqual(['add', 'slow', 'ask', 'fail']);
      expect(tools[0]).toMatchObject({ annotations: { readOnlyHint: true }, outputSchema: { type: 'object' } });
      expect(await linked.call('add', { a: 2, b: 3 })).toMatchObject({ structured: { sum: 5 }, failed: false });
      expect(await linked.call('fail')).toMatchObject({ failed: true, content: [{ text: 'no luck today' }] });
      const heard: string[] = [];
      expect(textOf(await linked.call('slow', { steps: 4 }, { progress: (words) => heard.push(words) }))).toBe('done');
      expect(heard[0]).toBe('step 1');
      const asked: McpQuestion[] = [];
      const ask = (question: McpQuestion) => {
        asked.push(question);
        return Promise.resolve({ action: 'accept' as const, content: { name: 'Ada' } });
      };
      const answer = await linked.call('ask', {}, { ask });
      const given = /(?=.*"name":"Ada")(?=.*"tone":"kind")/;
      expect(textOf(answer)).toMatch(canAsk ? given : /Cannot request/);
      expect(answer.failed).toBe(!canAsk);
      expect(asked.map(({ message }) => message)).toEqual(canAsk ? ['What is your name?'] : []);
      const stop = new AbortController();
      const slow = linked.call(
        'slow',
        { steps: 50 },
        { signal: stop.signal, progress: () => stop.abort(new Error('enough')) },
      );
      await expect(slow).rejects.toThrow('enough');
      expect(await linked.call('add', { a: 1, b: 1 })).toMatchObject({ structured: { sum: 2 } });
    } finally {
      await linked.close();
    }
  });
});
