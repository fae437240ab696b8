/** Small machines for the host's specification. */
import { assign, emit, sendTo, setup } from 'xstate';
import { actorAt, provided } from '../../src/machines/provided.ts';
import type { MachineEntry } from '../../src/actors/host/kernel/machine-set.ts';

type Event = { type: string; [key: string]: unknown };

const base = setup({
  types: {
    input: {} as { key: string },
    context: {} as { key: string; seen: string[]; result: unknown },
    events: {} as Event,
  },
  actors: {
    work: provided<unknown, { key: string }>('work'),
    child: provided<unknown, { key: string }>('child'),
  },
  delays: { pause: 1000 },
  actions: {
    note: assign({ seen: ({ context }, p: { text: string }) => [...context.seen, p.text] }),
    keep: assign({ result: (_, p: { result: unknown }) => p.result }),
    explode: assign(() => {
      throw new Error('boom');
    }),
    tellFriend: sendTo(() => actorAt('counter:friend'), { type: 'note', text: 'hello' }),
    log: emit({
      type: 'run.append',
      runId: 'r1',
      kind: 'system_event',
      origin: 'system',
      payload: { type: 'test' },
    } as never),
    tellParent: emit({ type: 'note', text: 'from child' } as never),
  },
});

const context = ({ input }: { input: { key: string } }) => ({
  key: input.key,
  seen: [] as string[],
  result: null as unknown,
});
const note = { type: 'note', params: ({ event }: { event: Event }) => ({ text: String(event['text']) }) } as const;
const keepOutput = {
  type: 'keep',
  params: ({ event }: { event: unknown }) => ({ result: (event as { output: unknown }).output }),
} as const;
const keepError = {
  type: 'keep',
  params: ({ event }: { event: unknown }) => ({ result: (event as { error: { code: string } }).error.code }),
} as const;

/** Notes what it hears, works when told, waits when told. */
export const counter = base.createMachine({
  id: 'counter',
  context,
  initial: 'idle',
  on: { note: { actions: note }, 'omega.poison': { actions: { type: 'note', params: { text: 'poison' } } } },
  states: {
    idle: {
      on: {
        work: 'working',
        wait: 'waiting',
        explode: { actions: 'explode' },
        befriend: { actions: 'tellFriend' },
        raise: 'parent',
      },
    },
    working: {
      invoke: {
        id: 'work',
        src: 'work',
        input: ({ context: c }) => ({ key: c.key }),
        onDone: { target: 'idle', actions: keepOutput },
        onError: { target: 'idle', actions: keepError },
      },
      on: { stop: 'idle', again: { target: 'working', reenter: true } },
    },
    waiting: {
      after: { pause: { target: 'idle', actions: { type: 'note', params: { text: 'time' } } } },
      on: { stop: 'idle' },
    },
    parent: {
      invoke: {
        id: 'child',
        src: 'child',
        input: ({ context: c }) => ({ key: `${c.key}-child` }),
        onDone: { target: 'idle', actions: keepOutput },
        onError: { target: 'idle', actions: keepError },
      },
      on: {
        stop: 'idle',
        'child.poke': { actions: sendTo('child', ({ event }) => ({ type: String(event['what']) })) },
      },
    },
  },
});

/** Ends, fails or waits as it is told. */
export const child = base.createMachine({
  id: 'child',
  context,
  initial: 'waiting',
  output: ({ context: c }) => ({ from: c.key }),
  states: {
    waiting: {
      invoke: { id: 'work', src: 'work', input: ({ context: c }) => ({ key: c.key }) },
      after: { pause: 'waiting' },
      on: { end: 'ended', tell: { actions: 'tellParent' } },
    },
    ended: { type: 'final' },
  },
});

export const entries = (...more: MachineEntry[]): MachineEntry[] => [
  { name: 'counter', version: 1, machine: counter, onDemand: true },
  { name: 'child', version: 1, machine: child },
  ...more,
];
