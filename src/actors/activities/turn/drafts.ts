/** Writes a growing answer as delta run events: at most one every 50 ms or 256 characters. */
import type { NewRunEvent } from '../../../contracts/run-event.ts';
import type { Clock } from '../../../contracts/ports/clock.ts';
import type { ActivityContext } from '../../activity.ts';
import { draftId, type AgentPorts } from '../../agent-ports.ts';

const FLUSH_MS = 50;
const FLUSH_CHARS = 256;

/** One draft of a run. */
export interface DraftPlace {
  runId: string;
  /** see {@link draftId} */
  part: string;
}

/** One delta event. */
export function deltaEvent({ runId, part }: DraftPlace, text: string, actor: string, at: number): NewRunEvent {
  const payload = { message_id: draftId(runId, part), text };
  return { runId, kind: 'assistant_message_delta', payload, actor, origin: 'model', at };
}

/** The event that empties a draft. */
export function resetEvent({ runId, part }: DraftPlace, actor: string, at: number): NewRunEvent {
  const payload = { type: 'draft.reset', message_id: draftId(runId, part) };
  return { runId, kind: 'system_event', payload, actor, origin: 'system', at };
}

/** Collects pieces of text and commits them in batches. */
export class DraftWriter {
  readonly #ports: { runs: AgentPorts['runs']; clock: Clock };
  readonly #context: ActivityContext;
  readonly #place: DraftPlace;
  #waiting = '';
  #flushedAt: number;
  #failed: unknown;
  #last: Promise<unknown> = Promise.resolve();

  constructor(ports: { runs: AgentPorts['runs']; clock: Clock }, context: ActivityContext, place: DraftPlace) {
    this.#ports = ports;
    this.#context = context;
    this.#place = place;
    this.#flushedAt = ports.clock.monotonic();
  }

  /** Adds a piece; commits when enough has come together. @throws what an earlier commit failed with */
  write(piece: string): void {
    if (this.#failed !== undefined) throw this.#failed;
    this.#waiting += piece;
    const due = this.#ports.clock.monotonic() - this.#flushedAt >= FLUSH_MS;
    if (this.#waiting !== '' && (due || this.#waiting.length >= FLUSH_CHARS)) this.#flush();
  }

  #flush(): void {
    const piece = this.#waiting;
    this.#waiting = '';
    this.#flushedAt = this.#ports.clock.monotonic();
    this.#last = this.#context
      .commit(() =>
        this.#ports.runs.append(deltaEvent(this.#place, piece, this.#context.address, this.#ports.clock.now())),
      )
      .catch((error: unknown) => {
        this.#failed = error;
      });
  }

  /** Waits for what is being committed. @returns the piece that has not been written, for the final commit */
  async rest(): Promise<string> {
    await this.#last;
    if (this.#failed !== undefined) throw this.#failed;
    return this.#waiting;
  }

  /** Commits everything now: the stream broke off and the draft must outlive this attempt. */
  async save(): Promise<void> {
    if (this.#waiting !== '' && this.#failed === undefined) this.#flush();
    await this.#last;
  }
}
