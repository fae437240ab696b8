/** Examples for the machine channel. */
import type { Examples } from '../example.ts';

export const channel: Examples = {
  machine: 'channel',
  inputs: [{ key: 'telegram' }],
  events: [{ type: 'channel.start' }, { type: 'channel.stop' }, { type: 'channel.online', account: '@omega' }],
  outputs: { listen: [null], notifyOwner: [null] },
  errors: [
    { code: 'channel.unreachable', disposition: 'retry', message: 'no network' },
    { code: 'channel.token_invalid', disposition: 'stop', message: 'refused' },
    { code: 'channel.conflict', disposition: 'stop', message: 'another one' },
    { code: 'channel.not_configured', disposition: 'stop', message: 'no settings' },
  ],
};
