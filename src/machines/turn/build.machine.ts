/**
 * Build: a project made phase by phase after a topology. Each phase is checked before and after; a check that finds something has
 * it mended and looks again.
 *
 *   preparing --fit--> working > collecting --pass--> preparing … --last phase--> reporting > finished
 *   collecting --fix | again--> preparing;  what cannot be met or mended --> reporting
 *
 * Invokes: preparePhase, call, collectPhase, reportBuild. Phases that are done stay done, so that "continue" goes on behind them.
 */
import { assign, setup } from 'xstate';
import { provided } from '../provided.ts';
import type { CallInput, CallOutput } from './call.machine.ts';
import type { PlanInput, PlanOutput } from './plan.machine.ts';

export const version = 1;

/** What a build is born with: as a plan, its steps are the phases of the topology. */
export type BuildInput = PlanInput;

/** What became of it. */
export type BuildOutput = PlanOutput;

/** Where a build is: phase and attempt count from 1; `fixing` = an agent mends what a check found. */
export interface PhaseInput {
  runId: string;
  conversation: string;
  phase: number;
  attempt: number;
  fixing: boolean;
  /** draft of the phase's call */
  part: string;
}

/** What a finished call of a phase leads to. */
export interface Collected {
  next: 'pass' | 'fix' | 'again' | 'stop';
}

interface Context {
  input: BuildInput;
  phase: number;
  attempt: number;
  fixing: boolean;
  /** calls made so far: each has a draft of its own */
  calls: number;
  output: BuildOutput;
}

const s = setup({
  types: {
    input: {} as BuildInput,
    context: {} as Context,
    events: {} as { type: 'build.none' },
    output: {} as BuildOutput,
  },
  actors: {
    preparePhase: provided<{ fit: boolean }, PhaseInput>('preparePhase'),
    call: provided<CallOutput, CallInput>('call'),
    collectPhase: provided<Collected, PhaseInput>('collectPhase'),
    reportBuild: provided<null, PhaseInput & { failed: boolean }>('reportBuild'),
  },
  guards: {
    isFit: (_, p: { fit: boolean }) => p.fit,
    isOk: (_, p: { ok: boolean }) => p.ok,
    isNext: (_, p: Collected & { wanted: Collected['next'] }) => p.next === p.wanted,
    isLast: ({ context }, p: Collected) => p.next === 'pass' && context.phase >= context.input.steps,
  },
  actions: {
    noteCall: assign(({ context }, p: CallOutput) => ({ output: { ...context.output, model: p.model } })),
    nextCall: assign({ calls: ({ context }) => context.calls + 1 }),
    nextPhase: assign({ phase: ({ context }) => context.phase + 1, attempt: 1, fixing: false }),
    fix: assign({ fixing: true }),
    tryAgain: assign({ attempt: ({ context }) => context.attempt + 1, fixing: false }),
    fail: assign(({ context }) => ({ output: { ...context.output, failed: 1 } })),
  },
});

/** `ahead`: the call that is about to be made, not the last one. */
const place = ({ context }: { context: Context }, ahead = 0): PhaseInput => ({
  runId: context.input.runId,
  conversation: context.input.conversation,
  phase: context.phase,
  attempt: context.attempt,
  fixing: context.fixing,
  part: `p${context.calls + ahead}`,
});

const isNext = (wanted: Collected['next']) =>
  ({
    type: 'isNext',
    params: ({ event }: { event: { output: Collected } }) => ({ ...event.output, wanted }),
  }) as const;

const working = s.createStateConfig({
  description: "The phase's agent is at work.",
  invoke: {
    id: 'call',
    src: 'call',
    input: ({ context }) => ({
      key: `${context.input.key}.p${context.calls}`,
      runId: context.input.runId,
      conversation: context.input.conversation,
      part: `p${context.calls}`,
      purpose: 'build',
      tier: 'powerful',
      chain: context.input.chain,
      attempts: context.input.attempts,
    }),
    onDone: [
      {
        guard: { type: 'isOk', params: ({ event }) => event.output },
        target: 'collecting',
        actions: { type: 'noteCall', params: ({ event }) => event.output },
      },
      { target: 'reporting', actions: 'fail' },
    ],
    onError: { target: 'reporting', actions: 'fail' },
  },
});

const collecting = s.createStateConfig({
  description: 'Writes the files of the phase, checks what it must leave behind, and reads its verdict.',
  invoke: {
    id: 'collectPhase',
    src: 'collectPhase',
    input: ({ context }) => place({ context }),
    onDone: [
      { guard: { type: 'isLast', params: ({ event }) => event.output }, target: 'reporting' },
      { guard: isNext('pass'), target: 'preparing', actions: 'nextPhase' },
      { guard: isNext('fix'), target: 'preparing', actions: 'fix' },
      { guard: isNext('again'), target: 'preparing', actions: 'tryAgain' },
      { target: 'reporting', actions: 'fail' },
    ],
    onError: { target: 'reporting', actions: 'fail' },
  },
});

export const buildMachine = s.createMachine({
  id: 'build',
  context: ({ input }) => ({
    input,
    phase: input.done + 1,
    attempt: 1,
    fixing: false,
    calls: 0,
    output: { model: '', usage: { input: null, output: null }, failed: 0 },
  }),
  initial: 'preparing',
  output: ({ context }) => context.output,
  states: {
    preparing: {
      description: 'Checks what the phase needs, and shows how far the build is.',
      invoke: {
        id: 'preparePhase',
        src: 'preparePhase',
        input: ({ context }) => place({ context }, 1),
        onDone: [
          { guard: { type: 'isFit', params: ({ event }) => event.output }, target: 'working', actions: 'nextCall' },
          { target: 'reporting', actions: 'fail' },
        ],
        onError: { target: 'reporting', actions: 'fail' },
      },
    },
    working,
    collecting,
    reporting: {
      description: 'Puts the final card together: what was built, where, and how to use it, or where it stopped.',
      invoke: {
        id: 'reportBuild',
        src: 'reportBuild',
        input: ({ context }) => ({ ...place({ context }), failed: context.output.failed > 0 }),
        onDone: { target: 'finished' },
        onError: { target: 'finished' },
      },
    },
    finished: { description: 'The draft holds the card.', type: 'final' },
  },
});
