/** Writes to Telegram: messages, their edits, "typing" and the mark of a message that waits. */
import type { Button } from '../../../contracts/ports/channel.ts';
import { OmegaError } from '../../../contracts/errors.ts';
import type { CallSignal, RawApi, TelegramClient } from './client.ts';
import { formatMarkdown, type Formatted } from './format.ts';
import { messageId, placeOf } from './place.ts';

/** A text for a place; `limit` in UTF-16 units. */
export interface Outgoing {
  chat: string;
  text: string;
  limit: number;
}

/** The mark of a message that was seen and waits. */
const SEEN = '👀';

/**
 * Sends one message, formatted.
 *
 * @param client the bot's client
 * @param out    where and what; model Markdown
 * @param signal ends the call
 * @returns      Telegram's id of the message
 * @throws       OmegaError `channel.*`; `outcome_unknown` when it may have arrived
 */
export async function send(client: TelegramClient, out: Outgoing, signal: AbortSignal): Promise<{ ref: string }> {
  const place = placeOf(out.chat);
  const message = await formatted(out, (text) =>
    client.call({ operation: 'send', request: (raw, s) => raw.sendMessage({ ...place, ...text }, s), signal }),
  );
  return { ref: String(message.message_id) };
}

/**
 * Replaces the text of a message; doing it twice is the same as once, so an unsure edit is simply repeated.
 *
 * @param client the bot's client
 * @param out    where, which message and the whole new text
 * @param signal ends the call
 * @throws       OmegaError `channel.*`; a text that is there already is a success
 */
export async function edit(
  client: TelegramClient,
  out: Outgoing & { ref: string; buttons?: readonly (readonly Button[])[] },
  signal: AbortSignal,
): Promise<void> {
  const keys = out.buttons?.map((row) => row.map(({ text, message }) => ({ text, callback_data: message })));
  const ids = {
    ...(keys === undefined ? {} : { reply_markup: { inline_keyboard: keys } }),
    chat_id: placeOf(out.chat).chat_id,
    message_id: messageId(out.ref),
  };
  try {
    await formatted(out, (text) =>
      client.call({ operation: 'edit', request: (raw, s) => raw.editMessageText({ ...ids, ...text }, s), signal }),
    );
  } catch (thrown) {
    if (!/message is not modified/i.test(reasonOf(thrown))) throw thrown;
  }
}

/**
 * Shows "typing" for about five seconds.
 *
 * @throws OmegaError `channel.*`
 */
export async function typing(client: TelegramClient, chat: string, signal: AbortSignal): Promise<void> {
  const place = placeOf(chat);
  const request = (raw: RawApi, s: CallSignal) => raw.sendChatAction({ ...place, action: 'typing' }, s);
  await client.call({ operation: 'signal', request, signal });
}

/**
 * Marks a message as seen and waiting; repeating it changes nothing.
 *
 * @throws OmegaError `channel.*`, `request_invalid` in chats that allow no reactions
 */
export async function acknowledge(
  client: TelegramClient,
  chat: string,
  ref: string,
  signal: AbortSignal,
): Promise<void> {
  const ids = { chat_id: placeOf(chat).chat_id, message_id: messageId(ref) };
  const reaction = [{ type: 'emoji' as const, emoji: SEEN as '👀' }];
  const request = (raw: RawApi, s: CallSignal) => raw.setMessageReaction({ ...ids, reaction }, s);
  await client.call({ operation: 'signal', request, signal });
}

/**
 * Deletes a message of a person; one that is gone is a success.
 *
 * @throws OmegaError `channel.*`, `request_invalid` where the bot may not
 */
export async function remove(client: TelegramClient, chat: string, ref: string, signal: AbortSignal): Promise<void> {
  const ids = { chat_id: placeOf(chat).chat_id, message_id: messageId(ref) };
  try {
    const request = (raw: RawApi, s: CallSignal) => raw.deleteMessage(ids, s);
    await client.call({ operation: 'edit', request, signal });
  } catch (thrown) {
    if (!/message to delete not found/i.test(reasonOf(thrown))) throw thrown;
  }
}

/** Tries the text with its marks; if Telegram does not take the marks, the text as it was written. */
async function formatted<T>(
  { text, limit }: Outgoing,
  call: (text: Partial<Formatted> & { text: string }) => Promise<T>,
): Promise<T> {
  if (text.length > limit) {
    const message = `A Telegram message has at most ${limit} characters; this one has ${text.length}.`;
    throw new OmegaError('channel.request_invalid', message, { sent: 'no' });
  }
  const rich = formatMarkdown(text.toWellFormed());
  if (rich.entities.length === 0) return call({ text: rich.text });
  try {
    return await call(rich);
  } catch (thrown) {
    if (!/can't parse entities/i.test(reasonOf(thrown))) throw thrown;
    return call({ text: text.toWellFormed() });
  }
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof OmegaError ? String(thrown.facts.details?.['reason'] ?? '') : '';
}
