/** The file CLAUDE.md in the workspace. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toolbox } from '../../../src/actors/tools/toolbox.ts';
import { library } from '../../../src/adapters/system/library.ts';
import { guideKeeper } from '../../../src/app/settings/guide.ts';
import { Config } from '../../../src/contracts/config.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-guide-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const keeper = (config = {}) =>
  guideKeeper(home, Config.parse(config), {
    library: library(home, join(import.meta.dirname, '../../..')),
    hasProgram: () => true,
    toolbox: toolbox([]),
  });

test('is written from what ships, and names what may be known wrongly', () => {
  const file = keeper({ omega: { name: 'Ada' } })();
  expect(file).toBe(join(home, 'workspace', 'CLAUDE.md'));
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('# The workspace of Ada');
  expect(text).not.toContain('{name}');
  expect(text).toContain('known false diagnoses');
  expect(text).toContain('newer than the last start');
  expect(text).toMatch(/## Skills\n\n\| skill/);
  expect(text).toContain('Nothing that writes, runs or fetches is allowed.');
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('changes with a new skill and a new project, not without a change, and keeps the owner’s part', () => {
  const keep = keeper({ provider: { 'claude-code': { allowed_tools: ['Bash(git *)'] } } });
  const file = keep();
  writeFileSync(file, `${readFileSync(file, 'utf8')}\nMine.\n`);
  keep();
  const before = statSync(file).ino;
  keep();
  expect(statSync(file).ino).toBe(before);
  mkdirSync(join(home, 'skills', 'knit'), { recursive: true });
  writeFileSync(join(home, 'skills', 'knit', 'SKILL.md'), '---\nname: knit\ndescription: Knits socks.\n---\nHow.\n');
  mkdirSync(join(home, 'projects', 'wool'), { recursive: true });
  writeFileSync(join(home, 'projects', 'wool', 'ROLE.md'), 'You buy wool.\n');
  keep();
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('| knit | Knits socks. | yes |');
  expect(text).toContain('| wool |');
  expect(text).toContain('Allowed beside: Bash(git *).');
  expect(text.trimEnd().endsWith('Mine.')).toBe(true);
});
