/** The list prices that ship, and how one of them is found. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { spendingSettings } from '../../../../src/app/settings/money-and-time.ts';
import { Config } from '../../../../src/contracts/config.ts';
import { listPrice, PriceList } from '../../../../src/domain/spending/price-list.ts';
import { costOf } from '../../../../src/domain/spending/prices.ts';

const shipped = PriceList.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../../prices.json'), 'utf8')));
const of = (provider: string, model: string, more: { day?: string; read?: number } = {}) =>
  listPrice(shipped, { provider, model, day: '2026-11-30', read: 1000, ...more });

const made = (models: object[]): PriceList =>
  PriceList.parse({
    date: '2026-01-01',
    note: '',
    services: [{ provider: 'p', source: 'https://p.example', read: '2026-01', models }],
  });
const find = (list: PriceList, model: string, more = {}) =>
  listPrice(list, { provider: 'p', model, day: '2026-06-01', read: 10, ...more });

describe('the shipped list', () => {
  const entries = shipped.services.flatMap(({ provider, models }) => models.map((entry) => ({ provider, ...entry })));

  test('knows the model that each service answers with unless told otherwise', () => {
    const { anthropic, openai, gemini } = Config.parse({}).provider;
    for (const [name, { model }] of Object.entries({ anthropic, openai, gemini }))
      expect(of(name, model), `${name} ${model}`).toBeDefined();
  });

  test('names each price once', () => {
    const names = entries.map((e) => `${e.provider} ${e.model} ${e.from ?? ''}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(40);
  });

  test.each(entries)('$provider $model: cached input is cheaper than new, and a long call not cheaper', (entry) => {
    const { input, output, cacheRead = 0, long } = entry;
    expect(input).toBeGreaterThan(0);
    expect(cacheRead).toBeLessThanOrEqual(input);
    expect(entry.model.includes('embedding') ? 1 : output / input).toBeGreaterThanOrEqual(1);
    expect((long?.input ?? input) / input).toBeGreaterThanOrEqual(1);
    expect((long?.output ?? output) >= output).toBe(true);
  });

  test('editions of a model cost what it costs, other models with a similar name do not', () => {
    expect(of('anthropic', 'claude-sonnet-4-5-20250929')).toEqual(of('anthropic', 'claude-sonnet-4-5'));
    expect(of('anthropic', 'claude-haiku-4-5')).toMatchObject({ input: 1, output: 5 });
    expect(of('openai', 'gpt-4o-2024-08-06')).toEqual(of('openai', 'gpt-4o'));
    expect(of('openai', 'gpt-4o-mini')).not.toEqual(of('openai', 'gpt-4o'));
    for (const model of ['gpt-4o-realtime', 'gpt-5.5x', 'xgpt-5.5', 'gpt-5x5', ''])
      expect(of('openai', model)).toBeUndefined();
    expect(of('openai', 'claude-haiku-4-5')).toBeUndefined();
  });
});

describe('a price', () => {
  test('of a later day counts from that day on', () => {
    const list = made([
      { model: 'm', input: 1, output: 2 },
      { model: 'm', input: 3, output: 4, from: '2026-06-01' },
    ]);
    expect(find(list, 'm', { day: '2026-05-31' })?.input).toBe(1);
    expect(find(list, 'm', { day: '2026-06-01' })?.input).toBe(3);
    expect(find(made([{ model: 'm', input: 1, output: 2, from: '2026-07-01' }]), 'm')).toBeUndefined();
  });

  test('by name goes before one by pattern', () => {
    const list = made([
      { model: 'm*', input: 1, output: 2 },
      { model: 'm-2', input: 3, output: 4, cacheRead: 0.5 },
    ]);
    expect(find(list, 'm-1')).toEqual({ input: 1, output: 2, cacheRead: 1, cacheWrite: 1 });
    expect(find(list, 'm-2')).toEqual({ input: 3, output: 4, cacheRead: 0.5, cacheWrite: 3 });
  });

  test('of a long call holds for all of it', () => {
    const list = made([{ model: 'm', input: 1, output: 2, long: { over: 100, input: 10, output: 20 } }]);
    const cost = (input: number, cacheRead: number) => {
      const usage = { input, output: 1, cacheRead, cacheWrite: null };
      return costOf({ own: [], list }, { provider: 'p', model: 'm', usage, day: '2026-06-01' });
    };
    expect(cost(50, 50)).toBe(102);
    expect(cost(51, 50)).toBe(1030);
  });
});

describe('the cost of a call', () => {
  const usage = { input: 1000, output: 100, cacheRead: null, cacheWrite: null };
  const { costOf: settled, caps } = spendingSettings(
    Config.parse({ spending: { prices: ['claude-sonnet-5-5 7 70'], provider_cents: 50 } }),
  );

  test('is that of the list, or of the owner’s own line before it, and never 0 for a model nobody knows', () => {
    expect(settled('openai', 'gpt-5.4', usage)).toBe(4000);
    expect(settled('anthropic', 'claude-sonnet-5-5', usage)).toBe(14_000);
    expect(settled('openai', 'my-own-model', usage)).toBeNull();
    expect(settled('openrouter', 'gpt-5.4', usage)).toBeNull();
    expect(settled('anthropic', 'claude-opus-5', { ...usage, output: null })).toBeNull();
    expect(settled('ollama', 'llama3', usage)).toBe(0);
  });

  test('a cap per provider may be one of money', () => {
    expect(caps.provider).toEqual({ tokens: 0, cost: 500_000 });
  });
});
