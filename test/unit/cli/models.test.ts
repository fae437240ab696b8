/** `omega models`: a paragraph per provider out of given facts. */
import { expect, test } from 'vitest';
import type { ProviderModels } from '../../../src/contracts/app.ts';
import { FakeWorld } from './fake-context.ts';

const provider = (more: Partial<ProviderModels>): ProviderModels => ({
  name: 'anthropic',
  place: 1,
  ok: true,
  detail: 'anthropic answers; 3 models',
  default: 'sonnet',
  fast: 'haiku',
  powerful: 'sonnet',
  embedding: '',
  models: ['opus', 'sonnet', 'haiku'],
  ...more,
});

function world(...providers: ProviderModels[]): FakeWorld {
  const made = new FakeWorld();
  made.module.models = (options) => {
    made.log.push(`models ${options.chain.join()}`);
    return Promise.resolve(providers);
  };
  return made;
}

test('says which model does which work and how many more there are; a model that is not offered is marked', async () => {
  const second = provider({
    name: 'ollama',
    place: null,
    default: 'llama3',
    fast: 'llama3',
    powerful: 'llama3',
    embedding: 'nomic',
    models: ['llama3'],
  });
  const at = world(provider({}), second);
  expect(await at.run('models')).toBe(0);
  expect(at.out).toBe(
    [
      'anthropic: answers first, 3 models',
      '  sonnet  default, powerful',
      '  haiku   fast',
      '  and 1 other; --all names them',
      '',
      'ollama: not in the chain, 1 model',
      '  llama3  default, fast, powerful',
      '  nomic   embedding (not in its list)',
      '',
    ].join('\n'),
  );
  expect(at.log).toEqual(['models ollama,offline']);
});

test('--all names every model', async () => {
  const at = world(provider({}));
  expect(await at.run('models', '--all')).toBe(0);
  expect(at.out).toContain('  haiku   fast\n  opus\n');
});

test('one that cannot be asked is told with the reason, and the exit code says so', async () => {
  const at = world(provider({ place: 2, ok: false, detail: 'anthropic refused the key.', models: [] }));
  expect(await at.run('models')).toBe(1);
  expect(at.out).toContain('anthropic: answers as number 2. anthropic refused the key.\n');
  expect(at.out).not.toContain('not in its list');
});

test('--json prints everything', async () => {
  const at = world(provider({}));
  expect(await at.run('models', '--json')).toBe(0);
  expect(JSON.parse(at.out)).toEqual({ providers: [provider({})] });
});

test('a mistake in the configuration ends it with code 2', async () => {
  const at = world();
  at.loaded = { ok: false, problems: [{ key: 'x', message: 'm', text: 'config.toml:1: x: m' }], warnings: [] };
  expect(await at.run('models')).toBe(2);
  expect(at.err).toContain('config.toml:1: x: m');
});
