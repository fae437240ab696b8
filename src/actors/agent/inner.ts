/**
 * Inner conversations: where Omega talks to itself about a task or a heartbeat. Each belongs to the actor of the same
 * address, which begins it with a message and hears of every run that ended in it.
 */
import type { AnswerContext } from '../../contracts/agent-command.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';

const KINDS: ReadonlyMap<string, AnswerContext> = new Map([
  ['task', 'action'],
  ['heartbeat', 'heartbeat'],
]);

function prefix(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

/** @returns whether nobody but Omega takes part in it */
export function isInner(key: string): boolean {
  return KINDS.has(prefix(key));
}

/** Which commands an answer in this conversation may carry. */
export function answerContext(key: string): AnswerContext {
  return KINDS.get(prefix(key)) ?? 'conversation';
}

/** What set a run of this conversation off, as lists of runs show it. */
export function triggerOf(key: string): string {
  return isInner(key) ? prefix(key) : 'message';
}

/** Whoever an inner conversation is held for: its words go back there. */
export interface Origin {
  person: string;
  /** conversation key */
  key: string;
  sender: string;
  senderName: string;
}

/** A message that begins an inner conversation. */
export interface Beginning {
  key: string;
  origin: Origin;
  text: string;
  /** the same key begins it once */
  dedupe: string;
}

/** Begins an inner conversation afresh with a message of its own; inside a transaction. */
export function beginInner(
  { messages }: Pick<AgentPorts, 'messages'>,
  context: Pick<ActivityContext, 'at' | 'newId' | 'post'>,
  { key, origin, text, dedupe }: Beginning,
): void {
  const { at } = context;
  const place = messages.lastPlace(origin.key);
  messages.close(key, at);
  const { id, position, repeated } = messages.addInbound({
    id: `m${context.newId()}`,
    key,
    channel: place?.channel ?? 'web',
    chat: place?.chat ?? '',
    person: origin.person,
    sender: origin.sender,
    senderName: origin.senderName,
    text,
    kind: 'text',
    ref: '',
    dedupe,
    at,
  });
  if (repeated) return;
  const event = { type: 'message.received', messageId: id, position, mode: 'collect', control: null, crowded: false };
  context.post(`conversation:${key}`, event, `m:${id}`);
}
