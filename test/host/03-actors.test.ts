/** Birth, mail, children, versions: the life of an actor. */
import { afterEach, expect, test } from 'vitest';
import { activity } from '../../src/actors/activity.ts';
import { verify, stateAt } from '../../src/actors/inspect/replay.ts';
import { machineSet } from '../../src/actors/host/kernel/machine-set.ts';
import { counter, entries } from './machines.ts';
import { cleanUp, rig, turns } from './rig.ts';

afterEach(cleanUp);
const never = activity({ name: 'work', semantics: 'pure', run: () => new Promise<never>(() => undefined) });

test('an actor is born by its first event, and a repeat of an event changes nothing', async () => {
  const { host, state } = rig({ machines: entries() });
  expect(await host.dispatch('counter:a', { type: 'note', text: 'one' }, 'k1')).toBe(true);
  expect(await host.dispatch('counter:a', { type: 'note', text: 'one' }, 'k1')).toBe(false);
  await host.dispatch('counter:a', { type: 'note', text: 'two' }, 'k2');
  expect(state('counter:a')).toMatchObject({ context: { seen: ['one', 'two'] }, rev: 2 });
});

test('mail to nobody is closed without harm', async () => {
  const { host, state, stores } = rig({ machines: entries() });
  await host.dispatch('child:x', { type: 'end' }, 'k1');
  await host.dispatch('stranger:x', { type: 'end' }, 'k2');
  expect(state('child:x')).toBeUndefined();
  expect(stores.host.pendingTotal()).toBe(0);
});

test('actors reach each other by address, in the same commit', async () => {
  const { host, state } = rig({ machines: entries() });
  await host.dispatch('counter:a', { type: 'befriend' }, 'k1');
  expect(state('counter:friend')).toMatchObject({ context: { seen: ['hello'] } });
});

test('a child has a row of its own; its output, its failure and its words reach the parent; stopping stops all of it', async () => {
  const { host, state, stores } = rig({ machines: entries(), activities: [never] });
  await host.dispatch('counter:a', { type: 'raise' }, 'k1');
  expect(state('child:a-child')).toMatchObject({ status: 'active' });
  await host.dispatch('counter:a', { type: 'child.poke', what: 'tell' }, 'k2');
  await turns();
  expect(state('counter:a')).toMatchObject({ context: { seen: ['from child'] } });
  await host.dispatch('counter:a', { type: 'child.poke', what: 'end' }, 'k3');
  await turns();
  expect(state('counter:a')).toMatchObject({ value: 'idle', context: { result: { from: 'a-child' } } });
  expect(state('child:a-child')).toMatchObject({ status: 'done' });

  await host.dispatch('counter:b', { type: 'raise' }, 'k4');
  await host.dispatch('counter:b', { type: 'stop' }, 'k5');
  expect(state('child:b-child')).toMatchObject({ status: 'stopped' });
  expect(stores.host.effectsOf('child:b-child')).toEqual([]);
  expect(stores.host.timersOf('child:b-child')).toEqual([]);
});

test('the journal gives every past state again, and a changed row is found', async () => {
  const { host, stores } = rig({ machines: entries(), limits: { checkpointEvery: 3 } });
  for (let i = 0; i < 10; i++) await host.dispatch('counter:a', { type: 'note', text: String(i) }, `k${i}`);
  const set = machineSet(entries());
  expect(verify(stores.host, set, 'counter:a')).toEqual({ transitions: 11, difference: null });
  expect(stateAt(stores.host, set, 'counter:a', 4)?.context).toMatchObject({ seen: ['0', '1', '2', '3'] });
  expect(stateAt(stores.host, set, 'counter:a', 99)).toBeUndefined();
  stores.db.prepare("UPDATE journal SET event = replace(event, '5', 'x') WHERE rev = 6").run();
  expect(verify(stores.host, set, 'counter:a').difference).toMatchObject({ rev: 6 });
});

test('a new version takes old snapshots over, journalled; without a way over the actor is quarantined with its evidence', async () => {
  const old = rig({ machines: entries() });
  await old.host.dispatch('counter:a', { type: 'note', text: 'one' }, 'k1');
  await old.host.dispatch('counter:b', { type: 'note', text: 'one' }, 'k2');
  const migrate = (snapshot: unknown) => {
    const s = snapshot as { context: { seen: string[] } };
    return { ...s, context: { ...s.context, seen: [...s.context.seen, 'migrated'] } };
  };
  const renewed = old.crash({
    machines: [...entries(), { name: 'counter', version: 2, machine: counter, onDemand: true, migrate }],
  });
  await renewed.host.dispatch('counter:a', { type: 'note', text: 'two' }, 'k3');
  expect(renewed.state('counter:a')?.context['seen']).toEqual(['one', 'migrated', 'two']);
  const set = machineSet([...entries(), { name: 'counter', version: 2, machine: counter, onDemand: true, migrate }]);
  expect(verify(renewed.stores.host, set, 'counter:a').difference).toBeNull();

  const broken = renewed.crash({ machines: [{ name: 'counter', version: 9, machine: counter, onDemand: true }] });
  await broken.host.dispatch('counter:b', { type: 'note', text: 'two' }, 'k4');
  await turns();
  expect(broken.state('counter:b')).toMatchObject({ status: 'quarantined', context: { seen: ['one'] } });
});

test('with room for one actor in memory all go on', async () => {
  const { host, state } = rig({ machines: entries(), limits: { cache: 1 } });
  for (let i = 0; i < 30; i++) await host.dispatch(`counter:${i % 3}`, { type: 'note', text: String(i) }, `k${i}`);
  expect(state('counter:2')?.context['seen']).toHaveLength(10);
});

test('what arrives together commits together', async () => {
  const { host, stores } = rig({ machines: entries() });
  let commits = 0;
  const { transaction } = stores.host;
  stores.host.transaction = (work) => {
    commits++;
    return transaction(work);
  };
  await Promise.all(
    Array.from({ length: 500 }, (_, i) => host.dispatch(`counter:${i}`, { type: 'note', text: 'x' }, `k${i}`)),
  );
  expect(stores.db.prepare('SELECT count(*) AS n FROM journal').get()).toEqual({ n: 1000 });
  expect(commits).toBeLessThan(50);
});

test('another writer is noticed before anything is overwritten', async () => {
  const { host, stores } = rig({ machines: entries() });
  await host.dispatch('counter:a', { type: 'note', text: 'one' }, 'k1');
  const row = stores.host.actor('counter:a')!;
  expect(() => stores.host.saveActor({ ...row, rev: row.rev + 1 }, row.rev - 1)).toThrow(/another writer/);
});
