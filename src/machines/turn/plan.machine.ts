/**
 * Plan: several steps, one after the other, each with the results of those before it.
 *
 *   marking > stepping --done | failed--> marking … --last step--> reporting > finished
 *
 * A step that fails is named at the end and does not stop the rest. Invokes: markStep, call, reportPlan.
 * Whoever stops the parent stops this; done steps stay done, so that "continue" goes on behind them.
 */
import { assign, setup } from 'xstate';
import type { CallInput, CallOutput } from './call.machine.ts';
import { provided } from '../provided.ts';

export const version = 1;

/** What a plan is born with. */
export interface PlanInput {
  /** run id */
  key: string;
  runId: string;
  conversation: string;
  chain: string[];
  attempts: number;
  /** how many steps there are; their words stand in the run event `plan.made` */
  steps: number;
  /** steps that an earlier run has done */
  done: number;
}

/** What became of it. */
export interface PlanOutput {
  model: string;
  usage: { input: number | null; output: number | null };
  failed: number;
}

/** State of every step so far. */
export type StepMark = 'done' | 'failed';

interface Context {
  input: PlanInput;
  marks: StepMark[];
  output: PlanOutput;
}

interface Ids {
  runId: string;
  conversation: string;
}

const s = setup({
  types: {
    input: {} as PlanInput,
    context: {} as Context,
    events: {} as { type: 'plan.none' },
    output: {} as PlanOutput,
  },
  actors: {
    markStep: provided<null, Ids & { marks: StepMark[] }>('markStep'),
    call: provided<CallOutput, CallInput>('call'),
    reportPlan: provided<null, Ids & { marks: StepMark[] }>('reportPlan'),
  },
  guards: { hasMore: ({ context }) => context.marks.length < context.input.steps },
  actions: {
    noteStep: assign(({ context }, p: CallOutput) => ({
      marks: [...context.marks, p.ok ? ('done' as const) : ('failed' as const)],
      output: {
        model: p.model === '' ? context.output.model : p.model,
        usage: {
          input: sum(context.output.usage.input, p.usage.input),
          output: sum(context.output.usage.output, p.usage.output),
        },
        failed: context.output.failed + (p.ok ? 0 : 1),
      },
    })),
    noteCrash: assign(({ context }) => ({
      marks: [...context.marks, 'failed' as const],
      output: { ...context.output, failed: context.output.failed + 1 },
    })),
  },
});

function sum(a: number | null, b: number | null): number | null {
  return a === null ? b : a + (b ?? 0);
}

const ids = ({ context }: { context: Context }) => ({
  runId: context.input.runId,
  conversation: context.input.conversation,
  marks: context.marks,
});

export const planMachine = s.createMachine({
  id: 'plan',
  context: ({ input }) => ({
    input,
    marks: Array.from({ length: input.done }, () => 'done' as const),
    output: { model: '', usage: { input: null, output: null }, failed: 0 },
  }),
  initial: 'marking',
  output: ({ context }) => context.output,
  states: {
    marking: {
      description: 'Shows how far the plan is, in the one message that the answer will be.',
      invoke: {
        id: 'markStep',
        src: 'markStep',
        input: ids,
        onDone: [{ guard: 'hasMore', target: 'stepping' }, { target: 'reporting' }],
        onError: [{ guard: 'hasMore', target: 'stepping' }, { target: 'reporting' }],
      },
    },
    stepping: {
      description: 'One step is being worked on.',
      invoke: {
        id: 'call',
        src: 'call',
        input: ({ context: { input, marks } }) => ({
          key: `${input.key}.s${marks.length + 1}`,
          runId: input.runId,
          conversation: input.conversation,
          part: `s${marks.length + 1}`,
          purpose: 'step',
          tier: 'powerful',
          chain: input.chain,
          attempts: input.attempts,
        }),
        onDone: { target: 'marking', actions: { type: 'noteStep', params: ({ event }) => event.output } },
        onError: { target: 'marking', actions: 'noteCrash' },
      },
    },
    reporting: {
      description: 'Says what was done and what was not.',
      invoke: {
        id: 'reportPlan',
        src: 'reportPlan',
        input: ids,
        onDone: { target: 'finished' },
        onError: { target: 'finished' },
      },
    },
    finished: { description: 'The draft holds the report.', type: 'final' },
  },
});
