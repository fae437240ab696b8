/** Where Omega speaks up by itself: the configured conversation, else the one that a person wrote in last. */
import type { AgentPorts } from '../agent-ports.ts';
import { isInner } from './inner.ts';

/** Channels that programs use; nobody reads what is said there unasked. */
const UNREAD = new Set(['api', 'terminal']);

/** @returns a conversation key; empty when nobody has written yet */
export function homeKey({ messages, settings }: Pick<AgentPorts, 'messages' | 'settings'>): string {
  if (settings.heartbeat.conversation !== '') return settings.heartbeat.conversation;
  const chats = messages.recentKeys().filter((key) => !isInner(key));
  return chats.find((key) => !UNREAD.has(key.slice(0, key.indexOf(':')))) ?? chats[0] ?? '';
}
