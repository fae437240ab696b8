/** Where Omega speaks up by itself: the configured conversation, else the one that a person wrote in last. */
import { isDirectKey } from '../../contracts/message.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { isInner } from './inner.ts';

/** Channels that programs use; nobody reads what is said there unasked. */
export const UNREAD: ReadonlySet<string> = new Set(['api', 'terminal']);

/** @returns a conversation key; empty when nobody has written yet */
export function homeKey({ messages, settings }: Pick<AgentPorts, 'messages' | 'settings'>): string {
  if (settings.heartbeat.conversation !== '') return settings.heartbeat.conversation;
  const chats = messages.recentKeys().filter((key) => !isInner(key));
  return chats.find((key) => !UNREAD.has(key.slice(0, key.indexOf(':')))) ?? chats[0] ?? '';
}

/**
 * Where something is shown that is one person's own: the configured conversation, else the newest direct chat of this person or
 * the owner that brings words to them by itself. Somebody else who wrote last does not get to see it.
 *
 * @returns a conversation key; empty when there is none
 */
export function reachKey(
  { messages, settings, channels }: Pick<AgentPorts, 'messages' | 'settings' | 'channels'>,
  person: string,
): string {
  if (settings.heartbeat.conversation !== '') return settings.heartbeat.conversation;
  const isTheirs = (key: string): boolean => {
    const place = messages.lastPlace(key);
    const delivery = channels.get(place?.channel ?? '')?.capabilities.delivery;
    if (place === undefined || delivery === undefined || delivery === 'stored' || isInner(key)) return false;
    return isDirectKey(key, place) && (place.person === person || settings.tools.isOwner(place.person));
  };
  return messages.recentKeys().find(isTheirs) ?? '';
}
