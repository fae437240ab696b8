/** The end of a run's events that is kept in memory is only ever a guess: the table decides. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notices } from '../../../src/actors/notices.ts';
import { openDatabase } from '../../../src/persistence/database.ts';
import { hostStore } from '../../../src/persistence/host/store.ts';
import { runStore } from '../../../src/persistence/runs.ts';

test('events that were rolled back leave no gap and no wrong hash, and a store that was not there goes on where the last one stopped', () => {
  const home = mkdtempSync(join(tmpdir(), 'omega-tails-'));
  const migrations = join(import.meta.dirname, '..', '..', '..', 'migrations');
  const db = openDatabase({ file: join(home, 'omega.db'), migrations });
  const quiet = notices(() => undefined);
  const host = hostStore(db);
  const runs = runStore(db, quiet);
  const append = (store: typeof runs, n: number): number =>
    store.append({ runId: 'r1', kind: 'system_event', payload: { n }, actor: 'a', origin: 'system', at: n });
  host.transaction(() => {
    runs.create({ id: 'r1', key: 'k', trigger: 'message', actor: 'a', at: 0, details: {} });
    append(runs, 1);
  });
  const fails = (): void =>
    host.transaction(() => {
      append(runs, 2);
      append(runs, 3);
      throw new Error('no');
    });
  expect(fails).toThrow('no');
  host.transaction(() => expect(append(runs, 4)).toBe(3));
  const other = runStore(db, quiet);
  host.transaction(() => expect(append(other, 5)).toBe(4));
  host.transaction(() => expect(append(runs, 6)).toBe(5));
  expect(runs.events('r1', 0, 10).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  expect(runs.brokenAt('r1')).toBeUndefined();
  expect(() =>
    runs.append({ runId: 'none', kind: 'system_event', payload: {}, actor: 'a', origin: 'system', at: 0 }),
  ).toThrow('run none does not exist');
  db.close();
  rmSync(home, { recursive: true, force: true });
});
