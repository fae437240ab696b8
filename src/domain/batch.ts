/** Which waiting messages of a conversation are answered together. */
import type { ConversationMode } from '../contracts/message.ts';

/** A message that waits, by its place in the conversation's queue. */
export interface WaitingMessage {
  /** grows with time, gaps allowed */
  position: number;
  kind: 'text' | 'command';
}

/** Positions of the messages to take next, both ends included. */
export interface Batch {
  from: number;
  to: number;
  kind: 'text' | 'command';
}

/**
 * Picks the next messages of a conversation: a command alone, in mode follow-up one text, else all texts up to the
 * next command. Order is kept whatever the mode.
 *
 * @param waiting oldest first
 * @param mode    what a message does while an earlier one is being answered
 * @param limit   most texts in one batch; less than 1 counts as 1
 * @returns       the batch, or undefined when nothing waits
 * @throws        never
 */
export function nextBatch(
  waiting: readonly WaitingMessage[],
  mode: ConversationMode,
  limit: number,
): Batch | undefined {
  const first = waiting[0];
  if (first === undefined) return undefined;
  const { position: from, kind } = first;
  if (kind === 'command' || mode === 'follow-up') return { from, to: from, kind };
  const command = waiting.findIndex((m) => m.kind === 'command');
  const texts = waiting.slice(0, command === -1 ? waiting.length : command).slice(0, Math.max(1, Math.floor(limit)));
  return { from, to: texts.at(-1)!.position, kind };
}
