/** Lists that are sorted beside the database come in the order that was promised. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from '../../../src/actors/notices.ts';
import { taskStore } from '../../../src/persistence/agent/tasks.ts';
import { openDatabase, type Db } from '../../../src/persistence/database.ts';
import { memoryStore } from '../../../src/persistence/memory/store.ts';
import { messageStore } from '../../../src/persistence/messages.ts';
import { approvalStore } from '../../../src/persistence/tools/approvals.ts';
import { toolCalls } from '../../../src/persistence/tools/calls.ts';

const MIGRATIONS = join(import.meta.dirname, '..', '..', '..', 'migrations');
let home: string;
let db: Db;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-order-'));
  db = openDatabase({ file: join(home, 'omega.db'), migrations: MIGRATIONS });
});

afterEach(() => {
  db.close();
  rmSync(home, { recursive: true, force: true });
});

test('tasks of several states come by their age, those of one moment by their id', () => {
  const tasks = taskStore(db);
  const add = (id: string, state: 'active' | 'paused' | 'done', createdAt: number): void =>
    tasks.add({
      id,
      person: 'p',
      key: 'k',
      sender: 's',
      senderName: '',
      project: '',
      kind: 'reminder',
      description: id,
      anchor: 0,
      zone: 'UTC',
      recurrence: null,
      explicitTime: false,
      state,
      run: null,
      createdAt,
      updatedAt: createdAt,
    });
  add('d', 'active', 30);
  add('c', 'paused', 20);
  add('b', 'active', 20);
  add('a', 'active', 40);
  add('x', 'done', 10);
  expect(tasks.list('p', ['active', 'paused']).map(({ id }) => id)).toEqual(['b', 'c', 'd', 'a']);
  expect(tasks.list('p', ['paused', 'paused']).map(({ id }) => id)).toEqual(['c']);
  expect(tasks.list('other', ['active'])).toEqual([]);
});

test('facts of a project and of everywhere are one list by key, without those of other projects and those that ended', () => {
  const memory = memoryStore(db);
  const add = (key: string, project: string, text = key): boolean =>
    memory.addFact({
      id: `${project}:${key}:${text}`,
      person: 'p',
      key,
      text,
      project,
      confidence: 0.9,
      sensitive: false,
      message: null,
      run: null,
      at: 1,
    });
  for (const [key, project] of [
    ['e', ''],
    ['b', 'one'],
    ['a', ''],
    ['d', 'one'],
    ['c', 'two'],
  ] as const)
    add(key, project);
  add('e', '', 'newer');
  const shown = (project?: string): string[] => memory.facts('p', project).map(({ key, text }) => `${key}=${text}`);
  expect(shown('one')).toEqual(['a=a', 'b=b', 'd=d', 'e=newer']);
  expect(shown()).toEqual(['a=a', 'e=newer']);
});

test('a batch is read in the order of its positions, whatever order its rows have', () => {
  const messages = messageStore(
    db,
    notices(() => undefined),
  );
  const common = { key: 'web:1', channel: 'web', chat: '1', person: 'owner', sender: 's', senderName: '', ref: '' };
  for (const id of ['m1', 'm2', 'm3'])
    messages.addInbound({ ...common, id, text: id, kind: 'text', dedupe: id, at: 1 });
  db.exec("UPDATE message SET position = 10 - position WHERE role = 'user'");
  messages.take('web:1', 0, 100, 'r1');
  expect(messages.batch('r1').map(({ id }) => id)).toEqual(['m3', 'm2', 'm1']);
});

test('rounds and calls of a run come as the model asked for them', () => {
  const calls = toolCalls(db);
  const add = (part: string, round: number, at: number, names: string[]): void =>
    calls.addRound(
      {
        run: 'r',
        key: 'k',
        part,
        round,
        text: `round ${round}`,
        calls: names.map((name) => ({ id: `${part}.${round}.${name}`, call: { id: name, name, args: {}, raw: '{}' } })),
      },
      at,
    );
  add('b', 1, 30, ['z', 'a']);
  add('b', 0, 20, ['m']);
  add('a', 0, 25, ['c', 'b']);
  expect(calls.rounds('r', 'b').map(({ round, calls: of }) => [round, ...of.map(({ call }) => call.name)])).toEqual([
    [0, 'm'],
    [1, 'z', 'a'],
  ]);
  expect(calls.callsOf('r').map(({ call }) => call.name)).toEqual(['m', 'c', 'b', 'z', 'a']);
  expect(calls.callsOf('other')).toEqual([]);
});

test('questions come oldest first, those of one moment by their id, and only those that wait are open', () => {
  const approvals = approvalStore(db);
  const add = (id: string, createdAt: number, state: 'pending' | 'withdrawn' = 'pending'): void =>
    approvals.add({
      id,
      code: id.toUpperCase(),
      kind: 'call',
      state,
      run: 'r',
      key: 'k',
      person: 'p',
      project: '',
      tool: 't',
      version: '1',
      hash: 'h',
      level: 'ask_each',
      rules: [],
      subject: '',
      card: { title: 't', facts: [], body: id, form: 'text', why: [], choices: [] },
      answer: null,
      scope: null,
      words: '',
      by: '',
      via: '',
      createdAt,
      expiresAt: 100,
      answeredAt: null,
    });
  add('d', 10);
  add('c', 30);
  add('a', 20);
  add('b', 20);
  add('e', 5, 'withdrawn');
  expect(approvals.openIn('k').map(({ id }) => id)).toEqual(['d', 'a', 'b', 'c']);
  expect(approvals.ofRun('r').map(({ id }) => id)).toEqual(['e', 'd', 'a', 'b', 'c']);
  expect(approvals.openIn('elsewhere')).toEqual([]);
});
