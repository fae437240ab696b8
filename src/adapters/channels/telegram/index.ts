/** The Telegram channel: one bot, received by long polling, answered by messages that are edited while they grow. */
import type { ChannelAdapter, ChannelCapabilities } from '../../../contracts/ports/channel.ts';
import { createClient, type TelegramClient } from './client.ts';
import { receive } from './receive.ts';
import { acknowledge, edit, remove, send, typing } from './send.ts';

/** What Telegram can do; the limits are those of the Bot API. */
const CAPABILITIES: ChannelCapabilities = {
  delivery: 'editable',
  textLimit: 4096,
  editIntervalMs: 1000,
  typing: true,
  acknowledge: true,
};

/** One language's menu of commands; an empty `language` is the one for everybody else. */
export interface Menu {
  /** ISO 639-1 code */
  language: string;
  commands: readonly { command: string; description: string }[];
}

/** Settings of the Telegram channel. */
export interface TelegramOptions {
  /** what BotFather gave; never printed */
  token: string;
  /** base URL of the Bot API; default is Telegram's own */
  apiRoot?: string;
  /** checked by the run, not here: the channel hands on what everybody writes, so that a refusal is a run of its own */
  allowedUsers?: readonly string[];
  /** menus of commands, registered when the bot connects */
  menus?: readonly Menu[];
  /** how long Telegram holds an empty poll open, seconds */
  pollTimeoutSeconds?: number;
  /** deadline of one call (a poll gets its own time on top), ms */
  callTimeoutMs?: number;
}

/** Registers the menus; a convenience: whatever fails here keeps no message away. */
async function registerMenus(client: TelegramClient, menus: readonly Menu[], signal: AbortSignal): Promise<void> {
  for (const { language, commands } of menus) {
    const request = { commands: [...commands], ...(language === '' ? {} : { language_code: language as 'en' }) };
    try {
      await client.call({ operation: 'start', request: (raw, s) => raw.setMyCommands(request, s), signal });
    } catch {
      return;
    }
  }
}

/**
 * Makes the Telegram channel; connects and loads its client only when used.
 *
 * @param options the token and where the Bot API is
 * @returns       the channel; its calls throw OmegaError `channel.*` (table in errors.ts), never with the token in it
 */
export function createTelegram(options: TelegramOptions): ChannelAdapter {
  const { token, apiRoot, menus = [], pollTimeoutSeconds = 30, callTimeoutMs = 20_000 } = options;
  const client = createClient({ token, callTimeoutMs, ...(apiRoot === undefined ? {} : { apiRoot }) });
  return {
    name: 'telegram',
    capabilities: CAPABILITIES,
    listen(sink, signal) {
      void registerMenus(client, menus, signal);
      return receive(client, sink, signal, pollTimeoutSeconds);
    },
    send: (chat, text, _key, signal) => send(client, { chat, text, limit: CAPABILITIES.textLimit }, signal),
    edit: (chat, ref, words, signal) => {
      const out = typeof words === 'string' ? { text: words } : words;
      return edit(client, { chat, ref, limit: CAPABILITIES.textLimit, ...out }, signal);
    },
    typing: (chat, signal) => typing(client, chat, signal),
    acknowledge: (chat, ref, signal) => acknowledge(client, chat, ref, signal),
    remove: (chat, ref, signal) => remove(client, chat, ref, signal),
  };
}
