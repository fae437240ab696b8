/** A host on a real database with a given clock and machines of the test's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyActivity } from '../../src/actors/activity.ts';
import { EmbeddedHost } from '../../src/actors/host/embedded-host.ts';
import { machineSet, type MachineEntry } from '../../src/actors/host/kernel/machine-set.ts';
import { LIMITS, type HostLimits } from '../../src/actors/host/parts.ts';
import { notices as buildNotices } from '../../src/actors/notices.ts';
import type { Clock } from '../../src/contracts/ports/system/clock.ts';
import { openStores, type Stores } from '../../src/app/stores.ts';
import { storeError } from '../../src/persistence/database.ts';

/** Time that goes on only when a test says so; wake-ups that are due come on the next turn of the event loop. */
export class GivenClock implements Clock {
  time = 1_700_000_000_000;
  #alarms: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.time;
  }

  alarm(ms: number, wake: () => void): { cancel(): void } {
    const entry = { at: this.time + Math.max(0, ms), wake };
    this.#alarms.push(entry);
    if (ms <= 0) setImmediate(() => this.#run(entry));
    return {
      cancel: () => {
        this.#alarms = this.#alarms.filter((a) => a !== entry);
      },
    };
  }

  #run(entry: { at: number; wake: () => void }): void {
    if (!this.#alarms.includes(entry)) return;
    this.#alarms = this.#alarms.filter((a) => a !== entry);
    entry.wake();
  }

  /** Lets time pass; everything that comes due runs in order, with the event loop turning in between. */
  async pass(ms: number): Promise<void> {
    const until = this.time + ms;
    for (;;) {
      await turns();
      const next = this.#alarms.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > until) break;
      this.time = Math.max(this.time, next.at);
      this.#run(next);
    }
    this.time = until;
    await turns();
  }
}

/** Turns the event loop until what is under way has settled. */
export async function turns(n = 12): Promise<void> {
  for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** What a test gets. */
export interface Rig {
  host: EmbeddedHost;
  stores: Stores;
  clock: GivenClock;
  home: string;
  log: { level: string; event: string; fields: Record<string, unknown> }[];
  mark: { value: number };
  relieved: number[];
  /** a new host on the same database, as after a crash: the old one is left as it is, but may not write any more */
  crash(change?: Partial<RigOptions>): Rig;
  state(address: string): { value: unknown; context: Record<string, unknown>; status: string; rev: number } | undefined;
}

/** How to build it. */
export interface RigOptions {
  machines: MachineEntry[];
  activities?: AnyActivity[];
  limits?: Partial<HostLimits>;
  /** do not start it yet */
  idle?: boolean;
}

const folders: string[] = [];

/** Removes what rigs left behind. */
export function cleanUp(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

function build(options: RigOptions, home: string, clock: GivenClock, mark: { value: number }): Rig {
  const notices = buildNotices((error) => {
    throw error;
  });
  const stores = openStores(home, notices);
  const log: Rig['log'] = [];
  const relieved: number[] = [];
  const life = { alive: true };
  const store = {
    ...stores.host,
    transaction: <T>(work: () => T): T => {
      if (!life.alive) throw new Error('this host is dead');
      return stores.host.transaction(work);
    },
  };
  let id = 0;
  const host = new EmbeddedHost(
    {
      store,
      runs: stores.runs,
      machines: machineSet(options.machines),
      activities: new Map((options.activities ?? []).map((a) => [a.name, a])),
      clock,
      entropy: { random: () => 0.5, id: (at) => `${at}.${id++}` },
      log: (level, event, fields = {}) => void log.push({ level, event, fields }),
      notices,
      crashMark: { set: (seq) => void (life.alive && (mark.value = seq)), read: () => mark.value },
      limits: { ...LIMITS, ...options.limits },
    },
    {
      explain: (error) => storeError(error, 'omega.db'),
      relieve: () => void relieved.push(clock.time),
      recovered: () => undefined,
    },
  );
  if (!options.idle) host.start();
  return {
    host,
    stores,
    clock,
    home,
    log,
    mark,
    relieved,
    crash(change) {
      life.alive = false;
      return build({ ...options, ...change }, home, clock, mark);
    },
    state(address) {
      const row = stores.host.actor(address);
      if (!row) return undefined;
      const { value, context } = JSON.parse(row.state) as { value: unknown; context: Record<string, unknown> };
      return { value, context, status: row.status, rev: row.rev };
    },
  };
}

/** Builds a rig on a fresh database. */
export function rig(options: RigOptions): Rig {
  const home = mkdtempSync(join(tmpdir(), 'omega-host-'));
  folders.push(home);
  return build(options, home, new GivenClock(), { value: 0 });
}
