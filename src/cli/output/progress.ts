/** Says what is going on once it has taken longer than a second; on standard error, so that pipes stay clean. */
import type { CliContext } from '../context.ts';
import { warn } from '../context.ts';

const PATIENCE_MS = 1000;
/** Between two lines where the last one cannot be overwritten. */
const PAUSE_MS = 5000;

/** A running display. */
export interface ProgressLine {
  say(text: string): void;
  /** Clears the line; call it before anything else is printed. Calling it again does nothing. */
  end(): void;
}

/**
 * Starts a display that stays silent for the first second.
 *
 * @param text what is being done, e.g. `Replaying`
 */
export function showProgress(context: CliContext, text: string): ProgressLine {
  const live = context.stderr.isTTY === true;
  let current = text;
  let shownAt: number | undefined;
  const show = () => {
    shownAt = context.now();
    if (live) context.stderr.write(`\r\u001b[K${current} …`);
    else warn(context, `${current} …`);
  };
  const timer = setTimeout(show, PATIENCE_MS);
  return {
    say(next) {
      current = next;
      if (shownAt !== undefined && (live || context.now() - shownAt >= PAUSE_MS)) show();
    },
    end() {
      clearTimeout(timer);
      // Once: what is printed afterwards stands on the same line.
      if (live && shownAt !== undefined) context.stderr.write('\r\u001b[K');
      shownAt = undefined;
    },
  };
}

/** Runs work under a display and clears it whatever happens. */
export async function withProgress<T>(
  context: CliContext,
  text: string,
  work: (say: (text: string) => void) => Promise<T>,
): Promise<T> {
  const line = showProgress(context, text);
  try {
    return await work((next) => line.say(next));
  } finally {
    line.end();
  }
}
