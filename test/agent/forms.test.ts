/** Small questions are asked for in a form where the service keeps to forms, with the model for small work. */
import { expect, test } from 'vitest';
import type { ActivityContext } from '../../src/actors/activity.ts';
import type { AgentPorts } from '../../src/actors/agent-ports.ts';
import { askModel } from '../../src/actors/thinking/model.ts';
import { createOpenAI } from '../../src/adapters/providers/openai/index.ts';
import { spendingSettings } from '../../src/app/settings/money-and-time.ts';
import { Config } from '../../src/contracts/config.ts';
import type { ModelProvider } from '../../src/contracts/ports/provider.ts';
import type { ModelCall } from '../../src/contracts/ports/stores/ledger.ts';
import { EXTRACTION_FORM, reviewExtraction } from '../../src/domain/memory/extraction.ts';
import { parseSummary, SUMMARY_FORM } from '../../src/domain/memory/summary.ts';
import { JUDGEMENT_FORM, parseJudgement } from '../../src/domain/route/judgement.ts';
import type { Reply, Rule } from '../kit/core.ts';
import { OpenAIStub } from '../kit/openai.ts';

const context = {
  signal: new AbortController().signal,
  commit: (work: () => void) => Promise.resolve(work()),
} as unknown as ActivityContext;

async function begin(rules: Rule[], make = (provider: ModelProvider) => provider) {
  const stub = Object.assign(await new OpenAIStub({ rules }).listen(), { openrouter: true });
  const options = { apiKey: 'k', baseUrl: `${stub.url}/v1`, model: 'big', idleTimeoutMs: 5000, deadlineMs: 20_000 };
  const calls: ModelCall[] = [];
  const ports = {
    settings: {
      chain: ['openrouter'],
      model: (_: string, tier: string) => (tier === 'fast' ? 'small' : ''),
      dayOf: () => '2026-11-30',
      ...spendingSettings(Config.parse({})),
    },
    providers: new Map([['openrouter', make(createOpenAI({ name: 'openrouter', ...options }))]]),
    chosen: { get: () => undefined },
    ledger: { add: (call: ModelCall) => calls.push(call), spent: () => ({ calls: 0, tokens: 0, cost: 0, unknown: 0 }) },
    clock: { now: () => 0, monotonic: () => 0 },
    peek: () => undefined,
  } as unknown as AgentPorts;
  const ask = () =>
    askModel(ports, context, {
      run: '',
      key: 'c',
      purpose: 'route',
      system: 'Judge.',
      message: 'hello',
      maxTokens: 100,
      schema: JUDGEMENT_FORM,
      parse: parseJudgement,
    });
  return { stub, ask, calls, [Symbol.asyncDispose]: () => stub.close() };
}

const DIRECT: Reply = { text: '{"route":"direct","reason":"talk","steps":[]}' };

test('the form goes with the question, the fast model answers, and what the service says it cost is in the ledger', async () => {
  await using at = await begin([{ reply: DIRECT }]);
  expect(await at.ask()).toEqual({ way: 'direct', reason: 'talk' });
  const { body } = at.stub.requests()[0] ?? {};
  expect(body.model).toBe('small');
  expect(body.response_format.json_schema).toMatchObject({ name: 'judgement', strict: true });
  expect(at.calls).toMatchObject([{ cost: 100, ok: true, model: 'small' }]);
});

test('a service without forms is asked in words alone', async () => {
  const wordsOnly = (provider: ModelProvider) => ({ ...provider, abilities: { ...provider.abilities, schema: false } });
  await using at = await begin([{ reply: DIRECT }], wordsOnly);
  expect(await at.ask()).toMatchObject({ way: 'direct' });
  expect(at.stub.requests()[0]?.body.response_format).toBeUndefined();
});

test('a model that refuses the form is asked again without it', async () => {
  const body = { error: { message: "'response_format' of type 'json_schema' is not supported with this model." } };
  const refuse: Reply = { fault: { kind: 'status', status: 400, body } };
  await using at = await begin([{ reply: (c) => (c.schema === undefined ? DIRECT : refuse) }]);
  expect(await at.ask()).toMatchObject({ way: 'direct' });
  expect(at.stub.requests()).toHaveLength(2);
  expect(at.calls.map((c) => [c.ok, c.cost])).toEqual([
    [false, null],
    [true, 100],
  ]);
});

test('an answer that is not in its form is asked for once more', async () => {
  await using at = await begin([{ times: 1, reply: { text: 'hm' } }, { reply: DIRECT }]);
  expect(await at.ask()).toMatchObject({ way: 'direct' });
  expect(at.stub.requests()[1]?.body.messages.at(-1).content).toContain('could not be used');
});

test('every form is closed, complete, and read by what asks for it', () => {
  for (const { schema } of [JUDGEMENT_FORM, EXTRACTION_FORM, SUMMARY_FORM]) {
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(JSON.stringify(schema)).not.toMatch(/"(?:default|\$schema|minLength|maxLength)":/);
    expect(Object.keys(schema['properties'] ?? {}).toSorted()).toEqual((schema['required'] as string[]).toSorted());
  }
  const fact = { key: 'city', value: 'Rome', confidence: 1, quote: 'I live in Rome' };
  expect(reviewExtraction(JSON.stringify({ facts: [fact] }), 'I live in Rome')).toMatchObject({
    accepted: [{ key: 'city' }],
  });
});

test.each([
  ['They talked about tea.', { value: 'They talked about tea.' }],
  ['{"summary": " They talked. "}', { value: 'They talked.' }],
  ['```json\n{"summary": "They talked."}\n```', { value: 'They talked.' }],
  ['{"summary": "They tal', { problem: expect.any(String) }],
  ['{"summary": ""}', { problem: expect.any(String) }],
  ['  ', { problem: 'it is empty' }],
])('the summary in %j', (answer, read) => expect(parseSummary(answer)).toEqual(read));
