/** Turns of conversations: one session each, a process that waits for the next message, one turn at a time. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { OmegaError } from '../../../contracts/errors.ts';
import type { ModelEvent, ModelRequest } from '../../../contracts/ports/provider.ts';
import type { ClaudeCodeOptions } from './options.ts';
import type { ClaudeProcess } from './process/claude-process.ts';
import { Gate } from './process/gate.ts';
import { Pool } from './process/pool.ts';
import { digestOf, gapOf, Sessions } from './sessions.ts';
import { settingOf, start } from './starting.ts';
import { runTurn, UnknownSession, type Turn } from './turn/turn.ts';
import { contentOf, newsOf, type Told } from './turn/words.ts';

const KEPT = 4;
const KEPT_MS = 300_000;

/** What every turn has. */
export type TurnBase = Pick<Turn, 'resumes' | 'idleTimeoutMs' | 'origin' | 'program'>;

/** A session that a service has refused is not taken up again: what it was refused for is in it. */
const SPOILED = new Set(['provider.request_invalid', 'provider.context_too_long']);

interface Plan {
  conversation: string;
  session: string;
  setting: string;
  told: Told;
  process: ClaudeProcess;
}

/** The conversations of the provider. */
export class Conversations {
  readonly #options: ClaudeCodeOptions;
  readonly #base: TurnBase;
  readonly #sessions: Sessions;
  readonly #pool: Pool;
  readonly #locks = new Map<string, Gate>();

  /** @param options of the provider @param base what every turn has */
  constructor(options: ClaudeCodeOptions, base: TurnBase) {
    this.#options = options;
    this.#base = base;
    this.#sessions = new Sessions(join(options.folder, 'sessions.json'));
    this.#pool = new Pool(options.kept ?? KEPT, options.keptMs ?? KEPT_MS);
  }

  /** Ends the processes that wait. */
  close(): void {
    this.#pool.close();
  }

  /**
   * Waits until no other turn of the conversation runs.
   *
   * @returns the function that lets the next one begin
   * @throws  the signal's reason
   */
  async enter(conversation: string, signal: AbortSignal): Promise<() => void> {
    const lock = this.#locks.get(conversation) ?? new Gate(1);
    this.#locks.set(conversation, lock);
    const leave = await lock.enter(signal);
    return () => {
      leave();
      if (lock.isEmpty(1)) this.#locks.delete(conversation);
    };
  }

  /**
   * Runs a turn; a session that is gone begins anew, with the history as text.
   *
   * @throws OmegaError provider.*, the signal's reason
   */
  async *turn(conversation: string, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    try {
      yield* this.#run(await this.#plan(conversation, request), request, signal);
    } catch (error) {
      if (!(error instanceof UnknownSession)) throw error;
      this.#sessions.set(conversation, undefined);
      yield* this.#run(await this.#plan(conversation, request), request, signal);
    }
  }

  /** Which session and process go on with it, and what they have to be told. */
  async #plan(conversation: string, request: ModelRequest): Promise<Plan> {
    const { messages, resume, system } = request;
    const setting = settingOf(this.#options, request);
    const kept = this.#pool.take(conversation);
    const entry = this.#sessions.get(conversation);
    const gap = entry === undefined ? undefined : gapOf(entry, messages);
    if (entry === undefined || gap === undefined) {
      kept?.process.end();
      const session = randomUUID();
      const process = await start(this.#options, request, { id: session, exists: false });
      return { conversation, session, setting, told: { messages, resume }, process };
    }
    const told: Told = { ...gap, resume };
    const { session } = entry;
    const news = kept?.setting === setting && kept.session === session ? newsOf(kept.system, system) : undefined;
    if (kept !== undefined && news !== undefined) {
      const withNews = news === '' ? told : { ...told, news };
      return { conversation, session, setting, told: withNews, process: kept.process };
    }
    kept?.process.end();
    const process = await start(this.#options, request, { id: session, exists: true });
    return { conversation, session, setting, told, process };
  }

  async *#run(plan: Plan, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const { conversation, session, setting, process } = plan;
    const last = digestOf(request.messages.at(-1) ?? { text: '' });
    const before = this.#sessions.get(conversation);
    this.#sessions.set(conversation, { session, open: last, answered: before?.answered ?? '' });
    const turn = { ...this.#base, process, content: contentOf(plan.told), shaped: request.schema !== undefined };
    try {
      for await (const event of runTurn(turn, signal)) {
        if (event.type === 'done') {
          this.#sessions.set(conversation, { session, open: '', answered: last });
          this.#pool.keep(conversation, { process, session, setting, system: request.system });
        }
        yield event;
      }
    } catch (error) {
      if (error instanceof OmegaError && SPOILED.has(error.code)) this.#sessions.set(conversation, undefined);
      throw error;
    }
  }
}
