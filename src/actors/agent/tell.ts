/** Omega says something of its own accord: the words wait in the store, and the conversation is woken to deliver them. */
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';

/** Words for a conversation. */
export interface Telling {
  /** conversation key */
  key: string;
  text: string;
  /** the same id is told once, however often this runs */
  id: string;
}

/** Actors whose words are for the person alone: the address of a consent page is a key to it. */
const CONFIDENTIAL: ReadonlySet<string> = new Set(['google:main']);

/** @returns whether models read the words of a source later, as a part of the conversation */
export function isForModels(source: string): boolean {
  return !CONFIDENTIAL.has(source);
}

/** Puts words into the queue of a conversation; inside a transaction. @returns false when they were told before */
export function tell(
  ports: Pick<AgentPorts, 'noticeQueue'>,
  context: Pick<ActivityContext, 'address' | 'at' | 'post'>,
  { key, text, id }: Telling,
): boolean {
  const added = ports.noticeQueue.add({ id, key, text, source: context.address, at: context.at });
  if (added) context.post(`conversation:${key}`, { type: 'notice.posted' }, `notice:${id}`);
  return added;
}
