/** The kernel: what a machine may ask for becomes data, everything else is refused by name. */
import { expect, test } from 'vitest';
import { assign, cancel, fromPromise, log, raise, sendTo, setup, type AnyStateMachine } from 'xstate';
import { step } from '../../src/actors/host/kernel/step.ts';
import { actorAt, provided } from '../../src/machines/provided.ts';

const given = { at: 7, isMachine: (source: string) => source === 'child' };
const begin = (machine: AnyStateMachine) => step(machine, undefined, { type: 'xstate.init', input: {} }, given);
const s = setup({
  actors: { work: provided<null, object>('work'), child: provided<null, object>('child') },
  types: { events: {} as { type: string; at?: number } },
});

test('an invoked activity is an effect, an invoked machine a child', () => {
  const m = s.createMachine({
    id: 'm',
    invoke: [
      { id: 'a', src: 'work', input: { n: 1 } },
      { id: 'b', src: 'child', input: { key: 'k' } },
    ],
  });
  const { effects, children } = begin(m);
  expect(effects).toEqual([{ childId: 'a', activity: 'work', input: { n: 1 } }]);
  expect(children).toEqual([{ childId: 'b', machine: 'child', input: { key: 'k' } }]);
});

test('a delayed raise is a timer, its cancel takes it back, and within one step neither ever was', () => {
  const m = s.createMachine({
    id: 'm',
    initial: 'a',
    states: {
      a: {
        entry: raise({ type: 'late' }, { delay: 50, id: 'x' }),
        on: {
          go: { actions: cancel('x') },
          both: { actions: [raise({ type: 'late' }, { delay: 9, id: 'y' }), cancel('y')] },
        },
      },
    },
  });
  const born = begin(m);
  expect(born.timers).toEqual([{ timerId: 'x', delayMs: 50, event: { type: 'late' } }]);
  expect(step(m, born.snapshot, { type: 'go' }, given).cancels).toEqual(['x']);
  const both = step(m, born.snapshot, { type: 'both' }, given);
  expect([both.timers, both.cancels]).toEqual([[], []]);
});

test('what was asked for and stopped in the same step is not asked for', () => {
  const m = s.createMachine({
    id: 'm',
    initial: 'a',
    states: { a: { on: { go: 'b' } }, b: { invoke: { id: 'w', src: 'work', input: {} }, always: 'c' }, c: {} },
  });
  const { effects, stops, value } = step(m, begin(m).snapshot, { type: 'go' }, given);
  expect({ effects, stops, value }).toEqual({ effects: [], stops: [], value: 'c' });
});

test('sends go to addresses, children and itself; the time comes in with the event', () => {
  const m = s.createMachine({
    id: 'm',
    context: { at: 0 },
    invoke: { id: 'c', src: 'child', input: {} },
    on: {
      go: {
        actions: [
          assign({ at: ({ event }) => event.at ?? 0 }),
          sendTo(() => actorAt('x:1'), { type: 'a' }),
          sendTo('c', { type: 'b' }),
          sendTo(({ self }) => self, { type: 'd' }),
        ],
      },
    },
  });
  const result = step(m, begin(m).snapshot, { type: 'go' }, given);
  expect(result.sends.map((x) => x.to)).toEqual([{ address: 'x:1' }, { child: 'c' }, { self: true }]);
  expect(result.snapshot.context).toEqual({ at: 7 });
});

test.each([
  ['a custom action', s.createMachine({ id: 'bad', entry: () => undefined }), 'the action'],
  ['log', s.createMachine({ id: 'bad', entry: log('x') }), 'xstate.log'],
  [
    'a delayed sendTo',
    s.createMachine({ id: 'bad', entry: sendTo(({ self }) => self, { type: 'x' }, { delay: 5 }) }),
    'delayed sendTo',
  ],
  [
    'an inline actor',
    setup({}).createMachine({ id: 'bad', invoke: { src: fromPromise(() => Promise.resolve(1)) } } as never),
    'actor',
  ],
])('%s is refused with an error that names the machine and the action', (_, machine: unknown, word) => {
  expect(() => begin(machine as AnyStateMachine)).toThrow(
    expect.objectContaining({
      code: 'machine.unsupported_action',
      message: expect.stringMatching(new RegExp(`"bad".*${word}`)),
    }),
  );
});
