/** Masking secrets. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactJson, redactor } from '../../../src/domain/redact.ts';

const SECRET = 'p@ss/w ö+rd"42';
const redact = redactor([SECRET, 'tiny']);

describe('redactor, given secrets', () => {
  it.each([
    ['as it is', SECRET],
    ['base64', Buffer.from(SECRET).toString('base64')],
    ['base64url', Buffer.from(SECRET).toString('base64url')],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['URL-encoded in lower case', encodeURIComponent(SECRET).replace(/%../g, (hex) => hex.toLowerCase())],
    ['form-encoded', new URLSearchParams({ s: SECRET }).toString().slice(2)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
  ])('masks it %s', (_, form) => {
    const masked = redact(`before ${form} after ${form}`);
    expect(masked).toMatch(/^before \[secret\]=* after \[secret\]=*$/);
  });

  it('masks it inside longer base64 at any offset, as in basic authentication', () => {
    for (const user of ['a', 'ab', 'abc', '']) {
      for (const more of ['', 'x', 'xy', 'xyz']) {
        const encoded = Buffer.from(`${user}:${SECRET}${more}`).toString('base64');
        const masked = redact(`Basic ${encoded}`);
        expect(masked).toContain('[secret]');
        expect(Buffer.from(masked.replace('Basic ', ''), 'base64').toString()).not.toContain(SECRET.slice(2, -2));
      }
    }
  });

  it('leaves words as short as a too short secret', () => {
    expect(redact('a tiny thing')).toBe('a tiny thing');
  });

  it('masks a secret that contains another one whole', () => {
    expect(redactor(['abcdef', 'abcdefghij'])('x abcdefghij y abcdef')).toBe('x [secret] y [secret]');
  });

  it('takes a secret as text, not as a pattern', () => {
    expect(redactor(['a.c$e^(g'])('abc$e^(g a.c$e^(g')).toBe('abc$e^(g [secret]');
  });

  it('works without secrets and with an odd one', () => {
    expect(redactor([])('nothing here')).toBe('nothing here');
    expect(redactor(['\ud800lonely'])('x')).toBe('x');
  });
});

describe('redactor, well-known shapes', () => {
  const tail = 'Abc0123456789_-xyzABCDEFGHIJKLMNOPQ';
  it.each([
    ['sk-' + tail, ''],
    ['sk-ant-api03-' + tail, ''],
    ['sk-or-v1-' + tail, ''],
    ['123456:AA' + tail, ''],
    ['AIza' + tail, ''],
    ['ghp_' + tail.replace(/[_-]/g, ''), ''],
    ['xoxb-1234567890-' + 'abc', ''],
    ['GOCSPX-' + tail, ''],
    ['ya29.' + tail, ''],
    ['1//0' + tail, ''],
  ])('masks %s', (key) => {
    expect(redact(`key=${key}, next`)).toBe('key=[secret], next');
  });

  it('masks a bot token in an address', () => {
    expect(redact(`https://x.test/bot123456789:AA${tail}/getMe`)).toBe('https://x.test/bot[secret]/getMe');
  });

  it.each([
    'the task-force met',
    'disk-usage-of-the-whole-machine',
    'sk-short',
    'at 12:AAron',
    'Ratio 3:AA',
    'http://x/1//0',
    'ya29.',
    '1/2',
  ])('leaves %j', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('redactor, for any secret and text', { timeout: 60_000 }, () => {
  const alnum = fc.stringMatching(/^[A-Za-z0-9]{6,40}$/);

  it('leaves no form of the secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 6, maxLength: 40 }), fc.string(), (secret, around) => {
        fc.pre(secret.isWellFormed() && !'[secret]'.includes(secret) && !/\[secret|secret\]/.test(secret));
        const masked = redactor([secret])(`${around}|${secret}|${encodeURIComponent(secret)}|${btoaUtf8(secret)}`);
        expect(masked).not.toContain(secret);
        expect(masked).not.toContain(encodeURIComponent(secret));
        expect(masked).not.toContain(btoaUtf8(secret));
      }),
    );
  });

  it('gives the very same text when there is nothing to hide', () => {
    fc.assert(
      fc.property(fc.array(alnum, { maxLength: 5 }), (secrets) => {
        const text = 'A plain sentence, with nothing in it: 12:30, ok?';
        expect(redactor(secrets.filter((s) => !text.includes(s)))(text)).toBe(text);
      }),
    );
  });

  it('is fast when there is nothing to hide', () => {
    const many = redactor(Array.from({ length: 10 }, (_, i) => `secret-number-${i}-${'q'.repeat(20)}`));
    const line =
      'An ordinary line of a log, about a hundred characters long, that says what was done and for how long.';
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      for (let i = 0; i < 1000; i++) many(line);
      return performance.now() - start;
    });
    // 1,000 lines; the best of five, because the machine may be busy.
    expect(Math.min(...times)).toBeLessThan(60);
  });
});

function btoaUtf8(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('text that comes in pieces', { timeout: 60_000 }, () => {
  const secrets = ['hunter22-and-more', SECRET, 'xyxy12xy', 'xyxy99'];
  const mask = redactor(secrets);
  const through = (pieces: readonly string[]) => {
    const stream = mask.stream();
    return pieces.map((piece) => stream.push(piece)).join('') + stream.end();
  };
  /** Cuts a text at some places. */
  const cut = (text: string, places: readonly number[]) =>
    [0, ...places.map((n) => n % (text.length + 1)).toSorted((a, b) => a - b)].map((from, i, all) =>
      text.slice(from, all[i + 1] ?? text.length),
    );

  it('is masked wherever it is cut', () => {
    const word = fc.constantFrom(
      ...secrets,
      'hunter',
      'xyxy',
      ' ',
      'p@ss',
      'plain ',
      'sk-ant-0123456789abcdef012',
      'ya29.a0123456789abcdefghijk',
      '1//0g123456789abcdefghijk',
      '12345',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 8 }), (words, places) => {
        const text = words.join(' ');
        expect(through(cut(text, places))).toBe(mask(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('letter by letter, in every form', () => {
    for (const form of [SECRET, Buffer.from(SECRET).toString('base64'), encodeURIComponent(SECRET)]) {
      const shown = through(`say ${form} now`.split(''));
      expect(shown).toMatch(/^say \[secret\]=* now$/);
    }
  });

  it('keys of known shapes too, though nobody named them', () => {
    const keys = [
      `sk-ant-${'k3y'.repeat(8)}`,
      '123456789:AAabcdefghijklmnopqrstuvwx',
      `ya29.${'k3y'.repeat(8)}`,
      `1//0${'k3y'.repeat(8)}`,
      `GOCSPX-${'k3y'.repeat(8)}`,
    ];
    for (const key of keys) expect(through(`key ${key}, gone`.split(''))).toBe('key [secret], gone');
  });

  it('other text loses nothing and waits for no more than the beginning of a secret', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (pieces) => {
        const text = pieces.join('');
        expect(through(pieces)).toBe(mask(text));
      }),
    );
    const stream = mask.stream();
    expect(stream.push('hello hun')).toBe('hello ');
    expect(stream.push('gry')).toBe('hungry');
    const words = ['a ri', 'sk', '-management-and-more of it'];
    expect(through(words)).toBe(words.join(''));
  });
});

describe('JSON', () => {
  it('is masked in values and keys, at any depth; untouched it is the same value', () => {
    const value = { a: [`x ${SECRET}`, 1, null, true], [SECRET]: { b: 'plain' } };
    expect(redactJson(value, redact)).toEqual({ a: ['x [secret]', 1, null, true], '[secret]': { b: 'plain' } });
    const plain = { a: ['b'] };
    expect(redactJson(plain, redact)).toBe(plain);
  });

  it('stays JSON when a secret looks like JSON', () => {
    const odd = redactor(['":"x","']);
    expect(redactJson({ a: 'x', b: 'y' }, odd)).toEqual({ a: 'x', b: 'y' });
  });
});
