/**
 * Google: how the owner's account is connected, in steps that a person takes elsewhere.
 *
 *   idle --google.begun--> client --google.given--> reading > consenting > code --google.given--> exchanging > clearing > idle
 *   client | code --30 min | google.cancelled--> clearing;  any --google.disconnect--> disconnecting > idle;  fault--> troubled > clearing
 *
 * Invokes: readGoogleClient, askGoogleConsent, exchangeGoogleCode, clearGoogle, disconnectGoogle, tellGoogleTrouble. Each tells the person
 * what came of it. What they give is never in an event: an id names where it is kept aside.
 */
import { assign, setup } from 'xstate';
import type { ErrorCode, ErrorData } from '../../contracts/errors.ts';
import { provided } from '../provided.ts';

export const version = 1;

/** What reaches it. */
export type GoogleEvents =
  /** `client`: an OAuth client is kept already */
  | { type: 'google.begun'; conversation: string; client: boolean }
  /** words were kept aside under this id */
  | { type: 'google.given'; id: string }
  | { type: 'google.cancelled' }
  | { type: 'google.disconnect'; conversation: string };

/** Whom to tell. */
export interface GoogleStep {
  conversation: string;
}

/** What goes on after an answer of the consent page. */
export type GoogleNext = 'done' | 'client' | 'consent' | 'code';

interface Context {
  /** where the person is told */
  conversation: string;
  /** of what was given last */
  given: string;
  /** what went wrong last */
  code: ErrorCode | '';
}

const s = setup({
  types: {
    input: {} as { key: string },
    context: {} as Context,
    events: {} as GoogleEvents,
    tags: {} as 'open',
  },
  actors: {
    readGoogleClient: provided<{ kept: boolean }, GoogleStep & { id: string }>('readGoogleClient'),
    askGoogleConsent: provided<null, GoogleStep>('askGoogleConsent'),
    exchangeGoogleCode: provided<{ next: GoogleNext }, GoogleStep & { id: string }>('exchangeGoogleCode'),
    clearGoogle: provided<null, GoogleStep>('clearGoogle'),
    disconnectGoogle: provided<null, GoogleStep>('disconnectGoogle'),
    tellGoogleTrouble: provided<null, GoogleStep & { code: ErrorCode | '' }>('tellGoogleTrouble'),
  },
  delays: { sessionLife: 1_800_000 },
  guards: {
    holds: (_, p: { given: boolean }) => p.given,
    isNext: (_, p: { next: GoogleNext; wanted: GoogleNext }) => p.next === p.wanted,
  },
  actions: {
    turnTo: assign({ conversation: (_, p: { conversation: string }) => p.conversation }),
    noteGiven: assign({ given: (_, p: { id: string }) => p.id }),
    noteError: assign({ code: (_, p: { code: ErrorCode }) => p.code }),
  },
});

const step = ({ context }: { context: Context }) => ({ conversation: context.conversation });
const stepWithWords = ({ context }: { context: Context }) => ({ ...step({ context }), id: context.given });
const fails = {
  target: 'troubled',
  actions: {
    type: 'noteError',
    params: ({ event }: { event: { error: unknown } }) => ({ code: (event.error as ErrorData).code }),
  },
} as const;
const turnTo = {
  type: 'turnTo',
  params: ({ event }: { event: { conversation: string } }) => ({ conversation: event.conversation }),
} as const;
const noteGiven = { type: 'noteGiven', params: ({ event }: { event: { id: string } }) => ({ id: event.id }) } as const;
const isNext = (wanted: GoogleNext) =>
  ({
    type: 'isNext',
    params: ({ event }: { event: { output: { next: GoogleNext } } }) => ({ next: event.output.next, wanted }),
  }) as const;

const exchanging = s.createStateConfig({
  description: 'Google is given the code for what lasts.',
  tags: 'open',
  invoke: {
    id: 'exchangeGoogleCode',
    src: 'exchangeGoogleCode',
    input: stepWithWords,
    onDone: [
      { guard: isNext('code'), target: 'code' },
      { guard: isNext('consent'), target: 'consenting' },
      { guard: isNext('client'), target: 'client' },
      { target: 'clearing' },
    ],
    onError: fails,
  },
});

export const googleMachine = s.createMachine({
  id: 'google',
  context: { conversation: '', given: '', code: '' },
  initial: 'idle',
  on: {
    'google.begun': [
      {
        guard: { type: 'holds', params: ({ event }) => ({ given: event.client }) },
        target: '.consenting',
        reenter: true,
        actions: turnTo,
      },
      { target: '.client', reenter: true, actions: turnTo },
    ],
    'google.cancelled': { target: '.clearing' },
    'google.disconnect': { target: '.disconnecting', actions: turnTo },
  },
  states: {
    idle: { description: 'Nothing is asked; an account is connected, or none.' },
    client: {
      description: 'The person was asked for an OAuth client; half an hour of silence ends it.',
      tags: 'open',
      after: { sessionLife: { target: 'clearing' } },
      on: { 'google.given': { target: 'reading', actions: noteGiven } },
    },
    reading: {
      description: 'What was given is read as an OAuth client.',
      tags: 'open',
      invoke: {
        id: 'readGoogleClient',
        src: 'readGoogleClient',
        input: stepWithWords,
        onDone: [
          { guard: { type: 'holds', params: ({ event }) => ({ given: event.output.kept }) }, target: 'consenting' },
          { target: 'client' },
        ],
        onError: fails,
      },
    },
    consenting: {
      description: 'The address of the consent page is made and told.',
      tags: 'open',
      invoke: {
        id: 'askGoogleConsent',
        src: 'askGoogleConsent',
        input: step,
        onDone: { target: 'code' },
        onError: fails,
      },
    },
    code: {
      description: 'The person is on the consent page; half an hour of silence ends it.',
      tags: 'open',
      after: { sessionLife: { target: 'clearing' } },
      on: { 'google.given': { target: 'exchanging', actions: noteGiven } },
    },
    exchanging,
    troubled: {
      description: 'The person is told that it did not work.',
      invoke: {
        id: 'tellGoogleTrouble',
        src: 'tellGoogleTrouble',
        input: ({ context }) => ({ ...step({ context }), code: context.code }),
        onDone: { target: 'clearing' },
        onError: { target: 'clearing' },
      },
    },
    clearing: {
      description: 'Whatever an unfinished set-up left is forgotten.',
      invoke: {
        id: 'clearGoogle',
        src: 'clearGoogle',
        input: step,
        onDone: { target: 'idle' },
        onError: { target: 'idle' },
      },
    },
    disconnecting: {
      description: 'Google is told to end the access; everything that was kept is deleted.',
      invoke: {
        id: 'disconnectGoogle',
        src: 'disconnectGoogle',
        input: step,
        onDone: { target: 'idle' },
        onError: fails,
      },
    },
  },
});
