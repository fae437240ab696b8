/** Picks and shapes the messages that go into one model call, under a limit of messages and a budget of tokens. */
import type { ModelMessage } from '../contracts/ports/provider.ts';
import { cutToTokens, estimateTokens } from './text/tokens.ts';

/** A stored message as the prompt sees it. */
export interface PromptMessage {
  id: string;
  role: 'user' | 'assistant' | 'notice';
  text: string;
}

/** What to assemble from. */
export interface PromptInput {
  /** oldest first */
  messages: readonly PromptMessage[];
  /** most messages, the newest count; less than 1 counts as 1 */
  limit: number;
  /** tokens for system text and messages together; less than {@link MIN_BUDGET} counts as that */
  budget: number;
  system: string;
}

/** What to call the model with, and why. */
export interface Prompt {
  system: string;
  /** starts and ends with a user message, roles alternate; empty when there is no user message */
  messages: ModelMessage[];
  /** ids that are in, in the order they stand in the prompt */
  included: string[];
  /** ids that are out, oldest first */
  dropped: { id: string; reason: 'limit' | 'budget' }[];
  /** estimate for system text and messages */
  tokens: number;
  /** ids of shortened messages; `system` when the system text was shortened */
  cut: string[];
}

/** The least budget that still says something, tokens. */
export const MIN_BUDGET = 64;
/** What a message costs beside its text: role and separators, tokens. */
const OVERHEAD = 4;
/** No message but the newest may fill more of the budget than this part: one huge paste must not push out the rest. */
const OLDER_SHARE = 4;

interface Chosen {
  id: string;
  role: ModelMessage['role'];
  text: string;
}

/**
 * Assembles the prompt of one model call: the newest messages that fit, the newest user message always.
 *
 * Notices and blank texts are left out without a word; so is what the assistant said before the first user message.
 * Messages after the newest user message (an answer stored while that message was waiting) are put before it,
 * because a model answers what stands last. Consecutive messages of one role are joined by a blank line.
 *
 * @param input messages oldest first, limit in messages, budget in tokens
 * @returns     at most `max(budget, MIN_BUDGET)` tokens; a message is in whole, cut in its middle, or dropped;
 *              once one is dropped all older ones are, so the history has no holes
 * @throws      never
 */
export function assemblePrompt(input: PromptInput): Prompt {
  const budget = Math.max(MIN_BUDGET, Math.floor(input.budget));
  const { older, last } = inAnsweringOrder(input.messages);
  const lastCost = last === undefined ? 0 : costOf(last.text);
  // The system text may take everything but the newest message, and at least half.
  const system = cutToTokens(input.system, budget - Math.min(lastCost, Math.floor(budget / 2)));
  const cut = system === input.system ? [] : ['system'];
  if (last === undefined) {
    return { system, messages: [], included: [], dropped: [], tokens: estimateTokens(system), cut };
  }
  let left = budget - estimateTokens(system);
  const newest: Chosen = { ...last, text: cutToTokens(last.text, left - OVERHEAD) };
  left -= costOf(newest.text);
  const picked = pickOlder(older, {
    limit: Math.max(1, input.limit) - 1,
    left,
    most: Math.floor(budget / OLDER_SHARE),
  });
  const chosen = [...picked.chosen, newest];
  const messages = joinRoles(chosen);
  const before = new Map([...older, last].map((m) => [m.id, m.text]));
  return {
    system,
    messages,
    included: chosen.map((m) => m.id),
    dropped: picked.dropped,
    tokens: messages.reduce((sum, m) => sum + costOf(m.text), estimateTokens(system)),
    cut: [...cut, ...chosen.filter((m) => before.get(m.id) !== m.text).map((m) => m.id)],
  };
}

function costOf(text: string): number {
  return estimateTokens(text) + OVERHEAD;
}

/** @returns what a model may read, the newest user message taken out of its place */
function inAnsweringOrder(messages: readonly PromptMessage[]): { older: Chosen[]; last: Chosen | undefined } {
  const speakable = messages.filter((m): m is Chosen => m.role !== 'notice' && m.text.trim() !== '');
  const at = speakable.findLastIndex((m) => m.role === 'user');
  return { older: speakable.filter((_, i) => i !== at), last: speakable[at] };
}

/**
 * Goes back in time as far as limit and budget allow.
 *
 * @param older  oldest first
 * @param bounds `limit` messages, `left` tokens for all, `most` tokens for one
 */
function pickOlder(
  older: readonly Chosen[],
  bounds: { limit: number; left: number; most: number },
): { chosen: Chosen[]; dropped: Prompt['dropped'] } {
  const firstInLimit = Math.max(0, older.length - bounds.limit);
  let left = bounds.left;
  let start = older.length;
  let reason: 'limit' | 'budget' = 'limit';
  const chosen: Chosen[] = [];
  for (let i = older.length - 1; i >= firstInLimit; i--) {
    const message = older[i]!;
    const text = cutToTokens(message.text, bounds.most - OVERHEAD);
    if (costOf(text) > left) {
      reason = 'budget';
      break;
    }
    left -= costOf(text);
    chosen.unshift({ ...message, text });
    start = i;
  }
  // A prompt starts with the person's words; an answer without its question goes the way of the question.
  while (chosen[0]?.role === 'assistant') {
    chosen.shift();
    start++;
  }
  const firstUser = older.findIndex((m) => m.role === 'user');
  const dropped = older.slice(0, start).flatMap((m, i): Prompt['dropped'] => {
    if (firstUser === -1 || i < firstUser) return [];
    return [{ id: m.id, reason: i < firstInLimit ? 'limit' : reason }];
  });
  return { chosen, dropped };
}

function joinRoles(chosen: readonly Chosen[]): ModelMessage[] {
  const messages: ModelMessage[] = [];
  for (const { role, text } of chosen) {
    const previous = messages.at(-1);
    if (previous?.role === role) previous.text += `\n\n${text}`;
    else messages.push({ role, text });
  }
  return messages;
}
