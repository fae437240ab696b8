/** Contracts, domain and machines know no clock, no random and no world: time and ids come in with events. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { impurities } from './purity.ts';
import { parse, readSources } from './source.ts';

const check = (text: string) => impurities(parse('src/domain/a.ts', text)).map((one) => one.replace(/^.*? uses /, ''));

describe('the check finds what it is for', () => {
  test.each([
    ['const a = Date.now();', 'Date.now'],
    ['const a = new Date();', 'new Date()'],
    ['const a = Date();', 'Date()'],
    ['const a = Math.random();', 'Math.random'],
    ['const a = globalThis.process;', 'globalThis'],
    ['setTimeout(a, 1);', 'setTimeout'],
    ['const a = process.env;', 'process'],
    ['await fetch(a);', 'fetch'],
    ['console.log(1);', 'console'],
    ['const { now } = performance;', 'performance'],
    ['const a = crypto.randomUUID();', 'crypto'],
  ])('%s', (text, name) => {
    expect(check(text)).toEqual([name]);
  });

  test('a date that was given, and names that only look alike, are fine', () => {
    expect(
      check('const a = new Date(at); const b = { fetch: 1, process: 2 }; b.fetch; a.process; Date.UTC(1, 2);'),
    ).toEqual([]);
    expect(check('interface A { fetch: 1 } type B = A["fetch"]; class C { process() {} }')).toEqual([]);
  });
});

test('the pure folders are pure', () => {
  const root = join(import.meta.dirname, '../..');
  const pure = ['contracts', 'domain', 'machines'].flatMap((folder) => readSources(root, `src/${folder}/**/*.ts`));
  expect(pure.flatMap(impurities)).toEqual([]);
});
