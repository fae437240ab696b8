/** The flat list of keys, and the shipped example against it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/adapters/system/config/index.ts';
import { configKeys, configSections, genericVariable } from '../../../src/contracts/config/keys.ts';
import { Config, ollamaUrl } from '../../../src/contracts/config.ts';

const example = readFileSync(join(import.meta.dirname, '../../../config.example.toml'), 'utf8');

describe('every key', () => {
  const keys = configKeys();

  test('there are keys in every section', () => {
    expect(keys.length).toBeGreaterThan(40);
    expect(configSections().filter((section) => section.keys.length > 0).length).toBeGreaterThan(10);
  });

  test.each(keys)('$name says what it is for, what is allowed and what it is without', (key) => {
    expect(key.description).toMatch(/^[A-Z].*\.$/);
    expect(key.allowed).not.toContain('null');
    expect(key.preset !== undefined || key.secret).toBe(true);
  });

  test('every table says what it is for', () => {
    const silent = configSections().filter((section) => section.name !== '' && !section.description.endsWith('.'));
    expect(silent.map((section) => section.name)).toEqual([]);
  });

  test('the variable of a key', () => {
    expect(genericVariable({ path: ['provider', 'anthropic', 'base_url'] })).toBe(
      'OMEGA_PROVIDER__ANTHROPIC__BASE_URL',
    );
  });
});

describe('config.example.toml', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'omega-example-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
  const load = (text: string, env = {}) => {
    writeFileSync(join(home, 'config.toml'), text);
    return loadConfig(home, env);
  };

  test('as shipped it loads without a word and changes nothing', async () => {
    const loaded = await load(example);
    expect(loaded).toMatchObject({ ok: true, warnings: [] });
    expect(loaded.ok && loaded.config).toEqual(Config.parse({}));
  });

  test('holds every key under its table, with its default or example, and its variable', () => {
    const missing = configSections()
      .filter((section) => section.keys.length > 0)
      .flatMap((section) => {
        const body = example.split(`\n[${section.name}]\n`)[1]?.split(/\n\[/)[0] ?? '';
        const lines = section.keys.map((key) => `# ${key.path.at(-1)} = ${key.example ?? JSON.stringify(key.preset)}`);
        const variables = section.keys.flatMap((key) =>
          key.env.length === 0 ? [] : `Environment: ${key.env.join(' or ')}.`,
        );
        const descriptions = section.keys.map((key) => key.description);
        const flowing = body.replaceAll('\n# ', ' ');
        return [
          ...[...lines, ...variables].filter((line) => !body.includes(line)),
          ...descriptions.filter((text) => !flowing.includes(text)),
        ].map((text) => `[${section.name}] ${text}`);
      });
    expect(missing).toEqual([]);
  });

  test('with every "# " in front of a key removed it still loads', async () => {
    const live = example.replaceAll(/^# ([a-z_]+ = )/gm, '$1');
    const secrets = {
      ANTHROPIC_API_KEY: 'a',
      OPENAI_API_KEY: 'o',
      OPENROUTER_API_KEY: 'r',
      GEMINI_API_KEY: 'g',
      TELEGRAM_BOT_TOKEN: 't',
    };
    const loaded = await load(live, secrets);
    expect(loaded).toMatchObject({ ok: true, warnings: [] });
    expect(loaded.ok && loaded.config.channel.telegram.allowed_users).toEqual(['123456789', '@ada']);
    expect(live.match(/^[a-z_]+ = /gm)).toHaveLength(configKeys().length);
  });
});

test.each([
  ['localhost', 'http://localhost:11434'],
  ['0.0.0.0', 'http://127.0.0.1:11434'],
  ['0.0.0.0:1234', 'http://127.0.0.1:1234'],
  ['http://gpu.lan:11434/', 'http://gpu.lan:11434'],
  ['https://ollama.example.org', 'https://ollama.example.org'],
  ['http://gpu.lan/ollama/', 'http://gpu.lan/ollama'],
  ['[::1]', 'http://[::1]:11434'],
  ['[::1]:99', 'http://[::1]:99'],
])('OLLAMA_HOST=%s is %s', (host, url) => {
  expect(ollamaUrl(host)).toBe(url);
});
