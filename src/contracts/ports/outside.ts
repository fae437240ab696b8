/** Port for programs of the owner that hand words over: said as they are, or given to the agent. */

/** What a program hands over. */
export interface Handed {
  /** name of the program, shown to the agent */
  source: string;
  message: string;
  channel: string;
  /** chat on that channel */
  target: string;
  /** makes a repeat harmless */
  key: string;
}

/** How words that were to be said ended; `queued` = not yet, they are tried on. */
export type Said = 'delivered' | 'failed' | 'queued';

/** Where programs hand words over. */
export interface Outside {
  /** Channels that can be named, the one used when none is named first. */
  channels(): string[];
  /** The chat used when none is named: the first person who is let in on the channel. */
  targetOf(channel: string): string | undefined;
  /** Says words as they are. Waits for the channel to have them, at most half a minute. */
  say(handed: Handed): Promise<Said>;
  /** Gives words to the agent, marked with where they come from. @returns id of the message */
  ask(handed: Handed): Promise<string>;
}
