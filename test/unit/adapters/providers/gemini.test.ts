/** Gemini: the optional package, signatures of thoughts, and why it stopped. */
import { expect, test } from 'vitest';
import { createGemini } from '../../../../src/adapters/providers/gemini/index.ts';
import { toContents, toStop, toUsage } from '../../../../src/adapters/providers/gemini/map.ts';
import type { Rule } from '../../../kit/core.ts';
import { GeminiStub } from '../../../kit/gemini.ts';
import { ask, callsOf, read, TIMES } from './rig.ts';

const TOOLS = [{ name: 'one', description: 'one', inputSchema: { type: 'object' } }];

async function begin(rules: Rule[]) {
  const stub = await new GeminiStub({ rules }).listen();
  const provider = createGemini({ apiKey: 'k', baseUrl: stub.url, model: 'gemini-stub', ...TIMES });
  return { stub, provider, [Symbol.asyncDispose]: () => stub.close() };
}

test('without its package it says how to get it, at every call', async () => {
  const load = () => Promise.reject(Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' }));
  const provider = createGemini({ apiKey: 'k', model: 'm', ...TIMES, load });
  for (const _ of [1, 2])
    await expect(read(provider, ask('x'))).rejects.toMatchObject({
      code: 'provider.not_configured',
      message: expect.stringContaining('npm install @google/genai'),
    });
  expect(await provider.probe(new AbortController().signal)).toMatchObject({ ok: false });
});

test('a signature goes back with its call, and calls of others are marked as theirs', async () => {
  await using at = await begin([
    {
      match: 'go',
      reply: {
        toolCalls: [
          { name: 'one', args: {} },
          { name: 'one', args: {} },
        ],
      },
    },
  ]);
  const calls = callsOf(await read(at.provider, ask('go', { tools: TOOLS })));
  expect(calls.map((c) => c.opaque)).toEqual(['{"gemini":"c3R1Yi1zaWduYXR1cmU="}', undefined]);
  const [, own] = toContents(
    ask('', {
      messages: [
        { role: 'user', text: 'x' },
        { role: 'assistant', text: '', calls },
      ],
    }),
  );
  expect(own?.parts?.map((p) => p.thoughtSignature)).toEqual(['c3R1Yi1zaWduYXR1cmU=', undefined]);
  const foreign = calls.map((call) => ({ ...call, opaque: '{"anthropic":[]}' }));
  const [other] = toContents(ask('', { messages: [{ role: 'assistant', text: '', calls: foreign }] }));
  expect(other?.parts?.map((p) => p.thoughtSignature)).toEqual(['skip_thought_signature_validator', undefined]);
});

test('thoughts are no words of the answer', async () => {
  await using at = await begin([{ match: 'go', reply: { thinking: 'Hm.', text: 'Yes.' } }]);
  const events = await read(at.provider, ask('go'));
  expect(events.filter((e) => e.type === 'text')).toEqual([{ type: 'text', text: 'Yes.' }]);
  expect(events).toContainEqual({ type: 'reasoning', text: 'Hm.' });
});

test('a call that its own service cannot read is made again', async () => {
  await using at = await begin([{ match: 'go', reply: { text: '', stop: 'MALFORMED_FUNCTION_CALL' } }]);
  await expect(read(at.provider, ask('go', { tools: TOOLS }))).rejects.toMatchObject({
    code: 'provider.stream_truncated',
    disposition: 'retry',
  });
});

test('previews and names for the latest model are asked for where they exist', async () => {
  await using at = await begin([]);
  const models = [
    '',
    'gemini-3.1-pro-preview',
    'gemini-flash-latest',
    'gemini-3.8-flash',
    'gemini-2.5-pro-preview-05-06',
  ];
  for (const model of models) await read(at.provider, ask('x', { model }));
  await at.provider.probe(new AbortController().signal);
  const versions = at.stub.requests().map((r) => r.path.split('/')[1]);
  expect(versions).toEqual(['v1', 'v1beta', 'v1beta', 'v1', 'v1beta', 'v1beta']);
});

test('why it stopped', () => {
  expect(['STOP', 'MAX_TOKENS', 'SAFETY', 'RECITATION', 'PROHIBITED_CONTENT', 'OTHER'].map(toStop)).toEqual([
    'end',
    'length',
    'refusal',
    'refusal',
    'refusal',
    'end',
  ]);
});

test('thoughts are paid as output, cached input is not counted twice', () => {
  const counts = { promptTokenCount: 100, cachedContentTokenCount: 60, candidatesTokenCount: 5, thoughtsTokenCount: 7 };
  expect(toUsage(counts)).toEqual({ input: 40, output: 12, cacheRead: 60, cacheWrite: null });
  expect(toUsage({})).toEqual({ input: null, output: null, cacheRead: null, cacheWrite: null });
});
