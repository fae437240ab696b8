/** The instruction for one step of a plan: the whole task, what the steps before came to, and this step's goal. */
import { cutToTokens } from '../text/tokens.ts';

/** One step. */
export interface PlanStep {
  title: string;
  goal: string;
}

/** Tokens that the results of earlier steps may take together. */
const RESULTS_BUDGET = 8000;

/** What a step is asked with. */
export interface StepQuestion {
  /** what the person wrote */
  task: string;
  steps: readonly PlanStep[];
  /** place of the step, from 0 */
  at: number;
  /** what the steps before it came to; an empty one failed */
  results: readonly string[];
}

/** @returns the message for the model; the newest results are kept longest when they do not all fit */
export function stepPrompt({ task, steps, at, results }: StepQuestion): string {
  const share = Math.max(200, Math.floor(RESULTS_BUDGET / Math.max(1, results.length)));
  const earlier = steps.slice(0, at).map((step, i) => {
    const result = results[i] ?? '';
    return `Step ${i + 1}: ${step.title}\nResult: ${result === '' ? '(it failed)' : cutToTokens(result, share)}`;
  });
  const step = steps[at];
  return [
    `The whole task:\n${task}`,
    ...(earlier.length === 0 ? [] : [`Done so far:\n\n${earlier.join('\n\n')}`]),
    `Now do step ${at + 1} of ${steps.length} and nothing else: ${step?.title ?? ''}\nGoal: ${step?.goal ?? ''}`,
    'Answer with the result of this step. Later steps and the final answer build on it.',
  ].join('\n\n');
}
