/** Every transition of every machine, walked through the kernel with a JSON round trip after each step and compared with live XState. */
import { describe, expect, test } from 'vitest';
import { SimulatedClock, createActor, fromPromise, type AnyStateMachine } from 'xstate';
import { walk } from '../../src/actors/flow-test/walk.ts';
import { restore } from '../../src/actors/host/kernel/inert-scope.ts';
import { step } from '../../src/actors/host/kernel/step.ts';
import { allTransitions, describeTransition } from '../../src/actors/inspect/definition.ts';
import type { ActorEvent } from '../../src/contracts/ports/stores/host-store.ts';
import { examples } from '../../src/machines/examples/index.ts';
import { machines } from '../../src/machines/registry.ts';

const names = new Set(machines.map((m) => m.name));
const isMachine = (source: string): boolean => names.has(source);
const T0 = 1_700_000_000_000;

/** The same machine for a live interpreter: what it invokes never ends by itself, results are fed by hand. */
function live(machine: AnyStateMachine): AnyStateMachine {
  const actors = Object.fromEntries(
    Object.keys(machine.implementations.actors).map((name) => [
      name,
      fromPromise(() => new Promise<never>(() => undefined)),
    ]),
  );
  return machine.provide({ actors });
}

interface Seen {
  value: unknown;
  context: unknown;
  status: string;
  children: string[];
}

function alongTheKernel(machine: AnyStateMachine, input: object, events: readonly ActorEvent[]): Seen[] {
  const seen: Seen[] = [];
  let persisted: string | undefined;
  for (const [n, event] of [{ type: 'xstate.init', input } as ActorEvent, ...events].entries()) {
    const before = persisted === undefined ? undefined : restore(machine, JSON.parse(persisted));
    const { snapshot } = step(machine, before, event, { at: T0 + n * 1000, isMachine });
    persisted = JSON.stringify(machine.getPersistedSnapshot(snapshot));
    seen.push({
      value: snapshot.value,
      context: snapshot.context,
      status: snapshot.status,
      children: Object.keys(snapshot.children).toSorted(),
    });
  }
  return seen;
}

function alongXState(machine: AnyStateMachine, input: object, events: readonly ActorEvent[]): Seen[] {
  const actor = createActor(live(machine), { input, clock: new SimulatedClock() });
  actor.subscribe({ error: () => undefined });
  actor.start();
  const look = (): Seen => {
    const { value, context, status, children } = actor.getSnapshot();
    return { value, context, status, children: Object.keys(children).toSorted() };
  };
  const seen = [look()];
  for (const [n, event] of events.entries()) {
    actor.send({ ...event, at: T0 + (n + 1) * 1000 });
    seen.push(look());
  }
  actor.stop();
  return seen;
}

test('there are examples for every machine', () => {
  expect(examples.map((e) => e.machine).toSorted()).toEqual([...names].toSorted());
});

describe.each(machines.map((m) => [m.name, m] as const))('%s', (name, { machine }) => {
  const given = examples.find((e) => e.machine === name)!;
  const found = walk(machine, given, isMachine);

  test('every transition is taken and no path fails', () => {
    const missed = allTransitions(machine.root)
      .filter((t) => !found.taken.has(t))
      .map(describeTransition);
    expect(missed).toEqual([]);
    expect(found.paths.filter((p) => !p.ok)).toEqual([]);
    expect(found.paths.length).toBeGreaterThan(4);
  });

  test('on every path the kernel and live XState go the same way', () => {
    for (const { input, events } of found.paths)
      expect(alongTheKernel(machine, input, events)).toEqual(alongXState(machine, input, events));
  });

  test('every state says what it is for and there are at most twelve', () => {
    const nodes = Object.values(machine.states).flatMap((s) => [s, ...Object.values(s.states)]);
    expect(nodes.filter((n) => !n.description).map((n) => n.id)).toEqual([]);
    expect(Object.keys(machine.states).length).toBeLessThanOrEqual(12);
  });
});
