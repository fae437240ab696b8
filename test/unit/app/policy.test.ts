/** The rules in force: read from real files, re-read when they change, kept when they break. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { policyBook } from '../../../src/app/policy/book.ts';
import { checkPolicy, explainPolicy } from '../../../src/app/policy/questions.ts';
import { FETCH_TOOL } from '../../../src/domain/tools/fetch.ts';
import { NOW, request } from '../domain/policy/request.ts';

let home: string;
let told: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-policy-'));
  told = [];
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (text: string, file = 'policy.yaml') => {
  mkdirSync(join(home, file, '..'), { recursive: true });
  writeFileSync(join(home, file), text);
};
const DENY = 'rules:\n  - { id: no-reading, effect: deny, match: { tool: omega/read } }\n';
const open = async () => {
  const broken = (file: string, problems: readonly { text: string }[]) =>
    void told.push(`${file}: ${problems.map(({ text }) => text).join(' ')}`);
  const book = policyBook({ home, broken });
  await book.ready();
  return { book, effect: (project = '') => book.decide(request({ project }), [], NOW) };
};

test('without a file the built-in rules hold', async () => {
  const { effect, book } = await open();
  expect(effect()).toMatchObject({ effect: 'allow', rules: ['default:read-workspace'] });
  expect(book.hash('')).toMatch(/^[0-9a-f]{64}$/);
});

test('a file counts from the next decision on, and stops counting when it is gone', async () => {
  const { effect, book } = await open();
  const before = book.hash('');
  write(DENY);
  await book.ready();
  expect(effect()).toMatchObject({ effect: 'deny', rules: ['user:no-reading'] });
  expect(book.hash('')).not.toBe(before);
  rmSync(join(home, 'policy.yaml'));
  expect(effect().effect).toBe('allow');
  expect(book.hash('')).toBe(before);
});

test('until a new file has been read, everything is asked for; nobody is told that it is broken', async () => {
  const { effect, book } = await open();
  write(DENY);
  expect(effect()).toMatchObject({ effect: 'ask', level: 'ask_each' });
  await book.ready();
  expect(effect().effect).toBe('deny');
  expect(told).toEqual([]);
});

test('a change is seen even when size and time are as before', async () => {
  write(DENY);
  const { effect } = await open();
  expect(effect().effect).toBe('deny');
  write(DENY.replace('deny', 'ask '), 'other.yaml');
  utimesSync(join(home, 'other.yaml'), 1, 1);
  utimesSync(join(home, 'policy.yaml'), 1, 1);
  effect();
  renameSync(join(home, 'other.yaml'), join(home, 'policy.yaml'));
  expect(effect().effect).toBe('ask');
});

describe('a broken file', () => {
  test('leaves the last good rules in force; the owner is told once', async () => {
    write(DENY);
    const { effect } = await open();
    expect(effect().effect).toBe('deny');
    write('rules:\n  - { id: x, efect: deny, match: {} }\n');
    for (let i = 0; i < 3; i++) expect(effect().effect).toBe('deny');
    expect(told).toEqual([
      'policy.yaml: policy.yaml:2:5: rules[0].effect: is missing policy.yaml:2:14: rules[0].efect: unknown key; did you mean "effect"?',
    ]);
    write('rules: []\n');
    expect(effect().effect).toBe('allow');
  });

  test('from the start: everything is asked for, each time, and refusals of other files hold', async () => {
    write('rules: [');
    write(DENY, 'projects/garden/policy.yaml');
    const { effect } = await open();
    expect(effect()).toMatchObject({ effect: 'ask', level: 'ask_each', rules: ['floor:ask-everything'] });
    expect(effect('garden').effect).toBe('deny');
  });

  test('of a project touches that project alone', async () => {
    write('rules: [', 'projects/garden/policy.yaml');
    const { effect } = await open();
    expect(effect().effect).toBe('allow');
    expect(effect('garden')).toMatchObject({ effect: 'ask', level: 'ask_each' });
    expect(effect('house').effect).toBe('allow');
  });

  test('may be a folder, no text, or too large', async () => {
    mkdirSync(join(home, 'policy.yaml'));
    const { effect } = await open();
    expect(effect().effect).toBe('ask');
    expect(told.at(-1)).toContain('this is a folder, not a file');
    rmSync(join(home, 'policy.yaml'), { recursive: true });
    writeFileSync(join(home, 'policy.yaml'), Buffer.from([0xff, 0xfe, 0x00]));
    effect();
    expect(told.at(-1)).toContain('the file is not UTF-8 text');
    writeFileSync(join(home, 'policy.yaml'), '#'.repeat(1_048_577));
    effect();
    expect(told.at(-1)).toContain('larger than 1048576 bytes');
  });
});

test('a project may only be stricter: a file that allows is broken', async () => {
  write('rules:\n  - { id: a, effect: allow, match: {} }\n', 'projects/garden/policy.yaml');
  const { effect } = await open();
  expect(effect('garden')).toMatchObject({ effect: 'ask', level: 'ask_each' });
  expect(told[0]).toContain('a project may only be stricter');
});

test('no project name leads out of the folder', async () => {
  write(DENY, 'outside/policy.yaml');
  const { effect } = await open();
  expect(effect('../outside').effect).toBe('allow');
});

describe('omega policy', () => {
  const tools = () => [{ manifest: FETCH_TOOL, tier: 'core' as const }];
  const question = (more: object = {}) => ({
    home,
    tool: 'fetch',
    args: { url: 'https://example.com/a' },
    project: '',
    origin: 'owner' as const,
    tainted: false,
    at: NOW,
    ...more,
  });

  test('check lists every file with its rules and mistakes', async () => {
    write(DENY);
    write('rules: [{}]', 'projects/garden/policy.yaml');
    const { files } = await checkPolicy(home);
    expect(files.map(({ path, rules, problems }) => [path.slice(home.length + 1), rules, problems.length])).toEqual([
      ['policy.yaml', 1, 0],
      ['projects/garden/policy.yaml', 0, 3],
    ]);
  });

  test('explain says what happens, why, and what would change it', async () => {
    write('rules:\n  - { id: known, effect: ask, level: ask_each, match: { egress: ["example.com:*"] } }\n');
    const { call, decision, changes } = await explainPolicy(question(), tools);
    expect(call).toMatchObject({ tool: 'omega/fetch', egress: ['example.com:443'] });
    expect(decision).toMatchObject({ effect: 'ask', level: 'ask_each' });
    expect(decision.rules).toEqual(['user:known', 'manifest:min-approval', 'floor:egress']);
    expect(changes).toMatchObject([
      { what: { kind: 'without', rule: 'user:known' }, effect: 'ask', level: 'ask_once' },
    ]);
  });

  test('explain names the effect of a grant and of foreign words', async () => {
    const { changes } = await explainPolicy(question(), tools);
    expect(changes.map(({ what, effect, level }) => [what.kind, effect, level])).toEqual([
      ['grant', 'allow', null],
      ['tainted', 'ask', 'ask_each'],
    ]);
    const { decision } = await explainPolicy(question({ tainted: true }), tools);
    expect(decision.level).toBe('ask_each');
  });

  test('an unknown tool is told with those there are', async () => {
    await expect(explainPolicy(question({ tool: 'fech' }), tools)).rejects.toMatchObject({
      code: 'tool.unknown',
      message: 'There is no tool "fech"; there are: omega/fetch.',
    });
  });
});
