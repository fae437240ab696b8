/** Room for thoughts: some services count what a model thinks into the limit of its answer. */

/** A small question gets so many tokens more to think in; a long answer has room enough, and models have limits of their own. */
const ROOM = 4096;

/** @returns the limit to send for an answer of at most so many tokens, where thoughts are counted too */
export function withRoom(maxTokens: number): number {
  return maxTokens < ROOM ? maxTokens + ROOM : maxTokens;
}
