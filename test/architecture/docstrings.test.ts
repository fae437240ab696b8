/** Every function and class that src exports says what it is for. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { docstringBreaches } from './shape.ts';
import { parse, readSources } from './source.ts';

const check = (text: string) => docstringBreaches(parse('src/domain/a.ts', text));

test.each([
  ['a function', 'export function a() {}'],
  ['a class', 'export class a {}'],
  ['a function held by a const', 'export const a = () => 1;'],
  ['a name exported later', 'function a() {}\nexport { a };'],
])('%s needs one', (_, text) => {
  expect(check(text)).toEqual([expect.stringMatching(/^src\/domain\/a\.ts:\d exports a without a docstring$/)]);
  expect(check(`/** Does a thing worth a name. */\n${text}`)).toEqual([]);
  expect(check(`// Does a thing worth a name.\n${text}`)).toHaveLength(1);
  expect(check(`/** */\n${text}`)).toHaveLength(1);
  expect(check(`/** Of another thing that is there. */\nconst b = 1;\n${text}`)).toHaveLength(1);
});

test('what is not exported or no function needs none, and of overloads the first one carries it', () => {
  expect(check('function a() {}\nconst b = () => 1;\nexport const c = 1;\nexport type D = 1;')).toEqual([]);
  expect(check('/** Does one thing or another. */\nexport function a(x: 1): 1;\nexport function a(x: 2): 2;')).toEqual(
    [],
  );
});

test('every exported function and class of src has a docstring', () => {
  expect(readSources(join(import.meta.dirname, '../..'), 'src/**/*.ts').flatMap(docstringBreaches)).toEqual([]);
});
