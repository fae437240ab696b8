/** The one watchdog of all providers: ends a stream that is silent for too long or takes too long in all. */
import { OmegaError } from '../../../contracts/errors.ts';

/** Bounds of one call. */
export interface Bounds {
  /** provider's name, for the sentence */
  name: string;
  idleTimeoutMs: number;
  deadlineMs: number;
}

/**
 * Runs a stream under watch. SDK time-outs do not notice a stream that goes silent, so this one does.
 *
 * @param open   starts the call; its signal is aborted when the caller, the idle time or the deadline says so
 * @param signal the caller's; when it is aborted its reason is thrown, whatever the SDK makes of it
 * @returns      the events of the stream
 * @throws       OmegaError provider.stream_idle | provider.timeout, the signal's reason, or what the stream throws
 */
export async function* watched<T>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  { name, idleTimeoutMs, deadlineMs }: Bounds,
  signal: AbortSignal,
): AsyncGenerator<T> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const end = (reason: unknown): void => controller.abort(reason);
  const onAbort = (): void => end(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;
  const idle = setTimeout(
    () => end(new OmegaError('provider.stream_idle', `${name} sent nothing for ${seconds(idleTimeoutMs)}.`)),
    idleTimeoutMs,
  );
  const deadline = setTimeout(
    () => end(new OmegaError('provider.timeout', `${name} did not finish within ${seconds(deadlineMs)}.`)),
    deadlineMs,
  );
  try {
    for await (const event of await open(controller.signal)) {
      idle.refresh();
      yield event;
    }
    // Some SDK streams just end when they are aborted.
    controller.signal.throwIfAborted();
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(idle);
    clearTimeout(deadline);
    signal.removeEventListener('abort', onAbort);
    controller.abort(new OmegaError('activity.fenced', 'The stream is over.'));
  }
}
