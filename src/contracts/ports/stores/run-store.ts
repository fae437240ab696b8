/** Port of the runs: their rows and their append-only events. */
import type { NewRunEvent, RunEvent, RunStatus, RunSummary } from '../../run-event.ts';

/** The append-only list of events of each run. */
export interface RunEvents {
  /** Numbers, chains and stores one event; inside a transaction. @returns its seq in the run */
  append(event: NewRunEvent): number;
  events(run: string, after: number, limit: number): RunEvent[];
  eventsOfConversation(key: string, after: number, limit: number): RunEvent[];
  lastGseq(): number;
  /**
   * The part of an answer that has been written as deltas since the last `draft.reset`.
   * @returns '' when there is none
   */
  draft(run: string, messageId: string): string;
  /** Payload of the newest system event of a type in a run. */
  latest(run: string, type: string): RunEvent['payload'] | undefined;
  /** Checks the hash chain of one run. @returns seq of the first event that does not fit, or undefined */
  brokenAt(run: string): number | undefined;
}

/** Runs and their events. */
export interface RunStore extends RunEvents {
  /** Adds a run with its `run_created` event. */
  create(run: {
    id: string;
    key: string;
    trigger: string;
    actor: string;
    at: number;
    details: Record<string, string | number>;
  }): void;
  finish(id: string, status: RunStatus, at: number): void;
  run(id: string): RunSummary | undefined;
  /** Ids of the runs of a conversation that have not ended. */
  openOf(key: string): string[];
  list(page: { before?: number; limit: number; conversation?: string; status?: RunStatus }): RunSummary[];
}
