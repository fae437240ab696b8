/** The channels of this machine itself (page, terminal, API): messages come in through the HTTP server, answers are read from the store. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ChannelAdapter } from '../../../contracts/ports/channel.ts';

/**
 * Makes a channel whose answers are delivered by being stored.
 *
 * @param name  web, terminal or api
 * @param where what `/readyz` shows as its account
 */
export function createLocal(name: string, where: string): ChannelAdapter {
  const nothing = async (): Promise<never> => {
    throw new OmegaError(
      'channel.request_invalid',
      `The channel "${name}" reads its answers from the store; nothing is sent on it.`,
    );
  };
  return {
    name,
    capabilities: {
      delivery: 'stored',
      textLimit: Number.MAX_SAFE_INTEGER,
      editIntervalMs: 0,
      typing: false,
      acknowledge: false,
    },
    listen(sink, signal) {
      sink.online(where);
      return new Promise((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
    send: nothing,
    edit: nothing,
    typing: nothing,
    acknowledge: nothing,
  };
}
