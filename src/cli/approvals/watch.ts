/** While an answer is being written: shows the questions it waits for, and takes the answers where the person sits. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Approval } from '../../contracts/tools/policy.ts';
import type { Connection } from '../connect.ts';
import { say, warn, type CliContext } from '../context.ts';
import { answerApproval, findApproval, listApprovals } from './client.ts';
import { headOf, howToAnswer, outcomeLine, wholeCard } from './shown.ts';
import { promptOf, readTyped } from './typed.ts';

/** Between two looks, ms. */
const LOOK_MS = 400;

/** Where a person types. */
export interface Desk {
  /**
   * Asks for one line.
   *
   * @returns undefined when nothing can be typed any more
   * @throws  the signal's reason; the prompt is gone then
   */
  ask(prompt: string, signal: AbortSignal): Promise<string | undefined>;
}

/** An answer that may wait for a yes. */
export interface Watched {
  context: CliContext;
  /** the daemon as it is now: it may come back at another address */
  connection: () => Connection;
  /** conversation the answer belongs to, e.g. `terminal:default` */
  key: string;
  /** undefined where nobody sits: then one line tells what waits */
  desk: Desk | undefined;
  /** aborted when the person stops the answer */
  signal: AbortSignal;
  /** called before anything is printed */
  onShow: () => void;
}

/** A daemon that is away for a moment has nothing to tell. */
async function quietly<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch {
    return undefined;
  }
}

/** Watches from its birth until `end`. While a question is open the words of the answer are held back, so that neither cuts the other. */
export class ApprovalWatch {
  readonly #watched: Watched;
  readonly #over = new AbortController();
  readonly #signal: AbortSignal;
  readonly #watching: Promise<void>;
  #asking = false;
  #held = '';

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#signal = AbortSignal.any([watched.signal, this.#over.signal]);
    this.#watching = this.#watch();
  }

  /** Prints a piece of the answer, or keeps it until the open question is over. */
  write(piece: string): void {
    if (this.#asking) this.#held += piece;
    else this.#watched.context.stdout.write(piece);
  }

  /** The answer has ended. Resolves when everything is printed; never throws. */
  end(): Promise<void> {
    this.#over.abort();
    return this.#watching;
  }

  async #watch(): Promise<void> {
    const { connection, key, desk } = this.#watched;
    const seen = new Set<string>();
    try {
      for (;;) {
        await pause(LOOK_MS, undefined, { signal: this.#signal });
        const open = (await quietly(listApprovals(connection()))) ?? [];
        for (const approval of open.toReversed()) {
          if (approval.key !== key || seen.has(approval.id) || this.#signal.aborted) continue;
          seen.add(approval.id);
          if (desk === undefined) this.#tellHow(approval);
          else await this.#put(desk, approval);
        }
      }
    } catch {
      // The answer has ended, and with it everything that it waited for.
    }
  }

  #tellHow(approval: Approval): void {
    this.#watched.onShow();
    warn(this.#watched.context, `omega: waits for a yes: ${headOf(approval)}   ${howToAnswer(approval)}`);
  }

  /** Puts one question and stays with it until it is answered, here or elsewhere. */
  async #put(desk: Desk, approval: Approval): Promise<void> {
    const { context, onShow } = this.#watched;
    this.#asking = true;
    onShow();
    say(context, ['', headOf(approval), ...wholeCard(approval)].join('\n'));
    const closed = new AbortController();
    try {
      const outcome = await this.#converse(desk, approval, closed);
      if (outcome !== undefined) say(context, outcomeLine(outcome));
    } finally {
      closed.abort();
      this.#asking = false;
      context.stdout.write(this.#held);
      this.#held = '';
    }
  }

  /** Asks until there is an answer. @returns what came of it when the answer was given elsewhere */
  async #converse(desk: Desk, approval: Approval, closed: AbortController): Promise<Approval | undefined> {
    const elsewhere = this.#ended(approval, closed.signal);
    for (;;) {
      const line = desk.ask(promptOf(approval), closed.signal);
      line.catch(() => undefined);
      const first = await Promise.race([line.then((typed) => ({ typed })), elsewhere.then((now) => ({ now }))]);
      if ('now' in first) {
        closed.abort();
        await line.catch(() => undefined);
        return first.now;
      }
      if (first.typed === undefined) {
        this.#tellHow(approval);
        return undefined;
      }
      if (await this.#give(approval, first.typed)) return undefined;
    }
  }

  /** Looks until a question has been answered anywhere, and once more when the answer has ended. Never throws. */
  async #ended({ id }: Approval, closed: AbortSignal): Promise<Approval | undefined> {
    const signal = AbortSignal.any([this.#signal, closed]);
    for (;;) {
      await quietly(pause(LOOK_MS, undefined, { signal }));
      if (closed.aborted || this.#watched.signal.aborted) return undefined;
      const now = await quietly(findApproval(this.#watched.connection(), id));
      if (now !== undefined && now.state !== 'pending') return now;
      if (signal.aborted) return undefined;
    }
  }

  /** Gives an answer to the daemon. @returns whether it was taken */
  async #give(approval: Approval, line: string): Promise<boolean> {
    const { context, connection } = this.#watched;
    const typed = readTyped(approval, line);
    if ('hint' in typed) {
      say(context, typed.hint);
      return false;
    }
    try {
      await answerApproval(connection(), approval.id, typed.body);
      return true;
    } catch (error) {
      warn(context, `omega: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }
}
