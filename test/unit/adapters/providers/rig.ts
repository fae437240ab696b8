/** What the tests of the providers share: a request, and an answer read to its end. */
import type { ModelEvent, ModelProvider, ModelRequest } from '../../../../src/contracts/ports/provider.ts';

/** No test here waits for a silence. */
export const TIMES = { idleTimeoutMs: 5000, deadlineMs: 20_000 };

/** A request with one message. */
export const ask = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  model: '',
  system: 'Be brief.',
  messages: [{ role: 'user', text }],
  maxTokens: 100,
  ...more,
});

/** All events of an answer. */
export async function read(provider: ModelProvider, request: ModelRequest): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of provider.stream(request, new AbortController().signal)) events.push(event);
  return events;
}

/** The calls of an answer. */
export const callsOf = (events: readonly ModelEvent[]) => events.flatMap((e) => (e.type === 'call' ? [e.call] : []));
