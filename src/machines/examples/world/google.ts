/** Examples for the machine google. */
import type { Examples } from '../example.ts';

export const google: Examples = {
  machine: 'google',
  inputs: [{ key: 'main' }],
  events: [
    { type: 'google.begun', conversation: 'telegram:42', client: false },
    { type: 'google.begun', conversation: 'telegram:42', client: true },
    { type: 'google.given', id: 'm1' },
    { type: 'google.cancelled' },
    { type: 'google.disconnect', conversation: 'telegram:42' },
  ],
  outputs: {
    readGoogleClient: [{ kept: true }, { kept: false }],
    askGoogleConsent: [null],
    exchangeGoogleCode: [{ next: 'done' }, { next: 'consent' }, { next: 'client' }, { next: 'code' }],
    clearGoogle: [null],
    disconnectGoogle: [null],
    tellGoogleTrouble: [null],
  },
  errors: [{ code: 'google.unreachable', disposition: 'retry', message: 'no network' }],
};
