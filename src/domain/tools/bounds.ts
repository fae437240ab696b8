/** Bounds of a turn's tool use: how many calls, and how often the very same one. */

/** Most that one run may do with tools. */
export interface ToolBounds {
  calls: number;
  minutes: number;
  /** of all model calls of the run; 0 = no bound */
  tokens: number;
  /** millionths of a US dollar; 0 = no bound */
  cost: number;
}

/** What a run has used so far. */
export interface ToolUse {
  calls: number;
  ms: number;
  tokens: number;
  cost: number;
  /** how often this very call (tool and arguments) has been asked for, this time included */
  same: number;
}

/** The same call is refused from here on, and the model is told why. */
const TOLD = 3;
/** From here on the answer is ended. */
const ENDED = 5;

/** What is wrong with one more call. */
export type Bound = 'same' | 'loop' | 'calls' | 'minutes' | 'tokens' | 'cost';

/** @returns the bound that one more call would break; undefined when it may go on */
export function brokenBound(use: ToolUse, bounds: ToolBounds): Bound | undefined {
  if (use.same >= ENDED) return 'loop';
  if (use.same >= TOLD) return 'same';
  if (use.calls > bounds.calls) return 'calls';
  if (use.ms > bounds.minutes * 60_000) return 'minutes';
  if (bounds.tokens > 0 && use.tokens > bounds.tokens) return 'tokens';
  return bounds.cost > 0 && use.cost > bounds.cost ? 'cost' : undefined;
}

const FINISH = 'Answer now with what you have, and say what is missing.';
const WORDS: Readonly<Record<Bound, string>> = {
  same: 'You have made this very call with these very arguments before; its result will not change. Do something else, or answer.',
  loop: 'The same call was made five times; the answer is ended here.',
  calls: `No more tool calls are left for this answer. ${FINISH}`,
  minutes: `The time for tools is up for this answer. ${FINISH}`,
  tokens: `The tokens for this answer are used up. ${FINISH}`,
  cost: `The money for this answer is spent. ${FINISH}`,
};

/** What the model is told. */
export function boundWords(bound: Bound): string {
  return WORDS[bound];
}
