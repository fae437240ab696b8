/** The drawing of a machine shows every state and every transition that changes one. */
import { and, fromPromise, not, setup } from 'xstate';
import { expect, test } from 'vitest';
import { mermaid, stateLines } from '../../../scripts/mermaid.ts';

const machine = setup({
  types: { events: {} as { type: 'go.asked' } | { type: 'noted' } | { type: 'ended' } | { type: 'stopped' } },
  actors: { think: fromPromise(() => Promise.resolve(1)) },
  delays: { thinkTimeout: 1000 },
  guards: { isReady: () => true, isLate: () => false },
}).createMachine({
  id: 'sample',
  initial: 'waiting',
  on: { stopped: '.over' },
  states: {
    waiting: {
      description: 'Idle.',
      tags: 'ready',
      on: {
        'go.asked': { guard: 'isReady', target: 'working' },
        noted: {},
        ended: { guard: and(['isReady', not('isLate')]), target: 'over' },
      },
    },
    working: {
      initial: 'thinking',
      after: { thinkTimeout: 'waiting' },
      onDone: 'both',
      states: {
        thinking: { invoke: { id: 'think', src: 'think', onDone: 'settled', onError: '#sample.waiting' } },
        settled: { type: 'final' },
      },
    },
    both: { type: 'parallel', states: { left: {}, right: {} }, always: { guard: 'isLate', target: 'over' } },
    over: { type: 'final' },
  },
});

test('nesting, guards, delays, results, parallel regions and ends are drawn', () => {
  expect(mermaid(machine)).toBe(`stateDiagram-v2
  [*] --> sample_waiting
  state "waiting" as sample_waiting
  sample_waiting --> sample_working: go.asked [isReady]
  sample_waiting --> sample_over: ended [and isReady, not isLate]
  state "working" as sample_working {
    [*] --> sample_working_thinking
    state "thinking" as sample_working_thinking
    sample_working_thinking --> sample_working_settled: done(think)
    sample_working_thinking --> sample_waiting: error(think)
    state "settled" as sample_working_settled
    sample_working_settled --> [*]
  }
  sample_working --> sample_both: done
  sample_working --> sample_waiting: after(thinkTimeout)
  state "both" as sample_both {
    state "left" as sample_both_left
    --
    state "right" as sample_both_right
  }
  sample_both --> sample_over: always [isLate]
  state "over" as sample_over
  sample_over --> [*]
  state "in any state" as sample_any
  sample_any --> sample_over: stopped`);
});

test('every state is listed with what it says of itself', () => {
  expect(stateLines(machine).map(({ path }) => path)).toEqual([
    'waiting',
    'working',
    'working.thinking',
    'working.settled',
    'both',
    'both.left',
    'both.right',
    'over',
  ]);
  expect(stateLines(machine)[0]).toEqual({ path: 'waiting', description: 'Idle.', tags: ['ready'], invokes: [] });
  expect(stateLines(machine)[2]).toMatchObject({ invokes: ['think'] });
});
