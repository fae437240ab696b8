/** Server-sent events by pulling: a wake-up makes the pump read from the store, so a slow reader costs nothing and misses nothing. */
import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { CommitNotice, DaemonViews } from '../contracts/ports/views.ts';

const HEARTBEAT_MS = 15_000;

/** One event on the wire. */
export interface Frame {
  id?: string;
  event?: string;
  data: string;
}

/** What a stream is fed from. */
export interface Feed {
  /** Reads what is new since the last call. `end` closes the stream after these frames. */
  pull(): { frames: Frame[]; end?: boolean };
  /** Whether a commit may have brought something for this stream. */
  concerns(notice: CommitNotice): boolean;
}

/** A latch that wakes one waiter. */
function latch(): { wake: () => void; wait: (ms: number) => Promise<boolean> } {
  let woken = false;
  let release: (() => void) | undefined;
  return {
    wake() {
      woken = true;
      release?.();
    },
    async wait(ms) {
      if (!woken) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          release = resolve;
          timer = setTimeout(resolve, ms);
        });
        clearTimeout(timer);
        release = undefined;
      }
      const was = woken;
      woken = false;
      return was;
    },
  };
}

async function pump(
  stream: SSEStreamingApi,
  feed: Feed,
  wait: (ms: number) => Promise<boolean>,
  over: () => boolean,
): Promise<void> {
  while (!over()) {
    const { frames, end } = feed.pull();
    for (const frame of frames) await stream.writeSSE(frame);
    if (end) return;
    if (frames.length > 0) continue;
    if (!(await wait(HEARTBEAT_MS)) && !over()) await stream.write(': hb\n\n');
  }
}

/**
 * Answers with a stream of events.
 *
 * @param closing aborted when the server closes: the stream ends at once
 */
export function sse(c: Context, views: DaemonViews, feed: Feed, closing: AbortSignal): Response {
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, async (stream) => {
    const { wake, wait } = latch();
    let over = closing.aborted;
    const end = (): void => {
      over = true;
      wake();
    };
    const unsubscribe = views.subscribe((notice) => {
      if (feed.concerns(notice)) wake();
    });
    stream.onAbort(end);
    closing.addEventListener('abort', end, { once: true });
    try {
      await stream.write('retry: 2000\n\n');
      await pump(stream, feed, wait, () => over);
    } finally {
      unsubscribe();
      closing.removeEventListener('abort', end);
    }
  });
}
