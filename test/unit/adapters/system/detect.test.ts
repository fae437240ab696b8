/** Choosing a provider when nobody named one. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../../../src/adapters/system/config/index.ts';
import { chooseProviders } from '../../../../src/adapters/system/detect.ts';
import { OllamaStub } from '../../../kit/ollama.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-detect-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Port 1 is never listened on: a refused connection is "no Ollama here". */
const nobody = { OLLAMA_HOST: 'http://127.0.0.1:1' };
const choose = async (env: Record<string, string>) => {
  const whole = { ...nobody, ...env };
  const loaded = await loadConfig(home, whole);
  if (!loaded.ok) throw new Error(loaded.problems[0]?.text);
  return chooseProviders({ ...loaded, env: whole });
};

test.each([
  [{ ANTHROPIC_API_KEY: 'k' }, 'anthropic', 'Anthropic: ANTHROPIC_API_KEY is set.'],
  [{ OPENAI_API_KEY: 'k' }, 'openai', 'OpenAI: OPENAI_API_KEY is set.'],
  [{ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }, 'openai', 'OpenAI: OPENAI_BASE_URL is set.'],
  [{ OPENROUTER_API_KEY: 'k' }, 'openrouter', 'OpenRouter: OPENROUTER_API_KEY is set.'],
  [{ GEMINI_API_KEY: 'k' }, 'gemini', 'Gemini: GEMINI_API_KEY is set.'],
  [{ GOOGLE_API_KEY: 'k' }, 'gemini', 'Gemini: GOOGLE_API_KEY is set.'],
  [{ GOOGLE_API_KEY: 'k', GEMINI_API_KEY: 'k' }, 'gemini', 'Gemini: GEMINI_API_KEY is set.'],
])('%o', async (env, name, reason) => {
  expect(await choose(env)).toEqual({ chain: [name], reasons: [reason] });
});

test('of several keys the first service answers; the others are named, not used unasked', async () => {
  const { chain, reasons } = await choose({ OPENROUTER_API_KEY: 'k', OPENAI_API_KEY: 'k' });
  expect(chain).toEqual(['openai']);
  expect(reasons).toEqual([
    'OpenAI: OPENAI_API_KEY is set.',
    'OpenRouter has a key too (OPENROUTER_API_KEY is set).',
    'To fall back on it, write provider.chain = ["openai", "openrouter", "offline"] into config.toml.',
  ]);
});

test('a key in the file counts as well', async () => {
  writeFileSync(join(home, 'key'), 'k');
  writeFileSync(join(home, 'config.toml'), '[provider.anthropic]\napi_key = "file:key"\n');
  expect((await choose({})).reasons).toEqual(['Anthropic: its key is in key.']);
});

/** A program that says what Claude Code says of itself. */
function claude(version: string, status: string): string {
  const file = join(home, 'claude');
  const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo '${version}'; else echo '${status}'; fi\n`;
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
}

test('Claude Code is chosen where somebody is logged in, before Ollama', async () => {
  const file = claude('2.1.332 (Claude Code)', '{"loggedIn": true}');
  await using stub = await new OllamaStub({}).listen();
  expect(await choose({ PATH: `/nowhere:${home}`, OLLAMA_HOST: stub.url })).toEqual({
    chain: ['claude-code'],
    reasons: [`Claude Code 2.1.332 is installed (${file}).`],
  });
  expect((await choose({ PATH: home, ANTHROPIC_API_KEY: 'k' })).chain).toEqual(['anthropic']);
});

test.each([
  ['2.1.332 (Claude Code)', '{"loggedIn": false}', 'nobody is logged in; run `claude` once and log in'],
  ['1.0.1 (Claude Code)', 'error: unknown command', 'it is too old; update it: claude update'],
  ['', '{"loggedIn": true}', 'it does not answer; try: claude --version'],
])('Claude Code that says %j and %j is passed over', async (version, status, why) => {
  const file = claude(version, status);
  const { chain, reasons } = await choose({ PATH: home });
  expect(chain).toEqual(['offline']);
  expect(reasons[1]).toBe(`Claude Code is installed (${file}) but passed over: ${why}.`);
});

test('Ollama that answers is used with its first model', async () => {
  await using stub = await new OllamaStub({}).listen();
  expect(await choose({ OLLAMA_HOST: stub.url.replace('http://', '') })).toEqual({
    chain: ['ollama'],
    reasons: [`Ollama answers at ${stub.url}, model llama3.1:8b.`],
  });
});

test('Ollama without a model is not used', async () => {
  await using stub = await new OllamaStub({}).listen();
  stub.models = [];
  const { chain, reasons } = await choose({ OLLAMA_HOST: stub.url });
  expect(chain).toEqual(['offline']);
  expect(reasons[1]).toContain('has no model; try: ollama pull');
});

test('a server that accepts and never answers costs a quarter of a second at most', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const began = performance.now();
  const { chain } = await choose({ OLLAMA_HOST: `127.0.0.1:${(silent.address() as AddressInfo).port}` });
  expect(chain).toEqual(['offline']);
  expect(performance.now() - began).toBeLessThan(2000);
  silent.close();
});

test('nothing at all: offline, and how to change that', async () => {
  const { chain, reasons } = await choose({});
  expect(chain).toEqual(['offline']);
  expect(reasons).toEqual([
    'No AI model is connected.',
    'Set ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY or GEMINI_API_KEY, log in to Claude Code, or start Ollama, and start again.',
  ]);
});

test('a configured chain is taken as it is, without those that have no key', async () => {
  writeFileSync(join(home, 'config.toml'), '[provider]\nchain = ["anthropic", "openai", "ollama"]\n');
  expect(await choose({ OPENAI_API_KEY: 'k' })).toEqual({
    chain: ['openai', 'ollama'],
    reasons: ['provider.chain is configured.', 'anthropic has no key and is passed over.'],
  });
});

test('a chain of nobody still has somebody to answer', async () => {
  writeFileSync(join(home, 'config.toml'), '[provider]\nchain = ["anthropic"]\n');
  expect((await choose({})).chain).toEqual(['offline']);
});
