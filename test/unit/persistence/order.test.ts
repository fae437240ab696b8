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
