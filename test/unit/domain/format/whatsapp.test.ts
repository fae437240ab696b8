/** Markdown in WhatsApp's signs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whatsappText } from '../../../../src/domain/format/whatsapp.ts';

describe('whatsappText', () => {
  it.each([
    ['a heading', '## News of today', '*NEWS OF TODAY*'],
    ['a heading that is bold already', '# **News**', '*NEWS*'],
    ['a heading with an address', '# See [us](https://a.b/c)', '*SEE US (https://a.b/c)*'],
    ['a heading of the fourth level', '#### Four', '#### Four'],
    ['a tag', '#news and #more', '#news and #more'],
    ['bold', 'a **b c** d **e**', 'a *b c* d *e*'],
    ['bold that is not closed', 'a **b', 'a **b'],
    ['a link', 'see [us](https://a.b) there', 'see us (https://a.b) there'],
    ['a link with brackets in its address', '[w](https://a.b/c_(d))!', 'w (https://a.b/c_(d))!'],
    ['a link after a box', '[x] done [a](b)', '[x] done a (b)'],
    ['an image', '![cat](c.png)', 'cat (c.png)'],
    ['a bold link', '**[a](b)**', '*a (b)*'],
    ['a table', '| **A** | B |\n|:--|--:|\n| 1 | 2 |', '- *A* | B\n- 1 | 2'],
    ['a rule', 'a\n\n---\n\nb', 'a\n\n\nb'],
    ['a rule with spaces', ' - - -\nb', 'b'],
    ['a list', '- a\n  - b', '- a\n  - b'],
    ['code in a line', 'use `**x**` or **`[a](b)`**', 'use `**x**` or **`[a](b)`**'],
    ['bold beside code', '**now**: `a**b` **c**', '*now*: `a**b` *c*'],
    ['Windows line ends', '# A\r\n**b**\r\n', '*A*\n*b*\n'],
    ['nothing', '', ''],
    ['an empty line', '\n', '\n'],
  ])('%s', (_, markdown, shown) => {
    expect(whatsappText(markdown)).toBe(shown);
  });

  it('leaves code blocks as they are', () => {
    const code = '```md\n# A\n**b** [c](d)\n| e |\n---\n```';
    expect(whatsappText(`# A\n${code}\n# B`)).toBe(`*A*\n${code}\n*B*`);
    const tildes = '~~~~\n~~~\n# A\n~~~~';
    expect(whatsappText(`${tildes}\n**b**`)).toBe(`${tildes}\n*b*`);
    expect(whatsappText('```\n# not closed')).toBe('```\n# not closed');
  });

  it('leaves text without Markdown as it is, and shown text nearly so', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L} .,!?\n]{0,80}$/u), (text) => {
        expect(whatsappText(text)).toBe(text);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(whatsappText(`\`\`\`\n${text.replaceAll('\r', '').replaceAll('`', '')}\n\`\`\``)).toBe(
          `\`\`\`\n${text.replaceAll('\r', '').replaceAll('`', '')}\n\`\`\``,
        );
      }),
    );
  });

  it('takes a long line of brackets without stalling', () => {
    for (const part of ['[', '[a](', '**', '`', '|', '- ', '(', '![', '``']) {
      const start = performance.now();
      whatsappText(part.repeat(20_000));
      expect(performance.now() - start, `${part} over and over`).toBeLessThan(1000);
    }
  });
});
