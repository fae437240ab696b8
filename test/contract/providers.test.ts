/** The providers against the suite. */
import { expect, test } from 'vitest';
import { createAnthropic } from '../../src/adapters/providers/anthropic/index.ts';
import { createGemini } from '../../src/adapters/providers/gemini/index.ts';
import { createOffline } from '../../src/adapters/providers/offline/index.ts';
import { createOllama } from '../../src/adapters/providers/ollama/index.ts';
import { createOpenAI } from '../../src/adapters/providers/openai/index.ts';
import { AnthropicStub } from '../kit/anthropic.ts';
import { GeminiStub } from '../kit/gemini.ts';
import { OllamaStub } from '../kit/ollama.ts';
import { OpenAIStub } from '../kit/openai.ts';
import { providerContract, type Subject } from './provider.contract.ts';

const key = 'sk-right-key-123456';
const OWN_PRICE = 'the service does not say; the price list does';

/** Every provider, with what it is let off and why. */
const SUBJECTS: readonly Subject[] = [
  {
    name: 'anthropic',
    key,
    stub: (rules) => new AnthropicStub({ rules, requireKey: key }),
    make: (baseUrl, { key: apiKey, model = 'claude-stub', ...times }) =>
      createAnthropic({ apiKey, baseUrl, model, ...times }),
    exempt: { embeddings: 'the service offers none', cost: OWN_PRICE },
  },
  {
    name: 'openai',
    key,
    stub: (rules) => new OpenAIStub({ rules, requireKey: key }),
    make: (url, { key: apiKey, model = 'gpt-stub', ...more }) =>
      createOpenAI({ name: 'openai', apiKey, baseUrl: `${url}/v1`, model, ...more }),
    exempt: { cost: OWN_PRICE },
  },
  {
    name: 'openrouter',
    key,
    stub: (rules) => Object.assign(new OpenAIStub({ rules, requireKey: key }), { openrouter: true }),
    make: (url, { key: apiKey, model = 'gpt-stub', ...more }) =>
      createOpenAI({ name: 'openrouter', apiKey, baseUrl: `${url}/api/v1`, model, ...more }),
  },
  {
    name: 'gemini',
    key,
    stub: (rules) => new GeminiStub({ rules, requireKey: key }),
    make: (baseUrl, { key: apiKey, model = 'gemini-stub', ...more }) =>
      createGemini({ apiKey, baseUrl, model, ...more }),
    exempt: {
      'arguments that are no JSON': 'they come as an object; what its model garbles the service reports by itself',
      cost: OWN_PRICE,
    },
  },
  {
    name: 'ollama',
    key: '',
    stub: (rules) => new OllamaStub({ rules }),
    make: (host, { key: _key, model = '', ...more }) => createOllama({ host, model, ...more }),
    exempt: {
      'bad key': 'Ollama knows no keys',
      malformed: 'its SDK skips such a line and goes on; a lost last line is found as cut',
      'cache reads': 'it does not count them',
      'arguments that are no JSON': 'they come as an object',
      cost: 'it costs nothing',
    },
  },
];

for (const subject of SUBJECTS) providerContract(subject);

test('offline answers honestly and lists what was noted', async () => {
  const provider = createOffline({ search: () => [{ text: 'buy milk', at: 0 }] });
  expect(Object.values(provider.abilities)).toEqual([false, false, false, false]);
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
