/** What all providers have in common around their own call: watchdog, classifier, check for the final event. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { Embeddings, ModelEvent } from '../../../contracts/ports/provider.ts';
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

/**
 * Makes one call that is answered as a whole, e.g. for vectors.
 *
 * @throws OmegaError provider.*, or the signal's reason
 */
export async function called<T>(
  work: (signal: AbortSignal) => Promise<T>,
  origin: Origin,
  { name, deadlineMs }: Bounds,
  signal: AbortSignal,
): Promise<T> {
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    return await work(AbortSignal.any([signal, deadline]));
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) throw new OmegaError('provider.timeout', `${name} did not finish in time.`);
    throw classify(error, origin, Date.now());
  }
}

/**
 * Checks vectors against the texts they were asked for.
 *
 * @throws OmegaError provider.stream_truncated when some are missing
 */
export function embedded(model: string, vectors: (number[] | undefined)[], texts: readonly string[]): Embeddings {
  const whole = vectors.filter((vector) => vector !== undefined && vector.length > 0) as number[][];
  if (whole.length === texts.length) return { model, vectors: whole };
  const found = `${whole.length} vectors for ${texts.length} texts`;
  throw new OmegaError('provider.stream_truncated', `The model ${model} gave ${found}.`);
}

/** Asks a cheap question within two seconds. Never throws. */
export async function probed(
  question: (signal: AbortSignal) => Promise<string[]>,
  origin: Origin,
  signal: AbortSignal,
): Promise<{ ok: boolean; detail: string; models?: string[] }> {
  try {
    const models = await question(AbortSignal.any([signal, AbortSignal.timeout(2000)]));
    return {
      ok: true,
      detail: `${origin.name} answers; ${models.length} ${models.length === 1 ? 'model' : 'models'}`,
      models,
    };
  } catch (error) {
    return { ok: false, detail: classify(error, origin, Date.now()).message };
  }
}
