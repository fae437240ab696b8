/** The library on disk: whose file wins, hot reload, and that no path leaves the folder. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { library } from '../../../../src/adapters/system/library.ts';

let base = '';
const home = (): string => join(base, 'home');
const shipped = (): string => join(base, 'shipped');

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'omega-library-'));
  mkdirSync(home());
  mkdirSync(join(shipped(), 'skills', 'travel'), { recursive: true });
  writeFileSync(join(shipped(), 'skills', 'travel', 'SKILL.md'), 'shipped');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

test("a user's file wins over the shipped one, and is gone again when it is removed", () => {
  const files = library(home(), shipped());
  expect(files.read('skills/travel/SKILL.md')).toBe('shipped');
  expect(files.has('skills/travel/SKILL.md')).toBe(false);
  files.write('skills/travel/SKILL.md', 'mine');
  expect(files.read('skills/travel/SKILL.md')).toBe('mine');
  expect(files.has('skills/travel/SKILL.md')).toBe(true);
  files.remove('skills/travel/SKILL.md');
  files.remove('skills/travel/SKILL.md');
  expect(files.read('skills/travel/SKILL.md')).toBe('shipped');
  expect(files.read('skills/none/SKILL.md')).toBeUndefined();
});

test('what was changed on disk is read anew', () => {
  const files = library(home(), shipped());
  const file = join(home(), 'HEARTBEAT.md');
  writeFileSync(file, 'one');
  expect(files.read('HEARTBEAT.md')).toBe('one');
  writeFileSync(file, 'two');
  utimesSync(file, new Date(0), new Date(5000));
  expect(files.read('HEARTBEAT.md')).toBe('two');
});

test('folders of both are listed once', () => {
  const files = library(home(), shipped());
  files.write('skills/cooking/SKILL.md', 'x');
  files.write('skills/travel/SKILL.md', 'x');
  expect(files.folders('skills')).toEqual(['cooking', 'travel']);
  expect(files.folders('projects')).toEqual([]);
});

describe('a path that leaves the folder is refused', () => {
  test.each(['../x', 'a/../../x', '/etc/passwd', 'a//b', '', 'a/..', 'a\\b', 'a/\u0000', '.ssh/id', 'a..b/c'])(
    '%j',
    (path) => {
      const files = library(home(), shipped());
      expect(() => files.read(path)).toThrow(/is not a path inside the data folder/);
      expect(() => files.write(path, 'x')).toThrow(/is not a path inside the data folder/);
    },
  );

  test('also by a link', () => {
    mkdirSync(join(base, 'elsewhere'));
    symlinkSync(join(base, 'elsewhere'), join(home(), 'skills'));
    const files = library(home(), shipped());
    expect(() => files.write('skills/x/SKILL.md', 'x')).toThrow(/is not a path inside/);
    expect(existsSync(join(base, 'elsewhere', 'x'))).toBe(false);
  });
});

test('a file that is far too long is refused, not loaded', () => {
  writeFileSync(join(home(), 'HEARTBEAT.md'), 'x'.repeat(1_048_577));
  expect(() => library(home(), shipped()).read('HEARTBEAT.md')).toThrow(/up to 1048576 are read/);
});
