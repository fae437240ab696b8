/** Swallowing what a model repeats when it is asked to go on. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resumeFilter } from '../../../src/domain/resume.ts';

/** Runs chunks through a filter. */
function through(partial: string, chunks: string[]): string {
  const filter = resumeFilter(partial);
  return chunks.map((chunk) => filter.push(chunk)).join('') + filter.end();
}
/** Cuts a text at the given places. */
function cutAt(text: string, cuts: number[]): string[] {
  const places = [...new Set(cuts.map((c) => c % (text.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...places].map((from, i) => text.slice(from, places[i]));
}
/** What stays when the longest overlap of 12 to 240 units at the seam is removed, by brute force. */
function overlapOf(partial: string, next: string): number {
  for (let n = Math.min(240, partial.length, next.length); n >= 12; n--) {
    if (partial.endsWith(next.slice(0, n))) return n;
  }
  return 0;
}
const PARTIAL = 'The capital of France is Paris, and the capital of Spain';

describe('resumeFilter', () => {
  it('swallows a restart, however it is cut', () => {
    expect(through(PARTIAL, [PARTIAL, ' is Madrid.'])).toBe(' is Madrid.');
    expect(through(PARTIAL, `${PARTIAL} is Madrid.`.split(''))).toBe(' is Madrid.');
    expect(through(PARTIAL, [`${PARTIAL} is Madrid.`])).toBe(' is Madrid.');
  });

  it('swallows the repetition of a short partial answer', () => {
    expect(through('Sure', ['Su', 're, here it is'])).toBe(', here it is');
  });

  it('lets a true continuation pass at once', () => {
    const filter = resumeFilter(PARTIAL);
    expect(filter.push(' would')).toBe(' would');
    expect(filter.push(' be Madrid.')).toBe(' be Madrid.');
    expect(filter.end()).toBe('');
  });

  it('releases what began like a restart as soon as it diverges', () => {
    const filter = resumeFilter(PARTIAL);
    expect(filter.push('The cap')).toBe('');
    expect(filter.push('ybara')).toBe('The capybara');
    expect(filter.push(' swims')).toBe(' swims');
  });

  it('removes an overlap at the seam', () => {
    expect(through(PARTIAL, ['the capital of', ' Spain is Madrid.'])).toBe(' is Madrid.');
    expect(through(PARTIAL, [' the capital of Spain is Madrid.'])).toBe(' is Madrid.');
  });

  it('keeps a short overlap and one of lay-out', () => {
    expect(through(PARTIAL, ['Spain is big'])).toBe('Spain is big');
    expect(through(`Title\n${'-'.repeat(20)}`, ['-'.repeat(20), '\nText'])).toBe(`${'-'.repeat(20)}\nText`);
  });

  it('takes an overlap from 12 characters on', () => {
    expect(through('Once upon abcdefghijkl', ['abcdefghijkl, then'])).toBe(', then');
    expect(through('Once upon abcdefghijk', ['abcdefghijk, then'])).toBe('abcdefghijk, then');
  });

  it('takes the longest overlap, and at the end the longest that is whole', () => {
    const twice = 'A: over the lazy dog, B: over the lazy dog';
    expect(through(twice, ['over the lazy dog sleeps'])).toBe(' sleeps');
    expect(through(twice, ['over the lazy dog, B: over the lazy dog sleeps'])).toBe(' sleeps');
    expect(through(twice, ['over the lazy dog'])).toBe('');
  });

  it('at the end gives back a short beginning, but no restart that ended early', () => {
    expect(through(PARTIAL, ['The cap'])).toBe('The cap');
    expect(through(PARTIAL, ['The capital of France is Paris,'])).toBe('');
    expect(through(PARTIAL, ['the capital of'])).toBe('the capital of');
  });

  it('adds nothing when the model repeats the partial answer and stops', () => {
    expect(through(PARTIAL, [PARTIAL])).toBe('');
  });

  it('lets everything pass when there is no partial answer', () => {
    expect(through('', ['a', '', 'b'])).toBe('ab');
  });

  it('gives nothing twice after the end', () => {
    const filter = resumeFilter(PARTIAL);
    filter.push('The');
    expect(filter.end()).toBe('The');
    expect(filter.end()).toBe('');
  });
});

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 300, size: 'max' }),
  fc
    .array(fc.constantFrom('ab ', 'abc ', 'b', ' a', 'ab ab '), { minLength: 1, maxLength: 60, size: 'max' })
    .map((a) => a.join('')),
);
const cuts = fc.array(fc.nat(1000), { maxLength: 40, size: 'max' });

describe('resumeFilter, for any text and any cutting', () => {
  it('a restart gives exactly the rest', () => {
    fc.assert(
      fc.property(words, fc.string({ maxLength: 200, size: 'max' }), cuts, (partial, rest, at) => {
        expect(through(partial, cutAt(partial + rest, at))).toBe(rest);
      }),
      { numRuns: 1000 },
    );
  });

  it('a continuation that neither begins like the partial answer nor overlaps passes unchanged', () => {
    fc.assert(
      fc.property(words, words, cuts, (partial, next, at) => {
        fc.pre(!next.startsWith(partial) && !(partial.startsWith(next) && next.length >= 16));
        fc.pre(overlapOf(partial, next) === 0);
        expect(through(partial, cutAt(next, at))).toBe(next);
      }),
      { numRuns: 1000 },
    );
  });

  it('the result does not depend on the cutting', () => {
    fc.assert(
      fc.property(words, words, cuts, (partial, next, at) => {
        expect(through(partial, cutAt(next, at))).toBe(through(partial, [next]));
      }),
      { numRuns: 1000 },
    );
  });

  it('an overlap of real words at the seam is removed', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80, size: 'max' }),
        fc.string({ maxLength: 80, size: 'max' }),
        cuts,
        (before, rest, at) => {
          const seam = '¶ over the lazy dog';
          expect(through(before + seam, cutAt(seam + rest, at))).toBe(rest);
        },
      ),
      { numRuns: 500 },
    );
  });
});
