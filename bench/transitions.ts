/** Durable transitions a second on a real file with synchronous=FULL, against a bare SQLite insert loop; kernel against XState's own call. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initialTransition, setup, transition } from 'xstate';
import { EmbeddedHost } from '../src/actors/host/embedded-host.ts';
import { machineSet } from '../src/actors/host/kernel/machine-set.ts';
import { step } from '../src/actors/host/kernel/step.ts';
import { LIMITS } from '../src/actors/host/parts.ts';
import { notices as buildNotices } from '../src/actors/notices.ts';
import { systemClock, systemEntropy } from '../src/adapters/system/clock.ts';
import { openStores } from '../src/app/stores.ts';
import { conversationMachine } from '../src/machines/chat/conversation.machine.ts';
import type { Line } from './report.ts';

const EVENTS = 20_000;
const ACTORS = 200;

const counter = setup({
  types: { input: {} as { key: string }, context: {} as { key: string; n: number }, events: {} as { type: 'tick' } },
}).createMachine({
  id: 'counter',
  context: ({ input }) => ({ key: input.key, n: 0 }),
  initial: 'even',
  states: { even: { on: { tick: 'odd' } }, odd: { on: { tick: 'even' } } },
});

/** Transitions a second of actors that get events from outside. */
export async function durable(): Promise<Line[]> {
  const home = mkdtempSync(join(tmpdir(), 'omega-bench-'));
  const notices = buildNotices(() => undefined);
  const stores = openStores(home, notices);
  const host = new EmbeddedHost(
    {
      store: stores.host,
      runs: stores.runs,
      machines: machineSet([{ name: 'counter', version: 1, machine: counter, onDemand: true }]),
      activities: new Map(),
      clock: systemClock,
      entropy: systemEntropy(),
      log: () => undefined,
      notices,
      crashMark: { set: () => undefined, read: () => 0 },
      limits: LIMITS,
    },
    { explain: (error) => error, relieve: () => undefined, recovered: () => undefined },
  );
  host.start();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: EVENTS }, (_, i) => host.dispatch(`counter:${i % ACTORS}`, { type: 'tick' }, `bench:${i}`)),
  );
  while (stores.host.pendingTotal() > 0) await new Promise((resolve) => setImmediate(resolve));
  const value = (EVENTS / (performance.now() - began)) * 1000;
  await host.stop(1000);
  const bare = bareInserts(stores.db, EVENTS / 10);
  stores.db.close();
  rmSync(home, { recursive: true, force: true });
  return [
    {
      name: 'durable transitions a second',
      value,
      unit: '/s',
      baseline: { what: 'bare inserts, a commit each', value: bare },
      goal: '>= 6000',
    },
  ];
}

function bareInserts(db: ReturnType<typeof openStores>['db'], rows: number): number {
  db.exec('CREATE TABLE bench (id INTEGER PRIMARY KEY, text TEXT) STRICT');
  const insert = db.prepare('INSERT INTO bench (text) VALUES (?)');
  const began = performance.now();
  for (let i = 0; i < rows; i++) insert.run('x'.repeat(200));
  return (rows / (performance.now() - began)) * 1000;
}

/** The kernel's step against XState's own pure call, on the conversation machine. */
export function kernel(): Line[] {
  const rounds = 20_000;
  const event = {
    type: 'message.received',
    messageId: 'm',
    position: 1,
    mode: 'collect',
    control: null,
    crowded: false,
  } as const;
  const microseconds = (work: () => void): number => {
    for (let i = 0; i < 2000; i++) work();
    const began = performance.now();
    for (let i = 0; i < rounds; i++) work();
    return ((performance.now() - began) / rounds) * 1000;
  };
  const [born] = initialTransition(conversationMachine, { key: 'k' });
  const official = microseconds(() => transition(conversationMachine, born, event));
  const own = microseconds(() => step(conversationMachine, born, event, { at: 0, isMachine: () => false }));
  return [
    {
      name: 'one step of the kernel',
      value: own,
      unit: 'µs',
      baseline: { what: "XState's transition()", value: official },
      goal: '< 1×',
    },
  ];
}
