/** Collects what a transaction touched and tells listeners after its commit. */
import type { Notices } from '../contracts/ports/notices.ts';
import type { CommitNotice } from '../contracts/ports/views.ts';

/** Builds the collector. A listener that throws does not keep the others from hearing. */
export function notices(onError: (error: unknown) => void): Notices {
  const listeners = new Set<(notice: CommitNotice) => void>();
  let runs = new Set<string>();
  let conversations = new Set<string>();
  let transitions: { address: string; rev: number }[] = [];
  const reset = (): void => {
    runs = new Set();
    conversations = new Set();
    transitions = [];
  };
  return {
    run(runId, conversation) {
      runs.add(runId);
      conversations.add(conversation);
    },
    conversation: (key) => void conversations.add(key),
    transition: (address, rev) => void transitions.push({ address, rev }),
    discard: reset,
    publish() {
      if (runs.size + conversations.size + transitions.length === 0) return;
      const notice: CommitNotice = { runs, conversations, transitions };
      reset();
      for (const listener of listeners) {
        try {
          listener(notice);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
