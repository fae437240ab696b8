/** Receives for a bot by long polling: Telegram forgets an update only after our database has it. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ChannelSink } from '../../../contracts/ports/channel.ts';
import type { Call, TelegramClient } from './client.ts';
import { toBatch } from './map.ts';
import type { Bot, WireUpdate } from './wire.ts';

/** Kinds of updates asked for; naming them keeps the rest away. */
const ALLOWED = ['message', 'edited_message', 'callback_query'] as const;

/**
 * Receives until the signal is aborted. Asking for `offset` n confirms everything below n, so the next poll starts
 * from the position the sink has committed, never from what was merely read.
 *
 * @param client      the bot's client
 * @param sink        where messages go
 * @param signal      ends the open poll at once
 * @param pollSeconds how long Telegram holds an empty poll open
 * @throws            OmegaError `channel.*` of the calls, and whatever the sink throws
 */
export async function receive(
  client: TelegramClient,
  sink: ChannelSink,
  signal: AbortSignal,
  pollSeconds: number,
): Promise<void> {
  const bot = await whoAmI(client, signal);
  let online = false;
  while (bot !== undefined && !signal.aborted) {
    // the first poll returns at once: online means that receiving has worked, not that it may
    const updates = await poll(client, { sink, signal, seconds: online ? pollSeconds : 0 });
    if (updates === undefined) return;
    if (!online) sink.online(`@${bot.username}`);
    online = true;
    if (updates.length === 0) continue;
    const batch = toBatch(updates, bot);
    if (batch === undefined) throw notUnderstood();
    await sink.receive(batch.messages, batch.cursor);
    void calm(client, updates, signal);
  }
}

/** Ends the waiting sign on pressed buttons; a courtesy: whatever fails here keeps no message away. */
async function calm(client: TelegramClient, updates: readonly WireUpdate[], signal: AbortSignal): Promise<void> {
  for (const { callback_query: press } of updates) {
    const id = press?.id;
    if (id === undefined) continue;
    const request: Call<true>['request'] = (raw, s) => raw.answerCallbackQuery({ callback_query_id: id }, s);
    await client.call({ operation: 'signal', request, signal }).catch(() => undefined);
  }
}

async function whoAmI(client: TelegramClient, signal: AbortSignal): Promise<Bot | undefined> {
  const me = await untilAborted(client, { operation: 'start', request: (raw, s) => raw.getMe(s), signal });
  return me === undefined ? undefined : { id: me.id, username: me.username };
}

interface Poll {
  sink: ChannelSink;
  signal: AbortSignal;
  seconds: number;
}

/** One poll. A webhook somebody set earlier keeps polls away; it is removed once, its updates stay. */
async function poll(client: TelegramClient, { sink, signal, seconds }: Poll): Promise<WireUpdate[] | undefined> {
  const ask = async (): Promise<WireUpdate[] | undefined> => {
    const offset = offsetAfter(sink.cursor());
    const updates: unknown = await untilAborted(client, {
      operation: 'receive',
      request: (raw, s) => raw.getUpdates({ ...offset, timeout: seconds, allowed_updates: ALLOWED }, s),
      signal,
      extraMs: seconds * 1000,
    });
    if (updates !== undefined && !Array.isArray(updates)) throw notUnderstood();
    return updates;
  };
  try {
    return await ask();
  } catch (thrown) {
    if (!isWebhookConflict(thrown)) throw thrown;
    await untilAborted(client, { operation: 'receive', request: (raw, s) => raw.deleteWebhook({}, s), signal });
    return ask();
  }
}

function offsetAfter(cursor: string | undefined): { offset?: number } {
  return cursor !== undefined && /^\d+$/.test(cursor) ? { offset: Number(cursor) + 1 } : {};
}

function isWebhookConflict(thrown: unknown): boolean {
  if (!(thrown instanceof OmegaError) || thrown.code !== 'channel.conflict') return false;
  return /webhook is active/i.test(String(thrown.facts.details?.['reason']));
}

/** A call that was ended by our own signal is no failure: it has no answer. */
async function untilAborted<T>(client: TelegramClient, call: Call<T>): Promise<T | undefined> {
  try {
    return await client.call(call);
  } catch (thrown) {
    if (call.signal.aborted) return undefined;
    throw thrown;
  }
}

function notUnderstood(): OmegaError {
  return new OmegaError('channel.unreachable', 'Telegram answered with something Omega does not understand.', {
    sent: 'unknown',
  });
}
