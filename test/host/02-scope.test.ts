/** The re-used inert scope gives what XState's own pure calls give, on every machine. It leans on internals: the version is pinned. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { initialTransition, transition, type AnyStateMachine } from 'xstate';
import { walk } from '../../src/actors/flow-test/walk.ts';
import { initial, next } from '../../src/actors/host/kernel/inert-scope.ts';
import { examples } from '../../src/machines/examples/index.ts';
import { machines } from '../../src/machines/registry.ts';

const names = new Set(machines.map((m) => m.name));

test('XState is the version the scope was written for', () => {
  const { version } = JSON.parse(
    readFileSync(new URL('../../node_modules/xstate/package.json', import.meta.url), 'utf8'),
  ) as { version: string };
  expect(version).toBe('5.33.3');
});

/** Actions without their references to actors, which differ by construction. */
const plain = (actions: readonly { type: string; params?: unknown }[]): unknown =>
  actions.map(({ type, params }) => {
    const p = (params ?? {}) as {
      id?: string;
      src?: string;
      input?: unknown;
      event?: unknown;
      delay?: number;
      sendId?: string;
      to?: { id?: string };
    };
    // A reference to oneself has another name in each system.
    const to = p.to?.id?.startsWith('x:') ? 'self' : p.to?.id;
    return {
      type,
      id: p.id?.startsWith('x:') ? 'self' : p.id,
      src: p.src,
      input: p.input,
      event: p.event,
      delay: p.delay,
      sendId: p.sendId,
      to,
    };
  });

test.each(machines.map((m) => [m.name, m.machine] as const))(
  '%s: same states, same actions',
  (name, machine: AnyStateMachine) => {
    const { paths } = walk(
      machine,
      examples.find((e) => e.machine === name)!,
      (s) => names.has(s),
    );
    let compared = 0;
    for (const { input, events } of paths) {
      let [ours, asked] = initial(machine, input);
      let [theirs, actions] = initialTransition(machine, input as never);
      expect(plain(asked.actions)).toEqual(plain(actions));
      for (const event of events) {
        [ours, asked] = next(machine, ours, event);
        [theirs, actions] = transition(machine, theirs, event);
        expect({ value: ours.value, context: ours.context, status: ours.status }).toEqual({
          value: theirs.value,
          context: theirs.context,
          status: theirs.status,
        });
        expect(plain(asked.actions)).toEqual(plain(actions));
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(5);
  },
);
