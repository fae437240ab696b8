/** The machines a host knows, by name and version. */
import type { AnyStateMachine } from 'xstate';
import { OmegaError } from '../../../contracts/errors.ts';
import type { TimerPolicy } from '../../../contracts/ports/stores/host-store.ts';

/** One version of a machine. */
export interface MachineEntry {
  name: string;
  version: number;
  machine: AnyStateMachine;
  /** turns a persisted snapshot of the version before into one of this version; pure */
  migrate?: (snapshot: unknown) => unknown;
  /** born when the first event for its address arrives, with the input `{ key }`; others are born as children only */
  onDemand?: boolean;
  /** delays of `after` and `raise` that do not simply fire when they are due, by timer id */
  timers?: Record<string, TimerPolicy>;
}

/** Looks machines up. */
export interface MachineSet {
  has(name: string): boolean;
  /** @throws OmegaError machine.snapshot_invalid when the version is not known */
  get(name: string, version: number): MachineEntry;
  /** newest version */
  current(name: string): MachineEntry | undefined;
  names(): string[];
}

/**
 * Builds the set.
 *
 * @param entries all versions of all machines, in any order
 * @throws        Error when a version is listed twice or lacks the migration from the version before it
 */
export function machineSet(entries: readonly MachineEntry[]): MachineSet {
  const byName = new Map<string, Map<number, MachineEntry>>();
  for (const entry of entries) {
    const versions = byName.get(entry.name) ?? new Map<number, MachineEntry>();
    if (versions.has(entry.version))
      throw new Error(`machine "${entry.name}" version ${entry.version} is listed twice`);
    byName.set(entry.name, versions.set(entry.version, entry));
  }
  for (const [name, versions] of byName)
    for (const entry of versions.values())
      if (versions.has(entry.version - 1) && !entry.migrate)
        throw new Error(
          `machine "${name}" version ${entry.version} has no migrate function from version ${entry.version - 1}`,
        );
  const current = new Map([...byName].map(([name, versions]) => [name, versions.get(Math.max(...versions.keys()))]));
  return {
    has: (name) => byName.has(name),
    get(name, version) {
      const entry = byName.get(name)?.get(version);
      if (!entry)
        throw new OmegaError(
          'machine.snapshot_invalid',
          `No machine "${name}" version ${version} is known to this Omega.`,
        );
      return entry;
    },
    current: (name) => current.get(name),
    names: () => [...byName.keys()],
  };
}

/** The machine's name in an address such as `conversation:telegram:42`. */
export function machineOf(address: string): string {
  return address.slice(0, address.indexOf(':'));
}

/** The key in an address such as `conversation:telegram:42` (`telegram:42`). */
export function keyOf(address: string): string {
  return address.slice(address.indexOf(':') + 1);
}
