/** Effects: after the commit only, with one key, fenced when stopped, judged after a crash by what they promise. */
import { afterEach, expect, test } from 'vitest';
import { activity, type Semantics } from '../../src/actors/activity.ts';
import { OmegaError } from '../../src/contracts/errors.ts';
import { entries } from './machines.ts';
import { cleanUp, rig, turns, type Rig } from './rig.ts';

afterEach(cleanUp);

/** An activity whose end the test decides. */
function held(semantics: Semantics, more: { attempts?: number; lane?: () => string } = {}) {
  const calls: {
    key: string;
    attempt: number;
    recovered: boolean;
    signal: AbortSignal;
    end: (v: unknown) => void;
    fail: (e: unknown) => void;
  }[] = [];
  const work = activity<{ key: string }, unknown>({
    name: 'work',
    semantics,
    ...more,
    run: (_input, { key, attempt, recovered, signal }) =>
      new Promise((end, fail) => {
        calls.push({ key, attempt, recovered, signal, end, fail });
      }),
  });
  return { work, calls };
}

const go = (r: Rig, name = 'a', key = `go-${name}`) => r.host.dispatch(`counter:${name}`, { type: 'work' }, key);

test('an effect begins after its commit and its result is an event', async () => {
  const { work, calls } = held('pure');
  const r = rig({ machines: entries(), activities: [work] });
  await go(r);
  expect(calls).toHaveLength(1);
  expect(r.stores.host.effectsOf('counter:a')).toMatchObject([{ state: 1, attempts: 1 }]);
  calls[0]!.end({ answer: 42 });
  await turns();
  expect(r.state('counter:a')).toMatchObject({ value: 'idle', context: { result: { answer: 42 } } });
});

test('a failure that may pass is tried again with the same key after Retry-After; the last one reaches the machine', async () => {
  const { work, calls } = held('idempotent', { attempts: 2 });
  const r = rig({ machines: entries(), activities: [work] });
  await go(r);
  calls[0]!.fail(new OmegaError('channel.rate_limited', 'slow down', { retryAfterMs: 5000 }));
  await r.clock.pass(4000);
  expect(calls).toHaveLength(1);
  await r.clock.pass(2000);
  expect(calls.map((c) => [c.key, c.attempt])).toEqual([
    [calls[0]!.key, 1],
    [calls[0]!.key, 2],
  ]);
  calls[1]!.fail(new OmegaError('channel.unreachable', 'gone'));
  await turns();
  expect(r.state('counter:a')).toMatchObject({ value: 'idle', context: { result: 'channel.unreachable' } });
});

test('what is thrown and is no OmegaError is our defect, and an unknown activity is named', async () => {
  const r = rig({
    machines: entries(),
    activities: [activity({ name: 'work', semantics: 'pure', run: () => Promise.reject(new TypeError('oops')) })],
  });
  await go(r);
  await turns();
  expect(r.state('counter:a')?.context['result']).toBe('activity.crashed');
  const none = rig({ machines: entries() });
  await go(none);
  await turns();
  expect(none.state('counter:a')?.context['result']).toBe('activity.unknown');
});

test('one lane runs one after the other, in order', async () => {
  const { work, calls } = held('pure', { lane: () => 'one' });
  const r = rig({ machines: entries(), activities: [work] });
  await go(r, 'a');
  await go(r, 'b');
  expect(calls).toHaveLength(1);
  calls[0]!.end(1);
  await turns();
  expect(calls).toHaveLength(2);
});

test('a pool runs no more than its slots', async () => {
  const { work, calls } = held('pure');
  const r = rig({ machines: entries(), activities: [work], limits: { slots: { general: 2 } } });
  for (const name of ['a', 'b', 'c']) await go(r, name);
  expect(calls).toHaveLength(2);
  calls[0]!.end(1);
  await turns();
  expect(calls).toHaveLength(3);
});

test('a stopped effect is aborted, its late result is ignored, and it never comes back', async () => {
  const { work, calls } = held('pure', { attempts: 5 });
  const r = rig({ machines: entries(), activities: [work] });
  await go(r);
  await r.host.dispatch('counter:a', { type: 'again' }, 'again');
  await turns();
  expect(calls).toHaveLength(2);
  expect(calls[0]!.signal.aborted).toBe(true);
  calls[0]!.end('answer to the first');
  await turns();
  expect(r.state('counter:a')).toMatchObject({ value: 'working' });
  await r.host.dispatch('counter:a', { type: 'stop' }, 'stop');
  calls[1]!.fail(new OmegaError('channel.unreachable', 'late'));
  await r.clock.pass(600_000);
  expect(calls).toHaveLength(2);
  expect(r.state('counter:a')).toMatchObject({ value: 'idle', context: { result: null } });
});

test.each([
  ['pure', true, null],
  ['idempotent', true, null],
  ['blind', true, null],
  ['once', false, 'activity.lost'],
] as const)('after a crash in flight, %s: begun again %s', async (semantics, again, code) => {
  const first = held(semantics);
  const r = rig({ machines: entries(), activities: [first.work] });
  await go(r);
  const second = held(semantics);
  const after = r.crash({ activities: [second.work] });
  await after.clock.pass(300);
  const begun = second.calls.map(({ key, attempt, recovered }) => ({ key, attempt, recovered }));
  expect(begun).toEqual(again ? [{ key: first.calls[0]!.key, attempt: 2, recovered: true }] : []);
  first.calls[0]!.end('from the dead');
  await turns();
  expect(after.state('counter:a')?.context['result']).toBe(code);
});

test.each(['pure', 'idempotent'] as const)(
  'in a storm of kills, %s: begun again twenty times, then given up',
  async (semantics) => {
    let last = held(semantics);
    let r = rig({ machines: entries(), activities: [last.work] });
    await go(r);
    for (let deaths = 1; deaths <= 20; deaths++) {
      last = held(semantics);
      r = r.crash({ activities: [last.work] });
      await r.clock.pass(300);
      expect([deaths, last.calls.length]).toEqual([deaths, 1]);
    }
    last = held(semantics);
    r = r.crash({ activities: [last.work] });
    await r.clock.pass(300);
    expect(last.calls).toHaveLength(0);
    expect(r.state('counter:a')?.context['result']).toBe('activity.lost');
  },
);

test('a blind effect is repeated once, not twice', async () => {
  const r = rig({ machines: entries(), activities: [held('blind').work] });
  await go(r);
  const third = held('blind');
  const second = r.crash({ activities: [held('blind').work] });
  await turns();
  const after = second.crash({ activities: [third.work] });
  await after.clock.pass(300);
  expect(third.calls).toHaveLength(0);
  expect(after.state('counter:a')?.context['result']).toBe('activity.lost');
});

test('a transactional activity commits with the step that asked; its failure undoes its writes and nothing else', async () => {
  let fail = false;
  const work = activity<{ key: string }, string>({
    name: 'work',
    semantics: 'transactional',
    run({ key }, context) {
      r.stores.host.setCursor(`cursor-${key}`, context.key);
      if (fail) throw new OmegaError('channel.chat_gone', 'no');
      return 'written';
    },
  });
  const r: Rig = rig({ machines: entries(), activities: [work] });
  await go(r);
  expect(r.state('counter:a')).toMatchObject({ value: 'idle', context: { result: 'written' } });
  expect(r.stores.host.cursor('cursor-a')).toBe('counter:a/1/0');
  fail = true;
  await go(r, 'b');
  expect(r.state('counter:b')).toMatchObject({ value: 'idle', context: { result: 'channel.chat_gone' } });
  expect(r.stores.host.cursor('cursor-b')).toBeUndefined();
});

test('a stop waits for what runs and leaves the rest to the next start', async () => {
  const first = held('pure');
  const r = rig({ machines: entries(), activities: [first.work] });
  await go(r);
  const stopping = r.host.stop(5000);
  first.calls[0]!.end('in time');
  await stopping;
  expect(r.state('counter:a')).toMatchObject({ context: { result: 'in time' } });

  const slow = held('pure');
  const s = rig({ machines: entries(), activities: [slow.work] });
  await go(s);
  const late = s.host.stop(5000);
  await s.clock.pass(6000);
  await late;
  expect(slow.calls[0]!.signal.aborted).toBe(true);
  const next = held('pure');
  const after = s.crash({ activities: [next.work] });
  await after.clock.pass(300);
  expect(next.calls).toHaveLength(1);
});

test('a result that was fenced by an event of the same batch is not heard', async () => {
  const { work, calls } = held('once');
  const r = rig({ machines: entries(), activities: [work] });
  await go(r);
  expect(calls).toHaveLength(1);
  // Both wait when the next process starts: the stop, and behind it the failure of the effect it stops.
  const after = r.crash({ idle: true });
  after.stores.host.transaction(() =>
    after.stores.host.post({ dedupe: 'stop', address: 'counter:a', event: { type: 'stop' }, cause: null, at: 0 }),
  );
  after.host.start();
  await turns(30);
  expect(after.state('counter:a')).toMatchObject({ status: 'active', value: 'idle', context: { result: null } });
  expect(after.log.map((l) => l.event)).not.toContain('actor.failed');
});
