/** The line that says what is going on: it comes after a second, and takes nothing with it when it goes. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CliContext } from '../../../src/cli/context.ts';
import { showProgress } from '../../../src/cli/output/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A terminal: what was written on both streams, in order. */
function terminal(): { context: CliContext; written: string[] } {
  const written: string[] = [];
  const stderr = { isTTY: true, write: (text: string) => written.push(text) > 0 };
  return { context: { stderr, now: () => Date.now() } as unknown as CliContext, written };
}

test('it is cleared once: pieces of an answer behind it are left alone', () => {
  const { context, written } = terminal();
  const line = showProgress(context, 'Thinking');
  vi.advanceTimersByTime(1000);
  line.end();
  written.push('Hello ');
  line.end();
  written.push('there');
  line.end();
  expect(written).toEqual(['\r\u001b[KThinking …', '\r\u001b[K', 'Hello ', 'there']);
});

test('what takes less than a second shows nothing', () => {
  const { context, written } = terminal();
  const line = showProgress(context, 'Thinking');
  vi.advanceTimersByTime(999);
  line.end();
  vi.advanceTimersByTime(10_000);
  expect(written).toEqual([]);
});
