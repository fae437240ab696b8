/** OpenAI and its likes: the order of messages, reasoning that goes back, strict schemas, and what OpenRouter costs. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createOpenAI } from '../../../../src/adapters/providers/openai/index.ts';
import { toCost, toFormat, toMessages, toUsage } from '../../../../src/adapters/providers/openai/map.ts';
import { OpenAIStub } from '../../../kit/openai.ts';
import { ask, callsOf, read, TIMES } from './rig.ts';

const call = {
  id: 'c1',
  name: 'look',
  args: null,
  raw: '{"broken',
  opaque: '{"openai":{"reasoning_details":[{"t":1}]}}',
};
const image = { mediaType: 'image/png' as const, data: 'QUJD' };

describe('messages', () => {
  test('results come before the words of the same message, their pictures with the words, calls with what belongs to them', () => {
    const messages = toMessages(
      ask('', {
        messages: [
          { role: 'user', text: 'look' },
          { role: 'assistant', text: '', calls: [call] },
          {
            role: 'user',
            text: 'hurry',
            results: [{ id: 'c1', name: 'look', text: 'seen', isError: true, images: [image] }],
          },
        ],
      }),
    );
    expect(messages.slice(2)).toEqual([
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{}' } }],
        reasoning_details: [{ t: 1 }],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'Error: seen' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Pictures that the tools returned:' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,QUJD' } },
          { type: 'text', text: 'hurry' },
        ],
      },
    ]);
  });
});

describe('a schema', () => {
  const format = (schema: Record<string, never> | object) =>
    toFormat(ask('', { schema: { name: 'a b', schema: schema as Record<string, never> } })).response_format
      ?.json_schema;

  test('is strict only when it is closed and complete all the way down', () => {
    const inner = {
      type: 'object',
      properties: { b: { type: 'string' } },
      required: ['b'],
      additionalProperties: false,
    };
    const whole = { ...inner, properties: { b: { type: 'array', items: inner } } };
    expect(format(whole)).toMatchObject({ name: 'a_b', strict: true });
    expect(format({ ...whole, properties: { b: { ...inner, required: [] } } })).toMatchObject({ strict: false });
    expect(format({ ...inner, additionalProperties: {} })).toMatchObject({ strict: false });
  });
});

describe('what a call took', () => {
  test('cached input is not counted twice', () => {
    const usage = { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 };
    expect(toUsage({ ...usage, prompt_tokens_details: { cached_tokens: 60 } })).toEqual({
      input: 40,
      output: 5,
      cacheRead: 60,
      cacheWrite: null,
    });
    expect(toUsage(usage)).toMatchObject({ input: 100, cacheRead: null });
  });

  test('OpenRouter says it in dollars; a key of the user’s own is paid elsewhere too', () => {
    expect(toCost({})).toBeUndefined();
    expect(toCost({ cost: 0 })).toBe(0);
    expect(toCost({ cost: 0.0001 })).toBe(100);
    expect(toCost({ cost: 0.00010001 })).toBe(101);
    expect(toCost({ cost: 0.00001, is_byok: true, cost_details: { upstream_inference_cost: 0.0002 } })).toBe(210);
    expect(toCost({ cost: 0.0002, is_byok: false, cost_details: { upstream_inference_cost: 0.0002 } })).toBe(200);
  });
});

test('only OpenRouter is asked for costs, and its key is asked about before its public list of models', async () => {
  await using stub = await new OpenAIStub({ requireKey: 'k' }).listen();
  const make = (name: string) => createOpenAI({ name, apiKey: 'k', baseUrl: `${stub.url}/v1`, model: 'm', ...TIMES });
  await read(make('openai'), ask('x'));
  expect(stub.requests().at(-1)?.body.usage).toBeUndefined();
  await read(make('openrouter'), ask('x'));
  expect(stub.requests().at(-1)?.body.usage).toEqual({ include: true });
  await make('openrouter').probe(new AbortController().signal);
  expect(stub.requests().map((r) => r.path)).toEqual(expect.arrayContaining(['/v1/key', '/v1/models']));
});

test('an answer that its service calls an error broke off', async () => {
  await using stub = await new OpenAIStub({ fallback: { text: 'half', stop: 'error' } }).listen();
  const provider = createOpenAI({ name: 'openrouter', apiKey: 'k', baseUrl: `${stub.url}/v1`, model: 'm', ...TIMES });
  await expect(read(provider, ask('x'))).rejects.toMatchObject({ code: 'provider.stream_truncated' });
});

test('reasoning that comes beside the answer is told apart, and goes back with the calls', async () => {
  const frame = (delta: object, finish_reason: string | null = null) =>
    `data: ${JSON.stringify({ id: 'x', model: 'm', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
  const call = { index: 0, id: 'c1', function: { name: 'look', arguments: '{}' } };
  const frames = [
    frame({ reasoning: 'Hm.', reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] }),
    frame({ tool_calls: [call] }),
    frame({}, 'tool_calls'),
    'data: [DONE]\n\n',
  ];
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(frames.join(''));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const events = await read(createOpenAI({ name: 'openrouter', apiKey: 'k', baseUrl, model: 'm', ...TIMES }), ask('x'));
  server.close();
  expect(events[0]).toEqual({ type: 'reasoning', text: 'Hm.' });
  const [got] = callsOf(events);
  expect(JSON.parse(got?.opaque ?? '')).toEqual({
    openai: { reasoning_details: [{ type: 'reasoning.text', text: 'Hm.' }] },
  });
});

test('no instructions are no message', () => {
  expect(toMessages(ask('x', { system: '' }))).toEqual([{ role: 'user', content: 'x' }]);
});
