/** Anthropic: what is cached, what of the model's thoughts goes back, and schemas as the service takes them. */
import { expect, test } from 'vitest';
import { createAnthropic } from '../../../../src/adapters/providers/anthropic/index.ts';
import { AnthropicStub } from '../../../kit/anthropic.ts';
import type { Rule } from '../../../kit/core.ts';
import { ask, callsOf, read, TIMES } from './rig.ts';

const TOOLS = ['one', 'two'].map((name) => ({ name, description: name, inputSchema: { type: 'object' } }));

async function begin(rules: Rule[] = []) {
  const stub = await new AnthropicStub({ rules }).listen();
  const provider = createAnthropic({ apiKey: 'k', baseUrl: stub.url, model: 'claude-stub', ...TIMES });
  return { stub, provider, [Symbol.asyncDispose]: () => stub.close() };
}

test('marks the last tool, the instructions and the end of a conversation for the cache, and reads it the next time', async () => {
  await using at = await begin();
  const request = ask('hello', { tools: TOOLS, conversation: 'telegram:1' });
  const first = await read(at.provider, request);
  const { body } = at.stub.requests()[0] ?? {};
  expect(body.tools.map((t: { cache_control?: unknown }) => t.cache_control !== undefined)).toEqual([false, true]);
  expect(body.system).toEqual([{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }]);
  expect(body.messages.at(-1).content.at(-1).cache_control).toEqual({ type: 'ephemeral' });
  const usage = first.find((e) => e.type === 'done')?.usage;
  expect(usage?.cacheWrite).toBeGreaterThan(0);
  expect(usage?.cacheRead).toBe(0);
  const second = (await read(at.provider, request)).find((e) => e.type === 'done')?.usage;
  expect(second?.cacheRead).toBe(usage?.cacheWrite);
});

test('a small question of its own marks no conversation, and a resumed one only what was there before', async () => {
  await using at = await begin();
  await read(at.provider, ask('hello'));
  expect(JSON.stringify(at.stub.requests()[0]?.body.messages)).not.toContain('cache_control');
  await read(at.provider, ask('hello', { conversation: 'c', resume: 'I was ' }));
  const { messages } = at.stub.requests()[1]?.body ?? {};
  expect(
    messages.map((m: { content: { cache_control?: unknown }[] }) => m.content.some((b) => b.cache_control)),
  ).toEqual([true, false, false]);
});

test('thoughts before a call go back before it, signed as they came', async () => {
  await using at = await begin([
    { match: 'think', reply: { thinking: 'Hm. A tool.', toolCalls: [{ name: 'one', args: {} }] } },
  ]);
  const events = await read(at.provider, ask('think', { tools: TOOLS }));
  expect(events).toContainEqual({ type: 'reasoning', text: 'Hm. A tool.' });
  const calls = callsOf(events);
  const results = calls.map(({ id, name }) => ({ id, name, text: 'fine', isError: false }));
  const messages = [
    { role: 'user' as const, text: 'think' },
    { role: 'assistant' as const, text: 'Let me see.', calls },
    { role: 'user' as const, text: '', results },
  ];
  await read(at.provider, ask('', { tools: TOOLS, messages }));
  expect(at.stub.requests()[1]?.body.messages[1].content).toMatchObject([
    { type: 'thinking', thinking: 'Hm. A tool.', signature: 'c3R1Yg==' },
    { type: 'text', text: 'Let me see.' },
    { type: 'tool_use', name: 'one', input: {} },
  ]);
});

test('a schema is sent closed, with what the service does not know put into words', async () => {
  await using at = await begin();
  const properties = { n: { type: 'integer', minimum: 1 } };
  const schema = { name: 'count', schema: { type: 'object', properties, required: ['n'] } };
  await read(at.provider, ask('count', { schema }));
  const { format } = at.stub.requests()[0]?.body.output_config ?? {};
  expect(format.schema).toMatchObject({ additionalProperties: false, required: ['n'] });
  expect(format.schema.properties.n.minimum).toBeUndefined();
  expect(format.schema.properties.n.description).toContain('minimum: 1');
});

test('an answer cut at its limit inside a call still tells of the call', async () => {
  await using at = await begin([
    { match: '.', reply: { toolCalls: [{ name: 'one', args: '{"a": "b' }], stop: 'max_tokens' } },
  ]);
  const events = await read(at.provider, ask('go', { tools: TOOLS }));
  expect(callsOf(events)).toMatchObject([{ args: null, raw: '{"a": "b' }]);
  expect(events.at(-1)).toMatchObject({ stop: 'tools' });
});

test('no instructions are none, and a message without words holds something', async () => {
  await using at = await begin();
  const messages = [
    { role: 'user' as const, text: ' ' },
    { role: 'assistant' as const, text: '' },
    { role: 'user' as const, text: 'x' },
  ];
  await read(at.provider, ask('', { system: '', messages }));
  expect(at.stub.requests()[0]?.body.system).toBeUndefined();
});

test('a refusal tells of no call', async () => {
  await using at = await begin([{ match: '.', reply: { toolCalls: [{ name: 'one', args: {} }], stop: 'refusal' } }]);
  const events = await read(at.provider, ask('go', { tools: TOOLS }));
  expect(callsOf(events)).toEqual([]);
  expect(events.at(-1)).toMatchObject({ stop: 'refusal' });
});
