/** Which provider is built from which settings, and which model does which work. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../../src/adapters/system/config/index.ts';
import { buildProviders, modelOf } from '../../../src/app/settings/providers.ts';
import { PROVIDER_NAMES } from '../../../src/contracts/config.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-providers-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function load(text: string, env: Record<string, string> = {}) {
  writeFileSync(join(home, 'config.toml'), text);
  const loaded = await loadConfig(home, env);
  if (!loaded.ok) throw new Error(loaded.problems[0]?.text);
  return loaded;
}

const KEYS = { ANTHROPIC_API_KEY: 'a', OPENAI_API_KEY: 'o', OPENROUTER_API_KEY: 'r', GOOGLE_API_KEY: 'g' };

test('every name a chain may hold can be built', async () => {
  const { config, secrets } = await load('', KEYS);
  const names = PROVIDER_NAMES;
  const built = buildProviders(names, config, secrets, () => []);
  expect([...built.values()].map((p) => p.name)).toEqual(names);
  expect(built.get('gemini')?.defaultModel).toBe('gemini-3.8-flash');
});

test('a provider without its key says which variable to set', async () => {
  const { config, secrets } = await load('');
  for (const [name, variable] of [
    ['gemini', 'GEMINI_API_KEY'],
    ['openrouter', 'OPENROUTER_API_KEY'],
  ] as const)
    expect(() => buildProviders([name], config, secrets, () => [])).toThrow(variable);
});

test('vectors only where a model for them is named', async () => {
  const text = ['openai', 'gemini', 'ollama'].map((name) => `[provider.${name}]\nembedding_model = "e"\n`).join('\n');
  const names = ['openai', 'gemini', 'ollama', 'anthropic', 'openrouter'] as const;
  const embedding = async (toml: string) => {
    const { config, secrets } = await load(toml, KEYS);
    const built = buildProviders(names, config, secrets, () => []);
    return [...built.values()].filter((p) => p.embed !== undefined).map((p) => p.name);
  };
  expect(await embedding(text)).toEqual(['openai', 'gemini', 'ollama']);
  expect(await embedding('')).toEqual([]);
});

test('each tier has a model of its own where one is named', async () => {
  const { config } = await load(
    '[provider.gemini]\nfast_model = "f"\npowerful_model = "p"\n[provider.openai]\nfast_model = "only-fast"\n',
  );
  const model = modelOf(config);
  expect([model('gemini', 'fast'), model('gemini', 'powerful')]).toEqual(['f', 'p']);
  expect([model('openai', 'fast'), model('openai', 'powerful')]).toEqual(['only-fast', '']);
  expect([model('offline', 'fast'), model('nobody', 'powerful')]).toEqual(['', '']);
});

test('the first of the customary variables that is set counts', async () => {
  const { config } = await load('', { GOOGLE_API_KEY: 'g' });
  expect(config.provider.gemini.api_key).toBe('env:GOOGLE_API_KEY');
  const both = await load('', { GOOGLE_API_KEY: 'g', GEMINI_API_KEY: 'm' });
  expect(both.config.provider.gemini.api_key).toBe('env:GEMINI_API_KEY');
});
