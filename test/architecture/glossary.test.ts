/** Names say what a thing is: words that mean nothing are not used for files and exports. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { glossaryBreaches, wordsOf } from './shape.ts';
import { parse, readSources } from './source.ts';

test('names are cut into words', () => {
  expect(wordsOf('src/fooBar/HTTPServer-v2.ts')).toEqual(['src', 'foo', 'bar', 'http', 'server', 'v', 'ts']);
});

test.each([
  ['src/domain/text-utils.ts', 'export const a = 1;', 'utils'],
  ['src/common/a.ts', 'export const a = 1;', 'common'],
  ['src/domain/a.ts', 'export class SessionManager {}', 'manager'],
  ['src/domain/a.ts', 'export const handlerOf = 1;', 'handler'],
  ['src/domain/a.ts', 'export interface ModelService {}', 'service'],
])('%s: %s', (path, text, word) => {
  expect(glossaryBreaches(parse(path, text))).toEqual([expect.stringContaining(`"${word}" is not in the glossary`)]);
});

test('a word that only contains a banned one is fine', () => {
  expect(glossaryBreaches(parse('src/domain/commonality.ts', 'export const servicing = 1;'))).toEqual([]);
});

test('no file and no export of src uses a banned word', () => {
  expect(readSources(join(import.meta.dirname, '../..'), 'src/**/*.ts').flatMap(glossaryBreaches)).toEqual([]);
});
