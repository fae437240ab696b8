/** Turns Telegram's updates into messages of Omega; pure, and total over whatever comes from outside. */
import { InboundMessage, MAX_TEXT } from '../../../contracts/message.ts';
import { contentText } from './content.ts';
import { addressed, type Addressed } from './mention.ts';
import { placeName } from './place.ts';
import type { Bot, WireMessage, WirePress, WireUpdate } from './wire.ts';

/** What one poll brought. */
export interface Batch {
  /** in the order of their updates, none twice */
  messages: InboundMessage[];
  /** the highest update id of the batch */
  cursor: string;
}

/**
 * Maps the answer of one poll.
 *
 * The cursor is the highest id of this batch, not of all time: after a week of silence Telegram starts again at a
 * random id, which may be lower, and a cursor that only grows would then ask for the same updates for ever.
 *
 * @param updates as received: any order, repeats allowed
 * @param bot     the bot they are for
 * @returns       messages and cursor; undefined when no update has an id
 */
export function toBatch(updates: readonly WireUpdate[], bot: Bot): Batch | undefined {
  const byId = new Map<number, WireUpdate>();
  for (const update of updates) {
    if (Number.isSafeInteger(update?.update_id)) byId.set(update.update_id as number, update);
  }
  if (byId.size === 0) return undefined;
  const ids = [...byId.keys()].toSorted((a, b) => a - b);
  const messages = ids.flatMap((id) => {
    const update = byId.get(id);
    return toInbound(update?.message, bot) ?? pressed(update?.callback_query, bot) ?? [];
  });
  return { messages, cursor: String(ids.at(-1)) };
}

/**
 * Maps one message. In groups only what is meant for the bot is taken: its name, a command, a reply to it.
 *
 * The dedupe key is made of bot, chat and message id: stable over re-delivery, and unlike an update id never given
 * twice, not even to another bot in the same chat.
 *
 * @param message a message of the Bot API
 * @param bot     the bot it came to
 * @returns       the message; undefined when it is not for the bot, or says nothing (somebody joined, a pinned message)
 */
export function toInbound(message: WireMessage | undefined, bot: Bot): InboundMessage | undefined {
  if (message?.chat?.id === undefined || message.message_id === undefined) return undefined;
  const sender = senderOf(message);
  const read = textOf(message, bot);
  const direct = message.chat.type === 'private';
  if (sender === undefined || read === undefined) return undefined;
  if (!direct && !read.called && !repliesTo(message, bot)) return undefined;
  const inbound = InboundMessage.safeParse({
    channel: 'telegram',
    chat: placeName(message.chat.id, topicOf(message)),
    sender: sender.id,
    senderName: sender.name,
    direct,
    ref: String(message.message_id),
    dedupe: `telegram:${bot.id}:${message.chat.id}:${message.message_id}`,
    text: read.text.slice(0, MAX_TEXT).toWellFormed(),
    at: (message.date ?? 0) * 1000,
  });
  return inbound.success ? inbound.data : undefined;
}

/** A pressed button is the message it stands for, written by whoever pressed it. */
function pressed(press: WirePress | undefined, bot: Bot): InboundMessage | undefined {
  const { id, from, data, message } = press ?? {};
  const sender = senderOf(from === undefined ? {} : { from });
  if (id === undefined || data === undefined || message?.chat?.id === undefined || sender === undefined)
    return undefined;
  const inbound = InboundMessage.safeParse({
    channel: 'telegram',
    chat: placeName(message.chat.id, topicOf(message)),
    sender: sender.id,
    senderName: sender.name,
    direct: message.chat.type === 'private',
    ref: '',
    dedupe: `telegram:${bot.id}:press:${id}`,
    text: data.slice(0, MAX_TEXT).toWellFormed(),
    at: (message.date ?? 0) * 1000,
  });
  return inbound.success ? inbound.data : undefined;
}

function textOf(message: WireMessage, bot: Bot): Addressed | undefined {
  if (typeof message.text === 'string') {
    const read = addressed(message.text, message.entities ?? [], bot);
    // in a direct chat the bot's name is part of what was said; only `/x@bot` becomes `/x`
    return message.chat?.type === 'private' && !read.text.startsWith('/') ? { ...read, text: message.text } : read;
  }
  const caption = addressed(message.caption ?? '', message.caption_entities ?? [], bot);
  const text = contentText(message, caption.text);
  return text === undefined ? undefined : { text, called: caption.called };
}

/** Other bots are not answered, lest two bots talk for ever; an anonymous admin writes as the group's own bot. */
function senderOf({ from, sender_chat: behind }: WireMessage): { id: string; name: string } | undefined {
  // Only a real user name may begin with @: the allow-list goes by it, and anybody can call themselves "@ada".
  const spoken = (name: string): string => name.toWellFormed().replace(/^[@\s]+/, '');
  if (from?.is_bot === true && behind?.id !== undefined) {
    return { id: String(behind.id), name: spoken(behind.title ?? '') };
  }
  if (from?.id === undefined || from.is_bot === true) return undefined;
  const name = spoken([from.first_name, from.last_name].filter(Boolean).join(' '));
  return { id: String(from.id), name: from.username ? `@${from.username}` : name };
}

/** In a forum every message of a topic counts as a reply to the message that opened the topic. */
function repliesTo({ reply_to_message: earlier }: WireMessage, bot: Bot): boolean {
  return earlier?.from?.id === bot.id && earlier.forum_topic_created === undefined;
}

/** Replies in plain groups have a thread id too, which must not be sent back: only a forum's topic is a place. */
function topicOf(message: WireMessage): number | undefined {
  const forum = message.is_topic_message === true || message.chat?.is_forum === true;
  return forum ? message.message_thread_id : undefined;
}
