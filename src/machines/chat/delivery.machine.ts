/**
 * Delivery: brings one answer to its channel, in parts that fit, so that no part is lost or doubled.
 *
 *   stored: waiting --delivery.ready--> delivered
 *   editable: opening > previewing --delivery.ready--> filling --more--> opening … --last--> delivered
 *   blind, idempotent: waiting --delivery.ready--> sending --more--> sending … --last--> delivered;  any failure --> undelivered
 *
 * Invokes: openSlot (placeholder), preview (typing and the answer as it grows), fillSlot (edit), sendKeyed, sendBlind.
 */
import { assign, setup } from 'xstate';
import { provided } from '../provided.ts';

export const version = 1;

/** What a delivery is born with. */
export interface DeliveryInput {
  /** run id */
  key: string;
  conversation: string;
  channel: string;
  chat: string;
  /** see `DeliveryKind` of the channel port */
  kind: 'stored' | 'idempotent' | 'editable' | 'blind';
}

/** How it ended. */
export interface DeliveryOutput {
  delivered: boolean;
}

/** The answer is stored and can go out; `empty` when there is none. */
export type DeliveryEvents = { type: 'delivery.ready'; empty: boolean };

/** Input of the activities that send: they find the text by run and part. */
export interface PartInput {
  runId: string;
  channel: string;
  chat: string;
  part: number;
}

/** Outcome of a part: how many there are in all. */
export interface PartOutput {
  parts: number;
}

interface Context {
  input: DeliveryInput;
  part: number;
  /** the network's id of the open placeholder */
  ref: string;
  ready: boolean;
  delivered: boolean;
}

const s = setup({
  types: {
    input: {} as DeliveryInput,
    context: {} as Context,
    events: {} as DeliveryEvents,
    output: {} as DeliveryOutput,
  },
  actors: {
    openSlot: provided<{ ref: string }, PartInput>('openSlot'),
    preview: provided<null, PartInput & { ref: string }>('preview'),
    fillSlot: provided<PartOutput, PartInput & { ref: string }>('fillSlot'),
    sendKeyed: provided<PartOutput, PartInput>('sendKeyed'),
    sendBlind: provided<PartOutput, PartInput>('sendBlind'),
  },
  guards: {
    isEditable: ({ context }) => context.input.kind === 'editable',
    isStored: ({ context }) => context.input.kind === 'stored',
    isKeyed: ({ context }) => context.input.kind === 'idempotent',
    isEmpty: (_, p: { empty: boolean }) => p.empty,
    isReady: ({ context }) => context.ready,
    hasMore: ({ context }, p: PartOutput) => context.part + 1 < p.parts,
  },
  actions: {
    keepRef: assign({ ref: (_, p: { ref: string }) => p.ref }),
    noteReady: assign({ ready: true }),
    nextPart: assign({ part: ({ context }) => context.part + 1, ref: '' }),
    fail: assign({ delivered: false }),
  },
});

const part = ({ context }: { context: Context }): PartInput => ({
  runId: context.input.key,
  channel: context.input.channel,
  chat: context.input.chat,
  part: context.part,
});

const undelivered = { target: 'undelivered', actions: 'fail' } as const;

const editable = {
  opening: s.createStateConfig({
    description: 'A placeholder is sent, so that the text itself can be edited in and never doubles.',
    invoke: {
      id: 'openSlot',
      src: 'openSlot',
      input: part,
      onDone: [
        { guard: 'isReady', target: 'filling', actions: { type: 'keepRef', params: ({ event }) => event.output } },
        { target: 'previewing', actions: { type: 'keepRef', params: ({ event }) => event.output } },
      ],
      onError: undelivered,
    },
    on: { 'delivery.ready': { actions: 'noteReady' } },
  }),
  previewing: s.createStateConfig({
    description: 'The answer is shown as it grows; losing a preview loses nothing.',
    invoke: {
      id: 'preview',
      src: 'preview',
      input: ({ context }) => ({ ...part({ context }), ref: context.ref }),
      onError: { description: 'The final text comes all the same.' },
    },
    on: { 'delivery.ready': { target: 'filling', actions: 'noteReady' } },
  }),
  filling: s.createStateConfig({
    description: 'The final text of this part goes into the placeholder.',
    invoke: {
      id: 'fillSlot',
      src: 'fillSlot',
      input: ({ context }) => ({ ...part({ context }), ref: context.ref }),
      onDone: [
        { guard: { type: 'hasMore', params: ({ event }) => event.output }, target: 'opening', actions: 'nextPart' },
        { target: 'delivered' },
      ],
      onError: undelivered,
    },
  }),
};

const sending = (source: 'sendKeyed' | 'sendBlind', state: string) =>
  s.createStateConfig({
    description:
      source === 'sendKeyed' ? 'Sends a part; the network collapses repeats.' : 'Sends a part; at most one repeat.',
    invoke: {
      id: source,
      src: source,
      input: part,
      onDone: [
        {
          guard: { type: 'hasMore', params: ({ event }) => event.output },
          target: state,
          reenter: true,
          actions: 'nextPart',
        },
        { target: 'delivered' },
      ],
      onError: undelivered,
    },
  });

export const deliveryMachine = s.createMachine({
  id: 'delivery',
  context: ({ input }) => ({ input, part: 0, ref: '', ready: false, delivered: true }),
  initial: 'beginning',
  output: ({ context }) => ({ delivered: context.delivered }),
  states: {
    beginning: {
      description: 'Chooses the way this channel takes answers.',
      always: [{ guard: 'isEditable', target: 'opening' }, { target: 'waiting' }],
    },
    waiting: {
      description: 'Nothing to send before the answer is stored.',
      on: {
        'delivery.ready': [
          { guard: 'isStored', target: 'delivered' },
          { guard: { type: 'isEmpty', params: ({ event }) => event }, target: 'delivered' },
          { guard: 'isKeyed', target: 'sendingKeyed' },
          { target: 'sendingBlind' },
        ],
      },
    },
    ...editable,
    sendingKeyed: sending('sendKeyed', 'sendingKeyed'),
    sendingBlind: sending('sendBlind', 'sendingBlind'),
    delivered: { description: 'Every part has arrived.', type: 'final' },
    undelivered: { description: 'The channel would not take it; the answer stays in the store.', type: 'final' },
  },
});
