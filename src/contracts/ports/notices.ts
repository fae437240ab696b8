/** Port through which writers say what a commit touched, so that readers wake up after it. */
import type { CommitNotice } from './views.ts';

/** Collects during a transaction, publishes after its commit. */
export interface Notices {
  run(runId: string, conversation: string): void;
  conversation(key: string): void;
  transition(address: string, rev: number): void;
  /** Forgets what a rolled back transaction noted. */
  discard(): void;
  /** Tells all listeners what was noted since the last call. */
  publish(): void;
  subscribe(listener: (notice: CommitNotice) => void): () => void;
}
