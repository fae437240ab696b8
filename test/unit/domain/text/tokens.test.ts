/** Token estimate and cutting to a budget. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToTokens, estimateTokens } from '../../../../src/domain/text/tokens.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 600, size: 'max' });

describe('estimateTokens', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['abcd', 1],
    ['abcde', 2],
    ['日本語', 2],
    ['中'.repeat(30), 20],
    ['привет', 3],
    ['🙂', 2],
  ])('%j is %i', (text, tokens) => {
    expect(estimateTokens(text)).toBe(tokens);
  });

  it('is monotonic, and joining costs no more than the parts and no less than one token under them', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const both = estimateTokens(a + b);
        expect(both).toBeGreaterThanOrEqual(estimateTokens(a));
        expect(both).toBeLessThanOrEqual(estimateTokens(a) + estimateTokens(b));
        expect(both).toBeGreaterThanOrEqual(estimateTokens(a) + estimateTokens(b) - 1);
      }),
    );
  });

  it.each([
    ['Latin', 'The quick brown fox. ', 5],
    ['Cyrillic', 'Съешь ещё этих булок. ', 15],
    ['Japanese', '日本語のテキスト。', 15],
  ])('takes a megabyte of %s in a few milliseconds', (_, words, limit) => {
    const megabyte = words.repeat(Math.floor(1_048_576 / words.length));
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      expect(estimateTokens(megabyte)).toBeGreaterThan(200_000);
      return performance.now() - start;
    });
    // The best of nine: the machine may be busy, the algorithm may not be slow.
    expect(Math.min(...times)).toBeLessThan(limit);
  });
});

describe('cutToTokens', () => {
  it('leaves a text that fits', () => {
    expect(cutToTokens('abcd', 1)).toBe('abcd');
    expect(cutToTokens('', 0)).toBe('');
  });

  it('keeps head and tail and says how much is gone', () => {
    const text = `START${'x'.repeat(4000)}END`;
    const cut = cutToTokens(text, 100);
    const [head, tail] = cut.split(/\n\[… \d+ characters left out …\]\n/);
    const said = Number(/(\d+) characters left out/.exec(cut)?.[1]);
    expect(head).toMatch(/^STARTx+$/);
    expect(tail).toMatch(/^x+END$/);
    expect(said).toBe(text.length - head!.length - tail!.length);
  });

  it('says so with an ellipsis when the budget is tiny, and is empty below one token', () => {
    expect(cutToTokens('abcdefghijkl', 2)).toBe('abcdef…');
    expect(cutToTokens('abcdefghijkl', 0)).toBe('');
    expect(cutToTokens('abcdefghijkl', -3)).toBe('');
  });

  it('never exceeds the budget, never tears a character, keeps both ends', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 300 }), (text, budget) => {
        const cut = cutToTokens(text, budget);
        expect(estimateTokens(cut)).toBeLessThanOrEqual(budget);
        expect(cut.isWellFormed()).toBe(text.isWellFormed());
        expect(cut === text).toBe(estimateTokens(text) <= budget);
        fc.pre(cut !== text && budget >= 40);
        const [head = '', tail = ''] = cut.split(/\n\[… \d+ characters left out …\]\n/);
        expect(text.startsWith(head)).toBe(true);
        expect(text.endsWith(tail)).toBe(true);
        expect(Math.min(head.length, tail.length)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('uses most of the budget', () => {
    expect(estimateTokens(cutToTokens('x'.repeat(100_000), 1000))).toBeGreaterThan(985);
  });
});
