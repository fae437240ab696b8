/** What `omega models` learns, asked over real sockets. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../../src/adapters/system/config/index.ts';
import { models } from '../../../src/app/settings/models.ts';
import type { ProviderName } from '../../../src/contracts/config.ts';
import { GeminiStub } from '../../kit/gemini.ts';
import { OllamaStub } from '../../kit/ollama.ts';
import { OpenAIStub } from '../../kit/openai.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-models-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function ask(chain: ProviderName[], env: Record<string, string>) {
  const loaded = await loadConfig(home, env);
  if (!loaded.ok) throw new Error(loaded.problems[0]?.text);
  return models({ chain, config: loaded.config, secrets: loaded.secrets });
}

test('the chain first, then what has a key; each with its models and their work', async () => {
  await using gemini = await new GeminiStub({ requireKey: 'g' }).listen();
  await using openai = await new OpenAIStub({ requireKey: 'o' }).listen();
  await using ollama = await new OllamaStub({}).listen();
  const found = await ask(['gemini', 'ollama'], {
    OPENAI_API_KEY: 'o',
    OPENAI_BASE_URL: `${openai.url}/v1`,
    GEMINI_API_KEY: 'g',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    OLLAMA_HOST: ollama.url,
    OMEGA_PROVIDER__GEMINI__FAST_MODEL: 'gemini-small',
    OMEGA_PROVIDER__GEMINI__POWERFUL_MODEL: 'gemini-big',
    OMEGA_PROVIDER__OLLAMA__EMBEDDING_MODEL: 'nomic',
  });
  const works = { ok: true, detail: expect.stringContaining('answers; 1 model') };
  expect(found).toEqual([
    {
      ...works,
      name: 'gemini',
      place: 1,
      default: 'gemini-3.8-flash',
      fast: 'gemini-small',
      powerful: 'gemini-big',
      embedding: '',
      models: ['gemini-stub'],
    },
    {
      ...works,
      name: 'ollama',
      place: 2,
      default: 'llama3.1:8b',
      fast: 'llama3.1:8b',
      powerful: 'llama3.1:8b',
      embedding: 'nomic',
      models: ['llama3.1:8b'],
    },
    {
      ...works,
      name: 'openai',
      place: null,
      default: 'gpt-5.5',
      fast: 'gpt-5.5',
      powerful: 'gpt-5.5',
      embedding: '',
      models: ['gpt-stub'],
    },
  ]);
});

test('one that is not there, one with a wrong key and one without any say why; offline is always there', async () => {
  await using openai = await new OpenAIStub({ requireKey: 'other' }).listen();
  const found = await ask(['ollama', 'openai', 'anthropic', 'offline'], {
    OLLAMA_HOST: 'http://127.0.0.1:1',
    OPENAI_API_KEY: 'sk-wrong-key-1',
    OPENAI_BASE_URL: `${openai.url}/v1`,
  });
  expect(found.map((p) => [p.name, p.ok])).toEqual([
    ['ollama', false],
    ['openai', false],
    ['anthropic', false],
    ['offline', true],
  ]);
  expect(found[0]?.detail).toContain('cannot be reached');
  expect(found[1]?.detail).toContain('OPENAI_API_KEY');
  expect(found[2]?.detail).toContain('ANTHROPIC_API_KEY');
  expect(JSON.stringify(found)).not.toContain('sk-wrong-key-1');
});
