/** Waits for what becomes of a message, woken by commits. */
import type { DaemonViews, Exchange } from '../contracts/ports/views.ts';
import { HttpFailure } from './failures.ts';

function isOpen(exchange: Exchange): boolean {
  return exchange.status === 'waiting' || exchange.status === 'running';
}

/**
 * Resolves when the run of a message has ended.
 *
 * @param closing aborted when the server closes
 * @throws        HttpFailure 503 when the daemon stops first; the answer comes with the same Idempotency-Key later
 */
export function ended(
  views: DaemonViews,
  messageId: string,
  conversation: string,
  closing: AbortSignal,
): Promise<Exchange> {
  const look = (): Exchange | undefined => {
    const exchange = views.exchange(messageId);
    return exchange === undefined || isOpen(exchange) ? undefined : exchange;
  };
  const first = look();
  if (first) return Promise.resolve(first);
  return new Promise((resolve, reject) => {
    const stopped = (): void => {
      unsubscribe();
      reject(
        new HttpFailure(
          503,
          'daemon.stopping',
          'Omega is stopping; ask again with the same Idempotency-Key to get the answer.',
        ),
      );
    };
    const unsubscribe = views.subscribe((notice) => {
      if (!notice.conversations.has(conversation)) return;
      const exchange = look();
      if (!exchange) return;
      unsubscribe();
      closing.removeEventListener('abort', stopped);
      resolve(exchange);
    });
    closing.addEventListener('abort', stopped, { once: true });
    if (closing.aborted) stopped();
  });
}
