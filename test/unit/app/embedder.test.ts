/** Which provider turns what is remembered into vectors, and what `omega doctor` says of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../../src/adapters/system/config/index.ts';
import { diagnose } from '../../../src/app/on-call/diagnose.ts';
import { embedderOf } from '../../../src/app/settings/embedder.ts';
import { buildProviders } from '../../../src/app/settings/providers.ts';
import type { ProviderName } from '../../../src/contracts/config.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-embedder-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function load(text: string, env: Record<string, string> = {}) {
  writeFileSync(join(home, 'config.toml'), text);
  const loaded = await loadConfig(home, env);
  if (!loaded.ok) throw new Error(loaded.problems[0]?.text);
  return loaded;
}

const OPENAI = '[provider.openai]\nembedding_model = "small"\n';
const OLLAMA = '[provider.ollama]\nembedding_model = "nomic"\n';

test.each<[string, ProviderName[], string, string | undefined]>([
  ['nothing is named', ['openai', 'ollama'], '', undefined],
  ['one of the chain', ['openai'], OPENAI, 'openai'],
  ['the first of the chain that offers any', ['anthropic', 'openai', 'ollama'], OPENAI + OLLAMA, 'openai'],
  ['one beside the chain', ['anthropic'], OLLAMA, 'ollama'],
  ['one of the chain before one beside it', ['openai'], OPENAI + OLLAMA, 'openai'],
  ['offline', ['offline'], '', undefined],
])('%s', async (_, chain, text, expected) => {
  const { config, secrets } = await load(text, { OPENAI_API_KEY: 'o', ANTHROPIC_API_KEY: 'a' });
  const found = embedderOf(
    buildProviders(chain, config, secrets, () => []),
    config,
    secrets,
  );
  expect(found?.name).toBe(expected);
});

test('one that is named and has no key is said to have none', async () => {
  const { config, secrets } = await load(OPENAI);
  expect(() => embedderOf(new Map(), config, secrets)).toThrow('OPENAI_API_KEY');
});

test.each([
  ['', 'found by words alone; no provider offers vectors'],
  [OLLAMA, 'found by words and by meaning (ollama)'],
])('doctor says once how memory is found: %j', async (text, detail) => {
  const { config, secrets } = await load(text);
  const given = { home, config, secrets, chain: ['offline'], env: {} } as unknown as Parameters<typeof diagnose>[0];
  const checks = await diagnose(given);
  expect(checks.filter(({ name }) => name === 'memory')).toEqual([{ name: 'memory', state: 'ok', detail, advice: '' }]);
});
