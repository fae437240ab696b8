/** Markdown becomes text and marks: what is understood, what stays as written, and that nothing is lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMarkdown, type Entity } from '../../../../src/adapters/channels/telegram/format.ts';

/** The marks with the text they are on: easier to read than offsets. */
function marks(markdown: string): [string, ...string[]][] {
  const { text, entities } = formatMarkdown(markdown);
  return entities.map((e) => [
    e.type,
    text.slice(e.offset, e.offset + e.length),
    ...('url' in e ? [e.url] : []),
    ...('language' in e && e.language !== undefined ? [e.language] : []),
  ]);
}

describe('is understood', () => {
  test.each<[string, string, [string, ...string[]][]]>([
    ['**bold** text', 'bold text', [['bold', 'bold']]],
    [
      'an *italic* and an _italic_ word',
      'an italic and an italic word',
      [
        ['italic', 'italic'],
        ['italic', 'italic'],
      ],
    ],
    [
      '***both***',
      'both',
      [
        ['bold', 'both'],
        ['italic', 'both'],
      ],
    ],
    [
      '**a *b* c**',
      'a b c',
      [
        ['bold', 'a b c'],
        ['italic', 'b'],
      ],
    ],
    ['*a \\* b*', 'a \\* b', [['italic', 'a \\* b']]],
    ['run `npm ci`.', 'run npm ci.', [['code', 'npm ci']]],
    ['`` a`b ``', 'a`b', [['code', 'a`b']]],
    [
      '**use `x` now**',
      'use x now',
      [
        ['bold', 'use '],
        ['code', 'x'],
        ['bold', ' now'],
      ],
    ],
    ['# Title', 'Title', [['bold', 'Title']]],
    [
      '### A *b* `c`',
      'A b c',
      [
        ['bold', 'A b '],
        ['italic', 'b'],
        ['code', 'c'],
      ],
    ],
    ['[docs](https://a.b/c_(d)?e=*f*)', 'docs', [['text_link', 'docs', 'https://a.b/c_(d)?e=*f*']]],
    [
      'see [`x` **y**](http://a.b)',
      'see x y',
      [
        ['text_link', 'x y', 'http://a.b'],
        ['bold', 'y'],
      ],
    ],
    [
      '[a](https://a.b)[b](https://a.b)',
      'ab',
      [
        ['text_link', 'a', 'https://a.b'],
        ['text_link', 'b', 'https://a.b'],
      ],
    ],
    ['- **one**: 1\n- two', '- one: 1\n- two', [['bold', 'one']]],
    ['```ts\nconst a = `b` * 2;\n```\nend', 'const a = `b` * 2;\nend', [['pre', 'const a = `b` * 2;', 'ts']]],
    ['~~~\n**x**\n```\n~~~', '**x**\n```', [['pre', '**x**\n```']]],
    ['1. do\n   ```sh\n   ls\n   ```', '1. do\n   ls', [['pre', '   ls', 'sh']]],
    ['so far:\n```py\nprint(', 'so far:\nprint(', [['pre', 'print(', 'py']]],
    [
      '**👍🏽** _ü_',
      '👍🏽 ü',
      [
        ['bold', '👍🏽'],
        ['italic', 'ü'],
      ],
    ],
  ])('%j', (markdown, text, expected) => {
    expect(formatMarkdown(markdown).text).toBe(text);
    expect(marks(markdown)).toEqual(expected);
  });

  test('offsets count UTF-16 units', () => {
    expect(formatMarkdown('👍 **b**').entities).toEqual([{ type: 'bold', offset: 3, length: 1 }]);
  });
});

describe('stays as written', () => {
  test.each([
    'snake_case_name and __init__',
    '2 * 3 * 4, 2*3*4 and 2**3',
    'f(*args, **kwargs)',
    'a ** b ** c',
    '**open, *open, _open, `open, [open](',
    '\\*not italic\\*',
    '[file](./README.md) [mail](mailto:a@b.c) [](https://a.b)',
    '![picture](https://a.b/c.png)',
    '#hashtag and C#',
    '- list\n* list\n+ list\n1. list',
    '| a | b |\n|---|---|',
    '> quote',
    '** ** `` `` ____',
    '```\n```',
    '```ts',
    '< & > " ~~gone~~ ||hidden||',
    '',
  ])('%j', (markdown) => {
    expect(formatMarkdown(markdown)).toEqual({ text: markdown, entities: [] });
  });

  test('an empty block does not swallow what comes after it', () => {
    expect(marks('```\n```\nthen **b**')).toEqual([['bold', 'b']]);
  });
});

const bits = fc.constantFrom(
  '*',
  '**',
  '***',
  '_',
  '__',
  '`',
  '``',
  '```',
  '~~~',
  '\n',
  '\n\n',
  ' ',
  '  ',
  '# ',
  '## ',
  '[',
  ']',
  '(',
  ')',
  '!',
  '\\',
  '](https://1.2/3)',
  '```ts\n',
  '\n```\n',
  'one',
  'two',
  'drei',
  '四',
  '👍🏽',
  'a1',
  '.',
  ', ',
  '- ',
);
const soup = fc.array(bits, { maxLength: 60, size: 'max' }).map((all) => all.join(''));
const ink = (text: string): string[] => text.match(/[\p{L}\p{N}\p{Emoji_Presentation}]/gu) ?? [];
const hidden = (entities: Entity[]): string =>
  entities.map((e) => ('url' in e ? e.url : 'language' in e ? (e.language ?? '') : '')).join('');

describe('whatever the text', () => {
  test('every letter is in the text, in order, or in a mark', () => {
    fc.assert(
      fc.property(soup, (markdown) => {
        const { text, entities } = formatMarkdown(markdown);
        const [seen, all] = [ink(text), ink(markdown)];
        let at = 0;
        for (const letter of all) if (seen[at] === letter) at++;
        expect(at).toBe(seen.length);
        expect([...seen, ...ink(hidden(entities))].toSorted()).toEqual(all.toSorted());
      }),
      { numRuns: 2000 },
    );
  });

  test('marks lie in the text, cut no pair, and code shares no letter with another mark', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'grapheme', size: 'medium' })), (markdown) => {
        const { text, entities } = formatMarkdown(markdown.toWellFormed());
        const owner = Array.from({ length: text.length }, () => 0);
        for (const { type, offset, length } of entities) {
          expect(length).toBeGreaterThan(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
          expect(text.slice(offset, offset + length).isWellFormed()).toBe(true);
          const alone = type === 'code' || type === 'pre' ? 100 : 1;
          for (let at = offset; at < offset + length; at++) owner[at] = (owner[at] ?? 0) + alone;
        }
        expect(owner.every((sum) => sum <= 100)).toBe(true);
        expect(text.length).toBeLessThanOrEqual(markdown.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('a text without signs is what it was', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^*_`~[\]#\\]*$/), (plain) => {
        expect(formatMarkdown(plain)).toEqual({ text: plain, entities: [] });
      }),
    );
  });

  test('signs without end take no noticeable time', () => {
    const from = performance.now();
    for (const sign of ['*a ', '**a ', '_a ', '`a ', '[a ', '[a](', '***', '\\*', '!['])
      formatMarkdown(sign.repeat(2000));
    expect(performance.now() - from).toBeLessThan(2000);
  });
});
