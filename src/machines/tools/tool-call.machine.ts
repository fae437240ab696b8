/**
 * Tool call: the only way to an executor. Checks, decides, asks when it must, carries out, checks what came of it.
 *
 *   validating > deciding --allow--> executing > validatingResult > done;  deciding --deny--> denied
 *   deciding --ask--> asking > awaitingApproval --yes--> executing;  --no, expired--> refusing > denied
 *   executing --nobody knows whether it happened--> asking;  executing --error--> failing > failed
 *
 * Invokes: checkCall, decideCall, putQuestion, executeInside, executePure, executeIdempotent, executeOnce, checkResult, failCall, refuseCall.
 */
import { assign, setup } from 'xstate';
import type { ErrorData } from '../../contracts/errors.ts';
import type { ApprovalKind } from '../../contracts/tools/policy.ts';
import { provided } from '../provided.ts';

export const version = 1;

/** What a tool call is born with. */
export interface ToolCallInput {
  /** id of the stored call */
  key: string;
  runId: string;
  conversation: string;
}

/** How it ended; `ends` = the whole answer has to end here. */
export interface ToolCallOutput {
  ends: boolean;
}

/** How a call is carried out: inside the commit, or by an effect that promises this. */
export type ToolLane = 'inside' | 'pure' | 'idempotent' | 'once';

/** What reaches a tool call. */
export type ToolCallEvents = {
  type: 'approval.decided';
  approval: string;
  answer: 'yes' | 'no' | 'expired' | 'withdrawn';
};

/** Input of every step. */
export interface ToolStep {
  callId: string;
  runId: string;
  conversation: string;
}

/** What the check of a call came to. */
export type Checked = { ok: true; lane: ToolLane } | { ok: false; ends: boolean };

interface Context {
  input: ToolCallInput;
  lane: ToolLane;
  /** what the open question is about, and its id */
  kind: ApprovalKind;
  approval: string;
  error: ErrorData | null;
  ends: boolean;
}

const s = setup({
  types: {
    input: {} as ToolCallInput,
    context: {} as Context,
    events: {} as ToolCallEvents,
    output: {} as ToolCallOutput,
  },
  actors: {
    checkCall: provided<Checked, ToolStep>('checkCall'),
    decideCall: provided<{ effect: 'allow' | 'ask' | 'deny' }, ToolStep>('decideCall'),
    putQuestion: provided<{ approval: string }, ToolStep & { kind: ApprovalKind }>('putQuestion'),
    executeInside: provided<null, ToolStep>('executeInside'),
    executePure: provided<null, ToolStep>('executePure'),
    executeIdempotent: provided<null, ToolStep>('executeIdempotent'),
    executeOnce: provided<null, ToolStep>('executeOnce'),
    checkResult: provided<null, ToolStep>('checkResult'),
    failCall: provided<null, ToolStep & { error: ErrorData }>('failCall'),
    refuseCall: provided<null, ToolStep & { approval: string }>('refuseCall'),
  },
  guards: {
    isOk: (_, p: Checked) => p.ok,
    isEffect: (_, p: { effect: string; wanted: string }) => p.effect === p.wanted,
    isLane: ({ context }, p: { lane: ToolLane }) => context.lane === p.lane,
    isYes: ({ context }, p: { approval: string; answer: string }) =>
      p.approval === context.approval && p.answer === 'yes',
    isOurs: ({ context }, p: { approval: string }) => p.approval === context.approval,
    isUncertain: (_, p: { error: ErrorData }) => p.error.disposition === 'uncertain',
  },
  actions: {
    keepLane: assign({ lane: (_, p: Checked) => (p.ok ? p.lane : 'once') }),
    keepEnd: assign({ ends: (_, p: Checked) => !p.ok && p.ends }),
    keepApproval: assign({ approval: (_, p: { approval: string }) => p.approval }),
    keepError: assign({ error: (_, p: { error: ErrorData }) => p.error }),
    askAgain: assign({ kind: 'uncertain' as const }),
  },
});

const step = ({ context: { input } }: { context: Context }): ToolStep => ({
  callId: input.key,
  runId: input.runId,
  conversation: input.conversation,
});
const errorOf = ({ event }: { event: { error: unknown } }): { error: ErrorData } => ({
  error: event.error as ErrorData,
});
const failed = { target: 'failing', actions: { type: 'keepError', params: errorOf } } as const;

/** One way of carrying a call out. */
const lane = (src: 'executeInside' | 'executePure' | 'executeIdempotent' | 'executeOnce', description: string) =>
  ({
    description,
    invoke: {
      id: 'execution',
      src,
      input: step,
      onDone: { target: '#toolCall.validatingResult' },
      onError: [
        {
          guard: { type: 'isUncertain', params: errorOf },
          target: '#toolCall.asking',
          actions: ['askAgain', { type: 'keepError', params: errorOf }],
        },
        { ...failed, target: '#toolCall.failing' },
      ],
    },
  }) as const;

const executing = s.createStateConfig({
  description: 'An executor carries it out.',
  initial: 'starting',
  states: {
    starting: {
      description: 'Takes the way that fits what the tool promises about repeats.',
      always: [
        { guard: { type: 'isLane', params: { lane: 'inside' } }, target: 'inside' },
        { guard: { type: 'isLane', params: { lane: 'pure' } }, target: 'pure' },
        { guard: { type: 'isLane', params: { lane: 'idempotent' } }, target: 'idempotent' },
        { target: 'once' },
      ],
    },
    inside: lane('executeInside', 'Within the commit: it touches only what Omega itself stores.'),
    pure: lane('executePure', 'It changes nothing and may be repeated freely.'),
    idempotent: lane('executeIdempotent', 'It may be repeated with the same key.'),
    once: lane('executeOnce', 'It is never repeated without a yes.'),
  },
});

export const toolCallMachine = s.createMachine({
  id: 'toolCall',
  context: ({ input }) => ({ input, lane: 'once', kind: 'call', approval: '', error: null, ends: false }),
  initial: 'validating',
  output: ({ context }) => ({ ends: context.ends }),
  states: {
    validating: {
      description: 'Finds the tool, checks the arguments and the bounds of the turn.',
      invoke: {
        id: 'checkCall',
        src: 'checkCall',
        input: step,
        onDone: [
          {
            guard: { type: 'isOk', params: ({ event }) => event.output },
            target: 'deciding',
            actions: { type: 'keepLane', params: ({ event }) => event.output },
          },
          { target: 'failed', actions: { type: 'keepEnd', params: ({ event }) => event.output } },
        ],
        onError: failed,
      },
    },
    deciding: {
      description: 'Policy says whether it may run.',
      invoke: {
        id: 'decideCall',
        src: 'decideCall',
        input: step,
        onDone: [
          {
            guard: { type: 'isEffect', params: ({ event }) => ({ ...event.output, wanted: 'allow' }) },
            target: 'executing',
          },
          {
            guard: { type: 'isEffect', params: ({ event }) => ({ ...event.output, wanted: 'ask' }) },
            target: 'asking',
          },
          { target: 'denied' },
        ],
        onError: failed,
      },
    },
    asking: {
      description: 'Finds out what will really happen and puts the question.',
      invoke: {
        id: 'putQuestion',
        src: 'putQuestion',
        input: ({ context }) => ({ ...step({ context }), kind: context.kind }),
        onDone: {
          target: 'awaitingApproval',
          actions: { type: 'keepApproval', params: ({ event }) => event.output },
        },
        onError: failed,
      },
    },
    awaitingApproval: {
      description: 'The question stands until somebody answers or it runs out.',
      on: {
        'approval.decided': [
          { guard: { type: 'isYes', params: ({ event }) => event }, target: 'executing' },
          { guard: { type: 'isOurs', params: ({ event }) => event }, target: 'refusing' },
        ],
      },
    },
    refusing: {
      description: 'Writes down that it may not run, and why; the model is told.',
      invoke: {
        id: 'refuseCall',
        src: 'refuseCall',
        input: ({ context }) => ({ ...step({ context }), approval: context.approval }),
        onDone: { target: 'denied' },
        onError: { target: 'denied' },
      },
    },
    executing,
    validatingResult: {
      description: 'Checks the result against the manifest and writes it down.',
      invoke: {
        id: 'checkResult',
        src: 'checkResult',
        input: step,
        onDone: { target: 'done' },
        onError: failed,
      },
    },
    failing: {
      description: 'Writes down how it failed; the model is told.',
      invoke: {
        id: 'failCall',
        src: 'failCall',
        input: ({ context }) => ({
          ...step({ context }),
          error: context.error ?? { code: 'tool.failed', disposition: 'reject', message: '' },
        }),
        onDone: { target: 'failed' },
        onError: { target: 'failed' },
      },
    },
    denied: { description: 'It did not run.', type: 'final' },
    done: { description: 'The model has its result.', type: 'final' },
    failed: { description: 'The model is told what went wrong.', type: 'final' },
  },
});
