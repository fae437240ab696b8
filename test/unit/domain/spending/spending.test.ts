/** Prices and caps. */
import { describe, expect, test } from 'vitest';
import { capReached } from '../../../../src/domain/spending/caps.ts';
import { costOf, parsePrice, type Price } from '../../../../src/domain/spending/prices.ts';

const usage = { input: 1000, output: 100, cacheRead: null, cacheWrite: null };

describe('a price line', () => {
  test('has input and output, and cached tokens cost as much as input unless it says otherwise', () => {
    expect(parsePrice('m-1 3 15')).toEqual({ model: 'm-1', input: 3, output: 15, cacheRead: 3, cacheWrite: 3 });
    expect(parsePrice(' m-1  3 15 0.3 3.75 ')).toMatchObject({ cacheRead: 0.3, cacheWrite: 3.75 });
  });

  test.each(['', 'm', 'm 3', 'm 3 x', 'm -3 15', 'm 1 2 3 4 5', 'm 1e3 2'])('%j is refused with a sentence', (line) => {
    expect(parsePrice(line)).toMatch(/is no price; write the model/);
  });
});

describe('the cost of a call', () => {
  const prices = { own: [parsePrice('m 3 15 0.3') as Price], list: undefined };
  const day = '2026-11-30';

  test('is tokens times price in millionths of a dollar', () => {
    expect(costOf(prices, { provider: 'x', model: 'm', usage, day })).toBe(4500);
    expect(costOf(prices, { provider: 'x', model: 'm', usage: { ...usage, cacheRead: 1000 }, day })).toBe(4800);
  });

  test('is not known without price or usage, and nothing on the own machine', () => {
    expect(costOf(prices, { provider: 'x', model: 'other', usage, day })).toBeNull();
    expect(costOf(prices, { provider: 'x', model: 'm', usage: { ...usage, output: null }, day })).toBeNull();
    expect(costOf({ own: [], list: undefined }, { provider: 'ollama', model: 'any', usage, day })).toBe(0);
  });
});

describe('a cap', () => {
  const cap = { tokens: 1000, cost: 500 };
  const day = (tokens: number, cost: number) => [{ scope: 'day' as const, cap, spent: { tokens, cost } }];

  test('is reached when nothing is left of it', () => {
    expect(capReached(day(999, 499), 0)).toBeUndefined();
    expect(capReached(day(1000, 0), 0)).toEqual({ scope: 'day', unit: 'tokens', spent: 1000, limit: 1000 });
    expect(capReached(day(0, 500), 0)).toEqual({ scope: 'day', unit: 'cost', spent: 500, limit: 500 });
  });

  test('of nothing is none, and an allowance doubles it', () => {
    expect(
      capReached([{ scope: 'chat', cap: { tokens: 0, cost: 0 }, spent: { tokens: 9, cost: 9 } }], 0),
    ).toBeUndefined();
    expect(capReached(day(1500, 0), 1)).toBeUndefined();
    expect(capReached(day(2000, 0), 1)).toMatchObject({ limit: 2000 });
  });
});
