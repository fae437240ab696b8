/** Replays journals through the pure machines: any past state can be looked at, and any difference is found. */
import type { AnyMachineSnapshot } from 'xstate';
import type { Json } from '../../contracts/json.ts';
import type { ActorEvent, Journal, JournalRow } from '../../contracts/ports/stores/host-store.ts';
import { restore } from '../host/kernel/inert-scope.ts';
import type { MachineSet } from '../host/kernel/machine-set.ts';
import { machineOf } from '../host/kernel/machine-set.ts';
import { step } from '../host/kernel/step.ts';
import { digestOf } from '../host/write.ts';

const PAGE = 500;

/** First revision at which the machine no longer gives what the journal recorded. */
export interface Difference {
  rev: number;
  event: string;
  recorded: string;
  replayed: string;
}

interface Replayed {
  snapshot: AnyMachineSnapshot;
  state: string;
}

/** A row that carries its whole state is a place to begin; births and restarts are computed, migrations are taken over. */
function replayRow(machines: MachineSet, row: JournalRow, before: AnyMachineSnapshot | undefined): Replayed {
  const { machine } = machines.get(machineOf(row.address), row.version);
  const event = JSON.parse(row.event) as ActorEvent;
  const begins = event.type === 'xstate.init' || event.type === 'omega.restarted';
  if (row.state !== null && !begins && (before === undefined || event.type === 'omega.migrated'))
    return { snapshot: restore(machine, JSON.parse(row.state)), state: row.state };
  if (!begins && before === undefined) throw new Error(`the journal of ${row.address} does not begin with its birth`);
  const { snapshot } = step(machine, begins ? undefined : before, event, { at: row.at, isMachine: machines.has });
  return { snapshot, state: JSON.stringify(machine.getPersistedSnapshot(snapshot)) };
}

function* rows(journal: Journal, address: string, after: number): Generator<JournalRow> {
  for (let last = after; ;) {
    const page = journal.journal(address, last, PAGE);
    yield* page;
    if (page.length < PAGE) return;
    last = page.at(-1)?.rev ?? last;
  }
}

function difference(row: JournalRow, expectedRev: number, replayed: Replayed): Difference | null {
  const event = (JSON.parse(row.event) as ActorEvent).type;
  if (row.rev !== expectedRev)
    return { rev: expectedRev, event, recorded: `revision ${row.rev}`, replayed: `revision ${expectedRev}` };
  const value = JSON.stringify(replayed.snapshot.value);
  if (value !== row.value) return { rev: row.rev, event, recorded: row.value, replayed: value };
  if (digestOf(replayed.state) !== row.digest)
    return {
      rev: row.rev,
      event,
      recorded: row.state ?? `context with digest ${row.digest}`,
      replayed: replayed.state,
    };
  return null;
}

/**
 * Replays one actor from its birth (or its oldest checkpoint) and compares every revision with the journal.
 *
 * @returns how many transitions were replayed, and the first difference or null
 * @throws  when the journal is empty or a machine version is gone
 */
export function verify(
  journal: Journal,
  machines: MachineSet,
  address: string,
): { transitions: number; difference: Difference | null } {
  let snapshot: AnyMachineSnapshot | undefined;
  let transitions = 0;
  let expected: number | undefined;
  for (const row of rows(journal, address, -1)) {
    const replayed = replayRow(machines, row, snapshot);
    const found = difference(row, expected ?? row.rev, replayed);
    if (found) return { transitions, difference: found };
    snapshot = replayed.snapshot;
    expected = row.rev + 1;
    transitions++;
  }
  if (transitions === 0) throw new Error(`there is no journal of ${address}`);
  return { transitions, difference: null };
}

/**
 * State of an actor right after a revision, replayed from the nearest checkpoint.
 *
 * @returns undefined when the actor has no such revision
 */
export function stateAt(
  journal: Journal,
  machines: MachineSet,
  address: string,
  rev: number,
): { value: Json; context: Json } | undefined {
  const checkpoint = journal.checkpoint(address, rev);
  if (!checkpoint) return undefined;
  let snapshot: AnyMachineSnapshot | undefined;
  let reached = -1;
  for (const row of rows(journal, address, checkpoint.rev - 1)) {
    if (row.rev > rev) break;
    snapshot = replayRow(machines, row, snapshot).snapshot;
    reached = row.rev;
  }
  if (!snapshot || reached !== rev) return undefined;
  return { value: snapshot.value as Json, context: snapshot.context as Json };
}
