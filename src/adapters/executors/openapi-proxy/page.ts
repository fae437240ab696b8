/** A page as Markdown, made in a thread of its own: whatever a page is made of, it cannot hold up the daemon. */
import { Worker } from 'node:worker_threads';
import { OmegaError } from '../../../contracts/errors.ts';

/** What the thread gets. */
export interface PageJob {
  html: string;
  /** where it was, for its relative links */
  url: string;
}

/** What the thread answers. */
export interface PageResult {
  markdown?: string;
  error?: string;
}

const MEMORY_MB = 256;

/**
 * Turns a page into Markdown, its title and address on top.
 *
 * @throws OmegaError tool.failed for a page that cannot be read; the reason of the signal when it is aborted
 */
export function readablePage(job: PageJob, signal: AbortSignal): Promise<string> {
  const script = import.meta.url.endsWith('.ts') ? './page-thread.ts' : './page-thread.js';
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void => {
      reject(new OmegaError('tool.failed', `The page at ${job.url.slice(0, 500)} cannot be read.`, { cause }));
    };
    if (signal.aborted) return reject(signal.reason as Error);
    const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB };
    const thread = new Worker(new URL(script, import.meta.url), { workerData: job, resourceLimits });
    const stop = (): void => {
      reject(signal.reason as Error);
      void thread.terminate();
    };
    signal.addEventListener('abort', stop, { once: true });
    thread.once('message', ({ markdown, error }: PageResult) => {
      if (markdown === undefined) fail(error);
      else resolve(markdown);
      void thread.terminate();
    });
    thread.once('error', fail);
    thread.once('exit', (code) => {
      signal.removeEventListener('abort', stop);
      fail(`the thread ended with code ${code}`);
    });
  });
}
