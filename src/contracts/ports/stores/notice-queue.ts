/** Port of the queue of notices: words for a conversation that answer no message. */

/** Words that Omega says of its own accord. */
export interface Notice {
  /** unique; a second notice with the same id is the first one */
  id: string;
  /** conversation they are for */
  key: string;
  text: string;
  /** address of the actor that says them */
  source: string;
  /** ms since 1970 UTC */
  at: number;
}

/** The queue. Writes run inside the host's transaction. */
export interface NoticeQueue {
  /** @returns false when a notice with this id was added before */
  add(notice: Notice): boolean;
  /** The oldest one of a conversation that is not on its way yet. */
  next(key: string): Notice | undefined;
  /** The newest words of a source. */
  lastFrom(source: string): string | undefined;
  /** The run that delivers a notice, once there is one. */
  runOf(id: string): string | undefined;
  /** Gives a notice to the run that delivers it. */
  take(id: string, run: string): void;
}
