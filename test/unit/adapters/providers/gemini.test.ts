/** Gemini: signatures of thoughts, versions of the API, where the key goes, and why it stopped. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

test('the key goes nowhere but where it belongs: a redirect is not followed', async () => {
  await using elsewhere = await new GeminiStub({ rules: [] }).listen().then((stub) => ({
    stub,
    [Symbol.asyncDispose]: () => stub.close(),
  }));
  const server = createServer((_, res) => res.writeHead(307, { location: `${elsewhere.stub.url}/v1/models` }).end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const provider = createGemini({ apiKey: 'k', baseUrl: `http://127.0.0.1:${port}/`, model: 'm', ...TIMES });
  await expect(read(provider, ask('x'))).rejects.toMatchObject({ code: 'provider.unreachable' });
  expect(elsewhere.stub.requests()).toEqual([]);
  server.close();
});

test('a refusal that is no JSON is told by its number', async () => {
  const server = createServer((_, res) => res.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad</h1>'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const provider = createGemini({ apiKey: 'k', baseUrl: `http://127.0.0.1:${port}`, model: 'm', ...TIMES });
  await expect(read(provider, ask('x'))).rejects.toMatchObject({
    code: 'provider.overloaded',
    message: expect.stringContaining('HTTP 502'),
  });
  server.close();
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
