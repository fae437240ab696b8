/** Deletes from the chat what was said in confidence, where the channel can; otherwise the person does it. */
import type { AgentPorts } from '../../agent-ports.ts';

/**
 * Deletes a message. Whatever fails here is no reason to stop: the words are kept aside already.
 *
 * @param given the conversation, and the id of the message; other ids name nothing in a chat
 */
export async function takeOut(
  { messages, channels }: Pick<AgentPorts, 'messages' | 'channels'>,
  given: { conversation: string; id: string },
  signal: AbortSignal,
): Promise<void> {
  const place = messages.lastPlace(given.conversation);
  const ref = messages.refOf(given.id);
  if (place === undefined || ref === '') return;
  try {
    await channels.get(place.channel)?.remove?.(place.chat, ref, signal);
  } catch {
    // A chat that lets no message go keeps it: the person was told that it was confidential.
  }
}
