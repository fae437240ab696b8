/** The providers against the suite. */
import { expect, test } from 'vitest';
import { createAnthropic } from '../../src/adapters/providers/anthropic/index.ts';
import { createOffline } from '../../src/adapters/providers/offline/index.ts';
import { createOllama } from '../../src/adapters/providers/ollama/index.ts';
import { createOpenAI } from '../../src/adapters/providers/openai/index.ts';
import { retryAfterMs } from '../../src/adapters/providers/shared/classify.ts';
import { AnthropicStub } from '../kit/anthropic.ts';
import { OllamaStub } from '../kit/ollama.ts';
import { OpenAIStub } from '../kit/openai.ts';
import { providerContract } from './provider.contract.ts';

const key = 'sk-right-key-123456';

providerContract(
  'anthropic',
  {
    key,
    stub: (rules) => new AnthropicStub({ rules, requireKey: key }),
    make: (baseUrl, { key: apiKey, model = 'claude-stub', ...times }) =>
      createAnthropic({ apiKey, baseUrl, model, ...times }),
  },
  { 'unknown model': 'the stub knows every model' },
);

providerContract(
  'openai',
  {
    key,
    stub: (rules) => new OpenAIStub({ rules, requireKey: key }),
    make: (url, { key: apiKey, model = 'gpt-stub', ...times }) =>
      createOpenAI({ name: 'openai', apiKey, baseUrl: `${url}/v1`, model, ...times }),
  },
  { 'unknown model': 'the stub knows every model' },
);

providerContract(
  'openrouter',
  {
    key,
    stub: (rules) => new OpenAIStub({ rules, requireKey: key }),
    make: (url, { key: apiKey, model = 'gpt-stub', ...times }) =>
      createOpenAI({ name: 'openrouter', apiKey, baseUrl: `${url}/api/v1`, model, ...times }),
  },
  { 'unknown model': 'the stub knows every model' },
);

providerContract(
  'ollama',
  {
    key: '',
    stub: (rules) => new OllamaStub({ rules }),
    make: (host, { key: _key, model = '', ...times }) => createOllama({ host, model, ...times }),
  },
  {
    'bad key': 'Ollama knows no keys',
    malformed: 'its SDK skips such a line and goes on; a lost last line is found as cut',
  },
);

test('offline answers honestly and lists what was noted', async () => {
  const provider = createOffline({ search: () => [{ text: 'buy milk', at: 0 }] });
  let text = '';
  for await (const e of provider.stream(
    { model: '', system: '', messages: [{ role: 'user', text: 'milk?' }], maxTokens: 1 },
    new AbortController().signal,
  ))
    if (e.type === 'text') text += e.text;
  expect(text).toContain('No AI model is connected');
  expect(text).toContain('ANTHROPIC_API_KEY');
  expect(text).toContain('- buy milk');
});

test('Retry-After comes as seconds, milliseconds or a date', () => {
  const of = (name: string, value: string) => retryAfterMs(new Headers({ [name]: value }), 1_700_000_000_000);
  expect(of('retry-after', '2')).toBe(2000);
  expect(of('retry-after-ms', '150')).toBe(150);
  expect(of('retry-after', new Date(1_700_000_030_000).toUTCString())).toBe(30_000);
  expect(of('retry-after', 'soon')).toBeUndefined();
  expect(retryAfterMs(undefined, 0)).toBeUndefined();
});
