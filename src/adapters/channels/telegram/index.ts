/** The Telegram channel: one bot, received by long polling, answered by messages that are edited while they grow. */
import type { ChannelAdapter, ChannelCapabilities } from '../../../contracts/ports/channel.ts';
import { createClient } from './client.ts';
import { receive } from './receive.ts';
import { acknowledge, edit, send, typing } from './send.ts';

/** What Telegram can do; the limits are those of the Bot API. */
const CAPABILITIES: ChannelCapabilities = {
  delivery: 'editable',
  textLimit: 4096,
  editIntervalMs: 1000,
  typing: true,
  acknowledge: true,
};

/** Settings of the Telegram channel. */
export interface TelegramOptions {
  /** what BotFather gave; never printed */
  token: string;
  /** base URL of the Bot API; default is Telegram's own */
  apiRoot?: string;
  /** checked by the run, not here: the channel hands on what everybody writes, so that a refusal is a run of its own */
  allowedUsers?: readonly string[];
  /** how long Telegram holds an empty poll open, seconds */
  pollTimeoutSeconds?: number;
  /** deadline of one call (a poll gets its own time on top), ms */
  callTimeoutMs?: number;
}

/**
 * Makes the Telegram channel; connects and loads its client only when used.
 *
 * @param options the token and where the Bot API is
 * @returns       the channel; its calls throw OmegaError `channel.*` (table in errors.ts), never with the token in it
 */
export function createTelegram(options: TelegramOptions): ChannelAdapter {
  const { token, apiRoot, pollTimeoutSeconds = 30, callTimeoutMs = 20_000 } = options;
  const client = createClient({ token, callTimeoutMs, ...(apiRoot === undefined ? {} : { apiRoot }) });
  return {
    name: 'telegram',
    capabilities: CAPABILITIES,
    listen: (sink, signal) => receive(client, sink, signal, pollTimeoutSeconds),
    send: (chat, text, _key, signal) => send(client, { chat, text, limit: CAPABILITIES.textLimit }, signal),
    edit: (chat, ref, text, signal) => edit(client, { chat, ref, text, limit: CAPABILITIES.textLimit }, signal),
    typing: (chat, signal) => typing(client, chat, signal),
    acknowledge: (chat, ref, signal) => acknowledge(client, chat, ref, signal),
  };
}
