/** Mutants: what the runtime promises, broken on purpose, one promise at a time. Each must be caught by some seed. */
import type { ActivityContext, AnyActivity } from '../../src/actors/activity.ts';
import type { HostStore, TimerRow } from '../../src/contracts/ports/stores/host-store.ts';
import { OUTBOX } from '../../src/contracts/ports/stores/host-store.ts';
import type { MessageStore } from '../../src/contracts/ports/stores/message-store.ts';
import type { RunStore } from '../../src/contracts/ports/stores/run-store.ts';
import type { Db } from '../../src/persistence/database.ts';

export const MUTANTS = [
  'offset before commit',
  'no message dedupe',
  'key per attempt',
  'in-flight effects forgotten',
  'effect done before its call',
  'timers in memory',
  'timer fired without delete',
  'no fence',
  'cancelled effect comes back',
  'cursor outside the transaction',
  'draft forgotten',
  'no lanes',
  'restart repeats a blind send for ever',
  'result not in the transaction that closes its effect',
  'mail left over at the end of a tick is not written',
] as const;

export type MutantName = (typeof MUTANTS)[number];

/** Stores of one daemon life, as the simulation builds them. */
export interface SimStores {
  db: Db;
  host: HostStore;
  messages: MessageStore;
  runs: RunStore;
}

/** Timers that a crash wipes out. */
function timersInMemory(host: HostStore): HostStore {
  const rows = new Map<string, TimerRow>();
  const all = (): TimerRow[] => [...rows.values()];
  return {
    ...host,
    setTimer: (row) => void rows.set(`${row.address} ${row.timerId}`, { ...row }),
    cancelTimer: (address, timerId) => void rows.delete(`${address} ${timerId}`),
    cancelTimers: (address) => all().forEach((r) => r.address === address && rows.delete(`${r.address} ${r.timerId}`)),
    dueTimers: (now) => all().filter((r) => r.dueAt <= now),
    nextTimerAt: () =>
      all().reduce<number | undefined>((min, r) => (min === undefined || r.dueAt < min ? r.dueAt : min), undefined),
  };
}

const HOST: Partial<Record<MutantName, (stores: SimStores, cursors: Map<string, string>) => Partial<HostStore>>> = {
  'in-flight effects forgotten': ({ host }) => ({
    openEffects: () => host.openEffects().filter((e) => e.state !== OUTBOX.inFlight),
  }),
  'effect done before its call': ({ host, db }) => ({
    claimEffect: (id, incarnation) => {
      host.claimEffect(id, incarnation);
      db.prepare('UPDATE outbox SET state = 2 WHERE effect_id = ?').run(id);
    },
    effect: (id) => {
      const row = host.effect(id);
      return row?.state === OUTBOX.done ? { ...row, state: OUTBOX.inFlight } : row;
    },
    settleEffect: () => true,
  }),
  'timers in memory': ({ host }) => timersInMemory(host),
  'timer fired without delete': ({ host }) => {
    let due = new Set<string>();
    return {
      dueTimers: (now, limit) => {
        const rows = host.dueTimers(now, limit);
        due = new Set(rows.map((r) => `${r.address} ${r.timerId}`));
        return rows;
      },
      cancelTimer: (address, timerId) => {
        if (!due.has(`${address} ${timerId}`)) host.cancelTimer(address, timerId);
      },
    };
  },
  'no fence': () => ({ cancelEffects: () => [], dropMail: () => undefined }),
  'cancelled effect comes back': ({ host, db }) => ({
    effect: (id) => {
      const row = host.effect(id);
      return row?.state === OUTBOX.cancelled ? { ...row, state: OUTBOX.inFlight } : row;
    },
    settleEffect: (id, state, change = {}) => {
      db.prepare('UPDATE outbox SET state = ?, due_at = coalesce(?, due_at) WHERE effect_id = ?').run(
        state,
        change.dueAt ?? null,
        id,
      );
      return true;
    },
  }),
  'cursor outside the transaction': (_stores, cursors) => ({
    setCursor: (channel, position) => void cursors.set(channel, position),
    cursor: (channel) => cursors.get(channel),
  }),
  'restart repeats a blind send for ever': ({ host }) => ({
    settleEffect: (id, state, change = {}) => host.settleEffect(id, state, { ...change, deaths: 0 }),
  }),
  'mail left over at the end of a tick is not written': ({ host }) => ({
    post: (mail) => (/:r$|\/s\d+$/.test(mail.dedupe) ? undefined : host.post(mail)),
  }),
  'result not in the transaction that closes its effect': ({ host }) => {
    let closed: string[] = [];
    return {
      settleEffect: (id, state, change = {}) => {
        if (state === OUTBOX.done) closed.push(id);
        return host.settleEffect(id, state, change);
      },
      // The effect stays closed when the transaction that brings its result is lost.
      transaction: (work) => {
        closed = [];
        try {
          return host.transaction(work);
        } catch (error) {
          host.transaction(() => closed.forEach((id) => host.settleEffect(id, OUTBOX.done)));
          throw error;
        }
      },
    };
  },
};

/** The stores of a life, with one promise broken. `cursors` outlives lives. */
export function mutate(stores: SimStores, mutant: MutantName | undefined, cursors: Map<string, string>): SimStores {
  if (mutant === undefined) return stores;
  const host = { ...stores.host, ...HOST[mutant]?.(stores, cursors) };
  let n = 0;
  const messages: MessageStore =
    mutant === 'no message dedupe'
      ? {
          ...stores.messages,
          addInbound: (m) => stores.messages.addInbound({ ...m, dedupe: `${m.dedupe}#${m.id}${n++}` }),
        }
      : stores.messages;
  const runs: RunStore = mutant === 'draft forgotten' ? forgetDrafts(stores.runs) : stores.runs;
  return { ...stores, host, messages, runs };
}

/** Only the store step sees the draft; the model is never told what it has already said. */
function forgetDrafts(runs: RunStore): RunStore {
  let reads = 0;
  return { ...runs, draft: (run, id) => (reads++ % 2 === 0 ? '' : runs.draft(run, id)) };
}

/** The activities of a life, with one promise broken. */
export function mutateActivities(
  all: ReadonlyMap<string, AnyActivity>,
  mutant: MutantName | undefined,
): ReadonlyMap<string, AnyActivity> {
  if (mutant !== 'no lanes') return all;
  const loose = [...all.values()].map((a) => {
    const { name, semantics, attempts, pool, expiresMs } = a;
    const run = (input: never, context: ActivityContext) => a.run(input, context);
    return {
      name,
      semantics,
      run,
      ...(attempts ? { attempts } : {}),
      ...(pool ? { pool } : {}),
      ...(expiresMs ? { expiresMs } : {}),
    };
  });
  return new Map(loose.map((a) => [a.name, a]));
}
