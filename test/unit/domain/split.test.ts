/** Splitting of long texts: where it cuts, what it never breaks, and that growing text keeps its earlier parts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutText, splitText } from '../../../src/domain/split.ts';

const ink = (text: string): string => text.replaceAll(/\s/g, '');
const graphemes = (text: string): string[] => [...new Intl.Segmenter('en').segment(text)].map((s) => s.segment);

describe('where it cuts', () => {
  test('a text that fits is one part, a blank one none', () => {
    expect(splitText('as it is \n', 20)).toEqual(['as it is \n']);
    expect(splitText('', 20)).toEqual([]);
    expect(splitText(' \n\t ', 2)).toEqual([]);
    expect(splitText('x'.repeat(4096), 4096)).toEqual(['x'.repeat(4096)]);
  });

  test.each([
    ['a paragraph', 'One two.\n\nThree four. Five\nsix seven', 30, ['One two.', 'Three four. Five\nsix seven']],
    ['a line', 'one two. three\nfour five. six', 20, ['one two. three', 'four five. six']],
    ['a sentence', 'One two three. Four five six', 20, ['One two three.', 'Four five six']],
    ['a sentence in Chinese', '一二三。四五六七八', 6, ['一二三。', '四五六七八']],
    ['a word', 'one two three four', 12, ['one two', 'three four']],
    ['nowhere better', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
  ])('%s is preferred', (_, text, limit, parts) => {
    expect(splitText(text, limit)).toEqual(parts);
  });

  test('an early paragraph does not make a tiny part when a later place will do', () => {
    const [first = ''] = splitText(`Hi.\n\n${'word '.repeat(40)}`, 100);
    expect(first.length).toBeGreaterThan(90);
  });

  test('a word is not cut as long as it can go whole into the next part', () => {
    expect(splitText(`a ${'x'.repeat(9)}`, 10)).toEqual(['a', 'x'.repeat(9)]);
  });

  test('indentation after a cut is kept, blank lines are not', () => {
    expect(splitText('- one\n- two\n\n\n  - three', 12)).toEqual(['- one\n- two', '  - three']);
  });

  test('more white space than fits is dropped', () => {
    expect(splitText(`a${' '.repeat(50)}b`, 10).map((part) => part.trim())).toEqual(['a', 'b']);
    expect(splitText(`${'\n'.repeat(50)}b`, 10)).toEqual(['b']);
  });

  test('white space at a cut ends the piece before it, or is a piece of its own', () => {
    expect(cutText('one two\n\n\nthree', 10)).toEqual(['one two\n\n\n', 'three']);
    expect(cutText('aaaa bbbbb ccc', 10)).toEqual(['aaaa bbbbb', ' ', 'ccc']);
    expect(cutText(`a${'\n'.repeat(9)}b`, 4)).toEqual(['a\n\n\n', '\n\n\n\n', '\n\n', 'b']);
    expect(cutText('  ', 2)).toEqual(['  ']);
    expect(cutText('', 2)).toEqual([]);
  });

  test('a limit that cannot hold a pair is refused', () => {
    for (const limit of [1, 0, -3, Number.NaN]) expect(() => splitText('x', limit)).toThrow(RangeError);
  });
});

describe('characters', () => {
  test('a grapheme stays whole', () => {
    const family = '👩‍👩‍👧‍👦';
    for (let limit = family.length; limit < 3 * family.length; limit++) {
      for (const part of splitText(family.repeat(9), limit))
        expect(graphemes(part).every((g) => g === family)).toBe(true);
    }
  });

  test('a flag, a skin tone and a combining mark are not taken from what they belong to', () => {
    for (const one of ['🇩🇪', '👍🏽', 'e\u0301']) {
      for (let limit = one.length; limit < 12; limit++) {
        for (const part of splitText(one.repeat(20), limit)) {
          expect(
            graphemes(part).every((g) => g === one),
            `${one} at ${limit}: ${part}`,
          ).toBe(true);
        }
      }
    }
  });

  test('what comes next does not move a cut, as long as it is out of sight', () => {
    const text = 'x👍😀e\u0301👍🏽🇩🇪👩‍👩‍👧‍👦'.repeat(4);
    for (let limit = 2; limit < 24; limit++) {
      const late = splitText(text, limit);
      for (let length = 1; length < text.length; length++) {
        const early = splitText(text.slice(0, length), limit);
        expect(late.slice(0, early.length - 1), `${length} at ${limit}`).toEqual(early.slice(0, -1));
      }
    }
  });

  test('one longer than the limit is cut, but not a pair', () => {
    const parts = splitText('👩‍👩‍👧‍👦', 3);
    expect(parts.join('')).toBe('👩‍👩‍👧‍👦');
    expect(parts.every((part) => part.isWellFormed())).toBe(true);
  });
});

describe('code blocks', () => {
  const lines = Array.from({ length: 30 }, (_, n) => `  const line${n} = ${n};`).join('\n');

  test('a cut block is closed and opened again with its language', () => {
    const parts = splitText(`Look:\n\n\`\`\`ts title="a"\n${lines}\n\`\`\`\n\nThat was it.`, 300);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts[1]).toMatch(/^```ts\n {2}const line/);
    for (const part of parts) expect(part.match(/^```/gm)?.length ?? 0).toSatisfy((n: number) => n % 2 === 0);
    const code = parts
      .join('\n')
      .split('\n')
      .filter((line) => line.startsWith('  const'));
    expect(code.join('\n')).toBe(lines);
  });

  test('a block is not opened just to be closed: before, its first line goes along; after, nothing is left', () => {
    const opener = splitText(`${'word '.repeat(24)}\n\`\`\`ts\n${'x'.repeat(60)}\n\`\`\``, 128);
    expect(opener).toEqual(['word '.repeat(24).trim(), `\`\`\`ts\n${'x'.repeat(60)}\n\`\`\``]);
    const body = 'y'.repeat(119);
    expect(splitText(`\`\`\`\n${body}\n\`\`\`\n\nafter ${'z'.repeat(30)}`, 128)).toEqual([
      `\`\`\`\n${body}\n\`\`\``,
      `after ${'z'.repeat(30)}`,
    ]);
  });

  test('a block whose first line has no room for content is closed only after some', () => {
    const parts = splitText(`\`\`\`ts\n${'x'.repeat(500)}\n\`\`\``, 128);
    expect(parts.every((part) => part.length <= 128 && /^```ts\nx+\n```$/.test(part))).toBe(true);
    expect(parts.join('').match(/x/g)).toHaveLength(500);
  });

  test('a block that ended at the cut is not opened again', () => {
    const body = 'y'.repeat(119);
    expect(splitText(`\`\`\`\n${body}\n      \`\`\`\n\nafter ${'z'.repeat(30)}`, 128)).toEqual([
      `\`\`\`\n${body}\n\`\`\``,
      `after ${'z'.repeat(30)}`,
    ]);
  });

  test('signs of another kind or fewer of them do not close a block', () => {
    const parts = splitText(`~~~~md\n${'```\ntext\n~~~\n'.repeat(20)}~~~~\nend`, 128);
    expect(parts.slice(0, -1).every((part) => part.startsWith('~~~~md\n') && part.endsWith('\n~~~~'))).toBe(true);
    expect(parts.at(-1)?.endsWith('end')).toBe(true);
  });

  test('one long line of code is cut at words and stays code', () => {
    for (const part of splitText(`\`\`\`sh\n${'echo hello '.repeat(60)}\n\`\`\``, 200)) {
      expect(part).toMatch(/^```sh\n.*\n```$/);
    }
  });
});

const words = fc.stringMatching(/^[a-z]{1,12}[.!?]?$/);
const gap = fc.constantFrom(' ', ' ', ' ', '  ', '\n', '\n\n', '\n\n\n  ', '\t', '\r\n');
const prose = fc.array(fc.tuple(words, gap), { maxLength: 200, size: 'max' }).map((all) => all.flat().join(''));
const wild = fc.string({ unit: 'grapheme', maxLength: 400, size: 'max' });
const code = fc
  .tuple(
    fc.constantFrom('', 'ts', 'c++'),
    fc.array(fc.stringMatching(/^[ ]{0,6}[a-z(); ]{0,90}$/), { maxLength: 20, size: 'max' }),
  )
  .map(([language, lines]) => `\n\`\`\`${language}\n${lines.join('\n')}\n\`\`\`\n`);
const mixed = fc.array(fc.oneof(prose, code), { maxLength: 6, size: 'max' }).map((all) => all.join(''));
const withoutFences = (text: string): string => text.replaceAll(/^```.*$/gm, '');

describe('whatever the text', () => {
  test('parts fit, are not blank, are well-formed, and lose only white space', () => {
    fc.assert(
      fc.property(fc.oneof(prose, wild), fc.integer({ min: 2, max: 127 }), (text, limit) => {
        const parts = splitText(text, limit);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.trim()).not.toBe('');
          expect(part.isWellFormed() || !text.isWellFormed()).toBe(true);
        }
        expect(ink(parts.join(''))).toBe(ink(text));
      }),
      { numRuns: 500 },
    );
  });

  test('parts are pieces of the text, in order, with white space between them', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 2, max: 127 }), (text, limit) => {
        let at = 0;
        for (const part of splitText(text, limit)) {
          const found = text.indexOf(part, at);
          expect(found).toBeGreaterThanOrEqual(at);
          expect(text.slice(at, found).trim()).toBe('');
          at = found + part.length;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });

  test('code blocks are whole in every part and lose nothing', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 128, max: 600 }), (text, limit) => {
        const parts = splitText(text, limit);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect((part.match(/^```/gm) ?? []).length % 2).toBe(0);
        }
        expect(ink(withoutFences(parts.join('\n')))).toBe(ink(withoutFences(text)));
      }),
      { numRuns: 300 },
    );
  });

  test('while a text grows, every part but the last stays', () => {
    fc.assert(
      fc.property(
        fc.oneof(mixed, prose, wild),
        fc.integer({ min: 2, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (text, limit, share) => {
          const early = splitText(text.slice(0, Math.floor(text.length * share)), limit);
          const late = splitText(text, limit);
          expect(late.slice(0, Math.max(0, early.length - 1))).toEqual(early.slice(0, -1));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('pieces fit, none is empty, and together they are the text', () => {
    fc.assert(
      fc.property(fc.oneof(prose, wild, mixed), fc.integer({ min: 2, max: 127 }), (text, limit) => {
        const pieces = cutText(text, limit);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(piece.length).toBeGreaterThan(0);
          expect(piece.length).toBeLessThanOrEqual(limit);
          expect(piece.isWellFormed() || !text.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('pieces are the text unless a code block is cut', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 128, max: 600 }), (text, limit) => {
        const pieces = cutText(text, limit);
        expect(pieces.every((piece) => piece.length <= limit)).toBe(true);
        const isCut = pieces.some((piece) => !text.includes(piece));
        expect(isCut || pieces.join('') === text).toBe(true);
        expect(ink(withoutFences(pieces.join('\n')))).toBe(ink(withoutFences(text)));
      }),
      { numRuns: 300 },
    );
  });

  test('a megabyte is split in one go', () => {
    const text = 'word and more. '.repeat(70_000);
    const parts = splitText(text, 4096);
    expect(ink(parts.join(''))).toBe(ink(text));
    expect(parts.length).toBeLessThan(1.2 * (text.length / 4096));
  });
});
