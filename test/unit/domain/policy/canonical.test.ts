/** Canonical JSON: the examples of RFC 8785, and that changed arguments give another text. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../src/contracts/json.ts';
import { approvalText, canonicalJson } from '../../../../src/domain/policy/canonical.ts';
import { request } from './request.ts';

describe('RFC 8785', () => {
  test('3.2.2 and 3.2.3: numbers, texts, order of keys', () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0],
      "string": "€$\u000f\nA'B\"\\\\\"/",
      "literals": [null, true, false]
    }`) as Json;
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('keys are sorted by UTF-16 code units', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toEqual([4, 2, 6, 7, 1, 5, 3]);
  });

  test('what has no canonical form is refused', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { '\udc00': 1 }, undefined, 1n])
      expect(() => canonicalJson(value as Json)).toThrow(TypeError);
  });
});

const json = fc.jsonValue({ noUnicodeString: false }).map((value) => value as Json);

test('the order of keys makes no difference, and what is read back is the same', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(canonicalJson(JSON.parse(canonicalJson(value)) as Json)).toBe(canonicalJson(value));
    }),
  );
});

test('1,000 changed sets of arguments are 1,000 other things to agree to', () => {
  const args = { command: 'git push', folder: '/srv/site', count: 0 };
  const texts = new Set([approvalText(request({ args }), 'h')]);
  for (let i = 1; i <= 1000; i++) texts.add(approvalText(request({ args: { ...args, ...change(i) } }), 'h'));
  expect(texts.size).toBe(1001);
});

/** Another count, another letter in the command, a further argument, or another type. */
function change(i: number): Record<string, Json> {
  const kinds: Record<string, Json>[] = [
    { count: i },
    { command: `git push${' '.repeat(i)}` },
    { [`extra${i}`]: null },
    { count: String(i) },
  ];
  return kinds[i % 4]!;
}

test('tool, version, run and rules are part of it', () => {
  const base = approvalText(request(), 'h');
  for (const other of [
    approvalText(request({ tool: 'omega/other' }), 'h'),
    approvalText(request({ version: '1.0.1' }), 'h'),
    approvalText(request({ run: 'r2' }), 'h'),
    approvalText(request(), 'i'),
  ])
    expect(other).not.toBe(base);
});

test('two values share a text only if they are the same', () => {
  const plain = (value: Json): unknown => JSON.parse(JSON.stringify(value));
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(canonicalJson(a) === canonicalJson(b)).toBe(isDeepStrictEqual(plain(a), plain(b)));
    }),
    { numRuns: 2000 },
  );
}, 60_000);
