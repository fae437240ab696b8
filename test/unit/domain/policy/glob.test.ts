/** Globs: compared with a plain reading of what `*` means, and quick on hostile texts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globMatcher } from '../../../../src/domain/policy/glob.ts';

/** Every way to spend the stars, one by one. */
function fits(glob: string, text: string): boolean {
  if (glob === '') return text === '';
  if (glob[0] === '*') return fits(glob.slice(1), text) || (text !== '' && fits(glob, text.slice(1)));
  return text !== '' && glob[0] === text[0] && fits(glob.slice(1), text.slice(1));
}

test('any glob on any short text', () => {
  const word = (letters: string) => fc.string({ unit: fc.constantFrom(...letters.split('')), maxLength: 7 });
  fc.assert(
    fc.property(word('ab*'), word('ab*'), (glob, text) => {
      expect(globMatcher(glob)(text)).toBe(fits(glob, text));
    }),
    { numRuns: 10_000 },
  );
});

test('signs that mean something elsewhere mean themselves', () => {
  expect(globMatcher('a.b[c]?')('a.b[c]?')).toBe(true);
  expect(globMatcher('a.b')('axb')).toBe(false);
});

test('many stars on a long text are no work', () => {
  const began = performance.now();
  expect(globMatcher(`${'a*'.repeat(500)}b`)('a'.repeat(100_000))).toBe(false);
  expect(performance.now() - began).toBeLessThan(1000);
});
