/** Messages as they come in from any channel. */
import { z } from 'zod';

/** Longest text taken from one message, in UTF-16 units. */
export const MAX_TEXT = 1_048_576;

/** What a message does while an earlier one is being answered. */
export const ConversationMode = z.enum(['collect', 'follow-up', 'steer', 'interrupt']);
export type ConversationMode = z.infer<typeof ConversationMode>;

/** A message of a person, provider-neutral. */
export const InboundMessage = z.object({
  /** channel name: telegram, web, terminal, api */
  channel: z.string().min(1),
  /** the chat on that channel */
  chat: z.string().min(1),
  /** who wrote it, id on that channel */
  sender: z.string().min(1),
  senderName: z.string().default(''),
  /** a chat of one person with Omega; false in groups */
  direct: z.boolean(),
  /** id on the channel, to reply or react to; empty where there is none */
  ref: z.string().default(''),
  /** makes a repeat harmless: unique per channel */
  dedupe: z.string().min(1),
  text: z.string().max(MAX_TEXT),
  /** ms since 1970 UTC, by the channel's clock */
  at: z.number().int(),
  mode: ConversationMode.optional(),
});
export type InboundMessage = z.infer<typeof InboundMessage>;

/**
 * The key of the conversation a message belongs to: one per person and chat, never shared by two people.
 *
 * @returns `channel:chat` in a direct chat, `channel:chat:sender` in a group
 */
export function conversationKey(m: Pick<InboundMessage, 'channel' | 'chat' | 'sender' | 'direct'>): string {
  return m.direct ? `${m.channel}:${m.chat}` : `${m.channel}:${m.chat}:${m.sender}`;
}

/** Whether a key is that of a direct chat at this place, with nobody else in it, as {@link conversationKey} makes it. */
export function isDirectKey(key: string, { channel, chat }: Pick<InboundMessage, 'channel' | 'chat'>): boolean {
  return key === `${channel}:${chat}`;
}
