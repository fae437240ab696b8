/** Mail on its way: handed over in memory within a tick, written when the tick ends before it is handled. */
import { afterEach, expect, test } from 'vitest';
import { activity } from '../../src/actors/activity.ts';
import { entries } from './machines.ts';
import { cleanUp, rig, turns } from './rig.ts';

afterEach(cleanUp);

const done = activity({ name: 'work', semantics: 'transactional', run: () => 'finished' });

test('what one tick hands over and handles stands in no table', async () => {
  const { host, state, stores } = rig({ machines: entries(), activities: [done] });
  await host.dispatch('counter:a', { type: 'befriend' }, 'k1');
  await host.dispatch('counter:b', { type: 'work' }, 'k2');
  expect(state('counter:friend')).toMatchObject({ context: { seen: ['hello'] } });
  expect(state('counter:b')).toMatchObject({ value: 'idle', context: { result: 'finished' } });
  expect(stores.db.prepare('SELECT dedupe FROM inbox ORDER BY seq').pluck().all()).toEqual(['k1', 'k2']);
});

test('what a tick has no time for is written before its commit, and a crash after it loses nothing', async () => {
  const first = rig({ machines: entries(), activities: [done], limits: { tickMs: 0 } });
  const said = first.host.dispatch('counter:a', { type: 'befriend' }, 'k1');
  await said;
  const waiting = first.stores.host.pendingMail('counter:friend', 10);
  expect(waiting.map(({ address, cause }) => ({ address, cause }))).toEqual([
    { address: 'counter:friend', cause: 'counter:a/1' },
  ]);
  const after = first.crash({ limits: { tickMs: 20 } });
  await turns();
  expect(after.state('counter:friend')).toMatchObject({ context: { seen: ['hello'] }, rev: 1 });
});

test('an event handed over that fails is tried again from the table and set aside at last; what came behind it keeps its place', async () => {
  const boom = activity({
    name: 'work',
    semantics: 'transactional',
    run(_, context) {
      context.report({ type: 'stop' });
      context.report({ type: 'explode' });
      context.report({ type: 'note', text: 'behind' });
      return 'finished';
    },
  });
  const { host, state, stores, log } = rig({ machines: entries(), activities: [boom] });
  await host.dispatch('counter:a', { type: 'work' }, 'k1');
  await turns();
  expect(log.filter(({ event }) => event === 'step.failed')).toHaveLength(3);
  expect(log.filter(({ event }) => event === 'event.set_aside')).toHaveLength(1);
  expect(state('counter:a')).toMatchObject({ value: 'idle', context: { seen: ['behind', 'poison'], result: null } });
  expect(stores.host.pendingTotal()).toBe(0);
});

test('what a failing activity handed over is taken back with its writes', async () => {
  const failing = activity({
    name: 'work',
    semantics: 'transactional',
    run(_, context) {
      context.report({ type: 'note', text: 'never' });
      context.post('counter:other', { type: 'note', text: 'never' }, 'post');
      throw new Error('no');
    },
  });
  const { host, state } = rig({ machines: entries(), activities: [failing] });
  await host.dispatch('counter:a', { type: 'work' }, 'k1');
  await turns();
  expect(state('counter:a')).toMatchObject({ value: 'idle', context: { seen: [], result: 'activity.crashed' } });
  expect(state('counter:other')).toBeUndefined();
});

test('an event in which the process died is the stored one that led to it', async () => {
  const marks: number[] = [];
  const watching = rig({ machines: entries(), activities: [done], idle: true });
  const { mark } = watching;
  Object.defineProperty(mark, 'value', {
    get: () => marks.at(-1) ?? 0,
    set(seq: number) {
      marks.push(seq);
    },
  });
  watching.host.start();
  await watching.host.dispatch('counter:a', { type: 'work' }, 'k1');
  const seq = watching.stores.db.prepare("SELECT seq FROM inbox WHERE dedupe = 'k1'").pluck().get();
  expect(new Set(marks)).toEqual(new Set([0, seq]));
});
