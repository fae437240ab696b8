/** Timers, poison, restarts, a full disk, a damaged or newer database. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { setup } from 'xstate';
import { activity } from '../../src/actors/activity.ts';
import { openDatabase } from '../../src/persistence/database.ts';
import { provided } from '../../src/machines/provided.ts';
import { entries } from './machines.ts';
import { cleanUp, rig, turns } from './rig.ts';

afterEach(cleanUp);

test('a timer fires once, also after a crash', async () => {
  const r = rig({ machines: entries() });
  await r.host.dispatch('counter:a', { type: 'wait' }, 'k1');
  const after = r.crash();
  await after.clock.pass(900);
  expect(after.state('counter:a')).toMatchObject({ value: 'waiting' });
  await after.clock.pass(400);
  await after.clock.pass(60_000);
  expect(after.state('counter:a')).toMatchObject({ value: 'idle', context: { seen: ['time'] } });
});

test('a cancelled timer does not fire', async () => {
  const r = rig({ machines: entries() });
  await r.host.dispatch('counter:a', { type: 'wait' }, 'k1');
  await r.host.dispatch('counter:a', { type: 'stop' }, 'k2');
  await r.clock.pass(10_000);
  expect(r.state('counter:a')).toMatchObject({ value: 'idle', context: { seen: [] } });
});

test.each([
  ['restart', 900, []],
  ['skip-if-late', 60_000, []],
] as const)('policy %s after a long time down', async (policy, pass, seen) => {
  const machines = entries().map((e) => ({ ...e, timers: { 'xstate.after.pause.counter.waiting': policy } }));
  const r = rig({ machines });
  await r.host.dispatch('counter:a', { type: 'wait' }, 'k1');
  r.clock.time += 100_000;
  const after = r.crash();
  await after.clock.pass(pass);
  expect(after.state('counter:a')?.context['seen']).toEqual(seen);
});

test('a clock that goes back does not hold a timer for as long', async () => {
  const r = rig({ machines: entries() });
  await r.host.dispatch('counter:a', { type: 'wait' }, 'k1');
  r.clock.time -= 3_600_000;
  const after = r.crash();
  await after.clock.pass(1500);
  expect(after.state('counter:a')?.context['seen']).toEqual(['time']);
});

test('results that came in while the machine slept speak before timers that are late', async () => {
  let end: (v: string) => void = () => undefined;
  const work = activity({
    name: 'work',
    semantics: 'pure',
    run: () => new Promise<string>((resolve) => (end = resolve)),
  });
  const race = setup({
    types: { input: {} as { key: string }, context: {} as { won: string }, events: {} as { type: string } },
    actors: { work: provided<string, object>('work') },
    delays: { limit: 30_000 },
  }).createMachine({
    id: 'race',
    context: { won: '' },
    initial: 'idle',
    states: {
      idle: { on: { go: 'running' } },
      running: { invoke: { id: 'work', src: 'work', input: {}, onDone: 'answered' }, after: { limit: 'tooLate' } },
      answered: {},
      tooLate: {},
    },
  });
  const r = rig({ machines: [{ name: 'race', version: 1, machine: race, onDemand: true }], activities: [work] });
  await r.host.dispatch('race:a', { type: 'go' }, 'k1');
  const after = r.crash();
  after.clock.time += 60_000;
  await turns();
  end('just arrived');
  await after.clock.pass(1000);
  expect(after.state('race:a')).toMatchObject({ value: 'answered' });
});

test('an event that fails three times is set aside, the machine is told, and the next one goes on', async () => {
  const r = rig({ machines: entries() });
  await r.host.dispatch('counter:a', { type: 'note', text: 'before' }, 'k0');
  await Promise.all([
    r.host.dispatch('counter:a', { type: 'explode' }, 'k1'),
    r.host.dispatch('counter:a', { type: 'note', text: 'after' }, 'k2'),
  ]);
  await turns(40);
  expect(r.state('counter:a')?.context['seen']).toEqual(['before', 'after', 'poison']);
  expect(r.log.map((l) => l.event)).toContain('event.set_aside');
  expect(r.stores.db.prepare('SELECT count(*) AS n FROM inbox WHERE state = 2').get()).toEqual({ n: 1 });
});

test('an event in which the process died three times is set aside, and not before', async () => {
  const r = rig({ machines: entries(), idle: true });
  r.stores.host.transaction(() =>
    r.stores.host.post({
      dedupe: 'k1',
      address: 'counter:a',
      event: { type: 'note', text: 'deadly' },
      cause: null,
      at: 0,
    }),
  );
  let last = r;
  for (const [state, deaths] of [
    [1, 1],
    [1, 2],
    [2, 3],
  ]) {
    // A start lets it through; it is put back as if that process had died in it as well.
    last.stores.db.prepare('UPDATE inbox SET state = 0 WHERE seq = 1').run();
    last.mark.value = 1;
    last = last.crash({ idle: false });
    await turns();
    expect(last.stores.db.prepare('SELECT state, deaths FROM inbox WHERE seq = 1').get()).toEqual({ state, deaths });
  }
});

test('a process that dies in the commit blames no event', async () => {
  const r = rig({ machines: entries() });
  const { transaction } = r.stores.host;
  const marks: number[] = [];
  r.stores.host.transaction = (work) =>
    transaction(() => {
      const done = work();
      marks.push(r.mark.value);
      return done;
    });
  await r.host.dispatch('counter:a', { type: 'note', text: 'x' }, 'k1');
  await turns();
  expect(r.state('counter:a')?.context['seen']).toEqual(['x']);
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.filter((mark) => mark !== 0)).toEqual([]);
});

test('an actor that keeps failing is restarted three times and then quarantined; a failing child is its parent’s matter', async () => {
  const fragile = setup({
    types: { input: {} as { key: string }, events: {} as { type: string } },
    actors: { work: provided<null, object>('work') },
  }).createMachine({
    id: 'fragile',
    initial: 'a',
    states: { a: { on: { go: 'b' } }, b: { invoke: { id: 'work', src: 'work', input: {} } } },
  });
  const work = activity({
    name: 'work',
    semantics: 'transactional',
    run: () => {
      throw new Error('always');
    },
  });
  const r = rig({
    machines: [{ name: 'fragile', version: 1, machine: fragile, onDemand: true }, ...entries()],
    activities: [work],
  });
  for (let i = 0; i < 6; i++) {
    await r.host.dispatch('fragile:a', { type: 'go' }, `k${i}`);
    await turns();
  }
  expect(r.state('fragile:a')).toMatchObject({ status: 'quarantined' });
  await r.host.dispatch('counter:b', { type: 'raise' }, 'b1');
  await turns();
  expect(r.state('counter:b')).toMatchObject({
    status: 'active',
    value: 'idle',
    context: { result: 'activity.crashed' },
  });
});

test('a full disk loses nothing: it is said, room is made, and work goes on when there is some', async () => {
  const r = rig({ machines: entries() });
  await r.host.dispatch('counter:a', { type: 'note', text: 'before' }, 'k0');
  const pages = r.stores.db.pragma('page_count', { simple: true }) as number;
  r.stores.db.pragma(`max_page_count = ${pages + 1}`);
  const big = 'x'.repeat(50_000);
  await expect(r.host.dispatch('counter:a', { type: 'note', text: big }, 'k1')).rejects.toMatchObject({
    code: 'store.disk_full',
  });
  expect(r.host.trouble()).toContain('full');
  expect(r.relieved.length).toBeGreaterThan(0);
  r.stores.db.pragma('max_page_count = 1000000');
  await r.clock.pass(3000);
  expect(r.host.trouble()).toBe('');
  await r.host.dispatch('counter:a', { type: 'note', text: 'after' }, 'k2');
  expect(r.state('counter:a')?.context['seen']).toEqual(['before', 'after']);
});

test('mailboxes over their limit make the intake wait', async () => {
  const r = rig({ machines: entries(), limits: { congestion: 3 }, idle: true });
  r.stores.host.transaction(() => {
    for (let i = 0; i < 5; i++)
      r.stores.host.post({
        dedupe: `k${i}`,
        address: 'counter:a',
        event: { type: 'note', text: 'x' },
        cause: null,
        at: 0,
      });
  });
  let free = false;
  void r.host.uncongested().then(() => (free = true));
  await turns();
  expect(free).toBe(false);
  r.host.start();
  await turns(30);
  expect(free).toBe(true);
});

test('a newer or damaged database is refused with the way out', () => {
  const r = rig({ machines: entries(), idle: true });
  const file = join(r.home, 'omega.db');
  const migrations = join(import.meta.dirname, '..', '..', 'migrations');
  r.stores.db.pragma('user_version = 999');
  expect(() => openDatabase({ file, migrations })).toThrow(
    expect.objectContaining({ code: 'store.newer', message: expect.stringContaining('update Omega') }),
  );
  writeFileSync(
    join(r.home, 'other.db'),
    'this is no database at all, but long enough to be looked at as one '.repeat(50),
  );
  expect(() => openDatabase({ file: join(r.home, 'other.db'), migrations })).toThrow(
    expect.objectContaining({ code: 'store.corrupt' }),
  );
});

test('run events cannot be changed or removed, and a broken chain is found', () => {
  const { stores } = rig({ machines: entries(), idle: true });
  stores.runs.create({ id: 'r1', key: 'web:a', trigger: 'test', actor: 'a', at: 1, details: {} });
  for (let i = 0; i < 3; i++)
    stores.runs.append({
      runId: 'r1',
      kind: 'system_event',
      payload: { type: 't', i },
      actor: 'a',
      origin: 'system',
      at: i,
    });
  expect(() => stores.db.exec("UPDATE run_event SET payload = '{}'")).toThrow(/append-only/);
  expect(() => stores.db.exec('DELETE FROM run_event')).toThrow(/append-only/);
  expect(stores.runs.events('r1', 0, 10).map((e) => e.seq)).toEqual([1, 2, 3, 4]);
  expect(stores.runs.brokenAt('r1')).toBeUndefined();
  stores.db.exec("DROP TRIGGER run_event_no_update; UPDATE run_event SET payload = '{}' WHERE seq = 3");
  expect(stores.runs.brokenAt('r1')).toBe(3);
});
