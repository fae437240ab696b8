/** Brings a persisted snapshot to the newest version of its machine, one version after the other. */
import type { AnyMachineSnapshot } from 'xstate';
import { OmegaError } from '../../../contracts/errors.ts';
import type { ActorRow } from '../../../contracts/ports/stores/host-store.ts';
import { restore } from './inert-scope.ts';
import type { MachineSet } from './machine-set.ts';

/**
 * @param row an actor whose version is behind
 * @returns   a live snapshot of the newest version, checked against its machine
 * @throws    OmegaError machine.snapshot_invalid when a migration is missing or its result does not load
 */
export function migrateSnapshot(machines: MachineSet, row: ActorRow): AnyMachineSnapshot {
  const target = machines.current(row.machine)?.version ?? row.version;
  let persisted: unknown = JSON.parse(row.state);
  try {
    for (let version = row.version + 1; version <= target; version++) {
      const { migrate } = machines.get(row.machine, version);
      if (!migrate) throw new Error(`version ${version} has no migrate function`);
      persisted = migrate(persisted);
    }
    return restore(machines.get(row.machine, target).machine, persisted);
  } catch (error) {
    const message = `${row.address} cannot go from version ${row.version} to ${target}: ${(error as Error).message}`;
    throw new OmegaError('machine.snapshot_invalid', message, { cause: error });
  }
}
