/** Writes a growing answer as delta run events: at most one every 50 ms or 256 characters. */
import type { NewRunEvent } from '../../../contracts/run-event.ts';
import type { Clock } from '../../../contracts/ports/system/clock.ts';
import type { ActivityContext } from '../../activity.ts';
import { curtain, veil, type Veil } from '../../../domain/markers/veil.ts';
import { draftId, type AgentPorts } from '../../agent-ports.ts';
import { isSessionAnswer } from '../../thinking/sessions.ts';

const FLUSH_MS = 50;
const FLUSH_CHARS = 256;

/** One draft of a run. */
export interface DraftPlace {
  runId: string;
  /** see {@link draftId} */
  part: string;
}

/**
 * One delta event.
 *
 * @param text what is shown, or both that and the text as it was written where markers are held back
 */
export function deltaEvent({ runId, part }: DraftPlace, text: string | Piece, actor: string, at: number): NewRunEvent {
  const { shown, raw } = typeof text === 'string' ? { shown: text, raw: text } : text;
  const payload = { message_id: draftId(runId, part), text: shown, ...(raw === shown ? {} : { raw }) };
  return { runId, kind: 'assistant_message_delta', payload, actor, origin: 'model', at };
}

/** The event that empties a draft. */
export function resetEvent({ runId, part }: DraftPlace, actor: string, at: number): NewRunEvent {
  const payload = { type: 'draft.reset', message_id: draftId(runId, part) };
  return { runId, kind: 'system_event', payload, actor, origin: 'system', at };
}

/** A piece of a draft as it was written, and what of it is shown. */
export interface Piece {
  raw: string;
  shown: string;
}

/** A delta of words about how far something is; they are no part of the answer. */
export function progressEvent(place: DraftPlace, text: string, actor: string, at: number): NewRunEvent {
  const event = deltaEvent(place, text, actor, at);
  return { ...event, payload: { ...event.payload, progress: true } };
}

/** Collects pieces of text and commits them in batches. */
export class DraftWriter {
  readonly #ports: { runs: AgentPorts['runs']; clock: Clock };
  readonly #context: ActivityContext;
  readonly #place: DraftPlace;
  readonly #veil: Veil;
  #waiting: Piece = { raw: '', shown: '' };
  #flushedAt: number;
  #failed: unknown;
  #last: Promise<unknown> = Promise.resolve();

  /** @param before what stands in the draft already */
  constructor(
    ports: { runs: AgentPorts['runs']; clock: Clock },
    context: ActivityContext,
    place: DraftPlace,
    before: string,
  ) {
    this.#veil = isSessionAnswer(ports.runs, place.runId) ? curtain() : veil();
    this.#veil.push(before);
    this.#ports = ports;
    this.#context = context;
    this.#place = place;
    this.#flushedAt = ports.clock.monotonic();
  }

  /** Adds a piece; commits when enough has come together. @throws what an earlier commit failed with */
  write(piece: string): void {
    if (this.#failed !== undefined) throw this.#failed;
    this.#waiting = { raw: this.#waiting.raw + piece, shown: this.#waiting.shown + this.#veil.push(piece) };
    const due = this.#ports.clock.monotonic() - this.#flushedAt >= FLUSH_MS;
    if (this.#waiting.raw !== '' && (due || this.#waiting.raw.length >= FLUSH_CHARS)) this.#flush();
  }

  #flush(): void {
    const piece = this.#waiting;
    this.#waiting = { raw: '', shown: '' };
    this.#flushedAt = this.#ports.clock.monotonic();
    this.#last = this.#context
      .commit(() =>
        this.#ports.runs.append(deltaEvent(this.#place, piece, this.#context.address, this.#ports.clock.now())),
      )
      .catch((error: unknown) => {
        this.#failed = error;
      });
  }

  /** Waits for what is being committed. @returns the piece that has not been written, with the last words, for the final commit */
  async rest(last: string): Promise<Piece> {
    await this.#last;
    if (this.#failed !== undefined) throw this.#failed;
    const { raw, shown } = this.#waiting;
    return { raw: raw + last, shown: shown + this.#veil.push(last) + this.#veil.end() };
  }

  /** Commits everything now: the stream broke off and the draft must outlive this attempt. */
  async save(): Promise<void> {
    if (this.#waiting.raw !== '' && this.#failed === undefined) this.#flush();
    await this.#last;
  }
}
