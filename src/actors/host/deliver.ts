/** Handles one event of a mailbox: load the actor, bring its snapshot up to date, step, write. */
import { OmegaError } from '../../contracts/errors.ts';
import type { ActorEvent, ActorRow, InboxRow } from '../../contracts/ports/stores/host-store.ts';
import { restore } from './kernel/inert-scope.ts';
import { keyOf, machineOf, type MachineEntry } from './kernel/machine-set.ts';
import { migrateSnapshot } from './kernel/migrate.ts';
import type { HostParts, LoadedActor, TickWork } from './parts.ts';
import { step } from './kernel/step.ts';
import { birth, writeStep } from './write.ts';

function load(parts: HostParts, work: TickWork, address: string): LoadedActor | undefined {
  const cached = work.cache.get(address);
  if (cached) return cached;
  const row = parts.store.actor(address);
  if (row === undefined) return undefined;
  const { machine } = parts.machines.get(row.machine, row.version);
  try {
    const loaded = { row, snapshot: restore(machine, JSON.parse(row.state)) };
    work.cache.set(address, loaded);
    return loaded;
  } catch (error) {
    throw new OmegaError(
      'machine.snapshot_invalid',
      `The snapshot of ${address} does not fit its machine: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
}

/** Moves an actor to the newest version of its machine, as a journalled step of its own. */
function upgrade(parts: HostParts, work: TickWork, loaded: LoadedActor): LoadedActor {
  const current = parts.machines.current(loaded.row.machine) as MachineEntry;
  if (loaded.row.version === current.version) return loaded;
  const snapshot = migrateSnapshot(parts.machines, loaded.row);
  const row: ActorRow = { ...loaded.row, version: current.version, rev: loaded.row.rev + 1 };
  const event: ActorEvent = { type: 'omega.migrated', from: loaded.row.version, to: current.version };
  const result = {
    snapshot,
    value: snapshot.value,
    effects: [],
    children: [],
    stops: [],
    timers: [],
    cancels: [],
    sends: [],
    runEvents: [],
    taken: [],
  };
  writeStep(parts, work, current, { before: loaded.row, row, result, cause: { event, cause: null, checkpoint: true } });
  return work.cache.get(row.address) as LoadedActor;
}

/** Lets one loaded actor handle one event. */
export function stepActor(
  parts: HostParts,
  work: TickWork,
  loaded: LoadedActor,
  { event, cause }: { event: ActorEvent; cause: string | null },
): void {
  const upgraded = upgrade(parts, work, loaded);
  const entry = parts.machines.get(upgraded.row.machine, upgraded.row.version);
  const result = step(entry.machine, upgraded.snapshot, event, { at: work.at, isMachine: parts.machines.has });
  const row: ActorRow = { ...upgraded.row, rev: upgraded.row.rev + 1 };
  writeStep(parts, work, entry, { before: upgraded.row, row, result, cause: { event, cause, checkpoint: false } });
}

/**
 * Handles one waiting event; must run inside a savepoint. One that stands in no table has the number 0.
 * Mail for an actor that has ended, or that never was and is not born on demand, is closed without a step.
 *
 * @throws whatever the step throws; the caller rolls back to the savepoint
 */
export function deliver(parts: HostParts, work: TickWork, mail: InboxRow): void {
  // The batch was read before its first event was handled; what that event has fenced must not be heard any more.
  if (mail.seq !== 0 && !parts.store.mailDone(mail.seq)) return;
  let loaded = load(parts, work, mail.address);
  if (loaded === undefined && parts.machines.current(machineOf(mail.address))?.onDemand === true) {
    birth(parts, work, { address: mail.address, parent: null, childId: null, input: { key: keyOf(mail.address) } });
    loaded = work.cache.get(mail.address);
  }
  if (loaded === undefined || loaded.row.status !== 'active') return;
  stepActor(parts, work, loaded, { event: JSON.parse(mail.event) as ActorEvent, cause: mail.cause ?? mail.dedupe });
}
