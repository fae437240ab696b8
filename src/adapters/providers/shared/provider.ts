/** What all providers have in common around their own call: watchdog, classifier, check for the final event. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ModelEvent } from '../../../contracts/ports/provider.ts';
import { classify, type Origin } from './classify.ts';
import { watched, type Bounds } from './watchdog.ts';

/**
 * Streams one call.
 *
 * @param open starts the call and yields its events
 * @returns    text events and exactly one `done`
 * @throws     OmegaError provider.*, or the signal's reason
 */
export async function* streamed(
  open: (signal: AbortSignal) => Promise<AsyncIterable<ModelEvent>>,
  origin: Origin,
  bounds: Bounds,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent> {
  try {
    for await (const event of watched(open, bounds, signal)) {
      yield event;
      if (event.type === 'done') return;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw classify(error, origin, Date.now());
  }
  throw new OmegaError('provider.stream_truncated', `The answer of ${origin.name} ended without its final mark.`);
}

/** Asks a cheap question within two seconds. Never throws. */
export async function probed(
  question: (signal: AbortSignal) => Promise<string[]>,
  origin: Origin,
  signal: AbortSignal,
): Promise<{ ok: boolean; detail: string; models?: string[] }> {
  try {
    const models = await question(AbortSignal.any([signal, AbortSignal.timeout(2000)]));
    return { ok: true, detail: `${origin.name} answers; ${models.length} models`, models };
  } catch (error) {
    return { ok: false, detail: classify(error, origin, Date.now()).message };
  }
}
