/** Files, functions, parameters and folders stay small; no any, no default export, no barrel. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileBreaches, folderBreaches, LIMITS } from './shape.ts';
import { parse, readSources } from './source.ts';

const root = join(import.meta.dirname, '../..');
const lines = (count: number) => 'one();\n'.repeat(count);
const check = (text: string, path = 'src/domain/a.ts') => fileBreaches(parse(path, text));

describe('the check finds what it is for', () => {
  test('a file of 300 lines of code passes, comments and blanks aside; 301 do not', () => {
    expect(check(`/** A. */\n${lines(150)}\n\n// more\n/* and\nmore */\n${lines(150)}`)).toEqual([]);
    expect(check(`/** A. */\n${lines(301)}`)).toEqual(['src/domain/a.ts has 301 lines of code, allowed are 300']);
  });

  test.each([
    ['declared', `function a() {\n${lines(49)}}`],
    ['arrow', `const a = () => {\n${lines(49)}};`],
    ['method', `class A {\na() {\n${lines(49)}}\n}`],
  ])('a function of 51 lines: %s', (_, text) => {
    expect(check(`// A.\n${text}`)).toEqual([expect.stringContaining('is a function of 51 lines')]);
    expect(check(`// A.\n${text.replace('one();\n', '')}`)).toEqual([]);
  });

  test('five parameters', () => {
    expect(check('// A.\nconst a = (b, c, d, e) => b;')).toEqual([]);
    expect(check('// A.\nconst a = (b, c, d, e, f) => b;')).toEqual([
      'src/domain/a.ts:2 takes 5 parameters, allowed are 4',
    ]);
  });

  test('any, a default export, a barrel, and a first line that says nothing', () => {
    expect(check('// A.\nconst a: any = 1;\nexport default a;')).toEqual([
      'src/domain/a.ts:2 uses any',
      'src/domain/a.ts:3 has a default export',
    ]);
    expect(check("// A.\nexport * from './b.ts';")).toEqual(['src/domain/a.ts only passes exports on']);
    expect(check("// A.\nexport { b } from './b.ts';", 'src/adapters/channels/telegram/index.ts')).toEqual([]);
    expect(check('const a = 1;')).toEqual(['src/domain/a.ts does not say in its first line what it does']);
  });

  test('a thirteenth file, and a sixth with the same first word', () => {
    const files = (count: number, name: (index: number) => string) => Array.from({ length: count }, (_, i) => name(i));
    const word = (index: number) => `src/domain/${'abcdefghijklm'[index]}.ts`;
    expect(folderBreaches(files(12, word))).toEqual([]);
    expect(folderBreaches(files(13, word))).toEqual(['src/domain has 13 files, allowed are 12']);
    expect(folderBreaches(files(5, (index) => `src/actors/run-${index}.ts`))).toEqual([]);
    expect(folderBreaches(files(6, (index) => `src/actors/run-${index}.ts`))).toEqual([
      'src/actors has 6 files named run-…: that is a folder',
    ]);
  });
});

test(`no file of src breaks a limit (${JSON.stringify(LIMITS)})`, () => {
  expect(readSources(root, 'src/**/*.ts').flatMap(fileBreaches)).toEqual([]);
});

test('no folder of src is too full', () => {
  expect(folderBreaches(readSources(root, 'src/**/*.ts').map(({ path }) => path))).toEqual([]);
});
