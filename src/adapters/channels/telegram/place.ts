/** A place to write to on Telegram: a chat, or one topic of a forum, spelled `chat` or `chat:topic`. */
import { OmegaError } from '../../../contracts/errors.ts';

/** The ids the Bot API takes. */
export interface Place {
  chat_id: number;
  message_thread_id?: number;
}

/**
 * Spells a place as the `chat` of a message.
 *
 * @param chatId id of the chat; negative for groups
 * @param topic  id of the forum topic, if any
 * @returns      `chatId` or `chatId:topic`
 */
export function placeName(chatId: number, topic: number | undefined): string {
  return topic === undefined ? String(chatId) : `${chatId}:${topic}`;
}

/**
 * Reads what {@link placeName} wrote.
 *
 * @param chat `chatId` or `chatId:topic`
 * @returns    the ids
 * @throws     OmegaError `channel.request_invalid` when it is neither
 */
export function placeOf(chat: string): Place {
  const found = /^(-?\d+)(?::(\d+))?$/.exec(chat);
  if (found === null) {
    throw new OmegaError('channel.request_invalid', 'This is not the address of a Telegram chat.', { sent: 'no' });
  }
  const topic = found[2] === undefined ? {} : { message_thread_id: Number(found[2]) };
  return { chat_id: Number(found[1]), ...topic };
}

/**
 * Reads the id of a message.
 *
 * @param ref the decimal id Telegram gave
 * @returns   the id
 * @throws    OmegaError `channel.request_invalid` when it is not one
 */
export function messageId(ref: string): number {
  if (/^\d+$/.test(ref)) return Number(ref);
  throw new OmegaError('channel.request_invalid', 'This is not the id of a Telegram message.', { sent: 'no' });
}
