/** The plan of a run as its events hold it: what is to be done in which steps, and what came of each. */
import { MadePlan } from '../../contracts/made-plan.ts';
import type { ModelMessage } from '../../contracts/ports/provider.ts';
import type { RunStore } from '../../contracts/ports/stores/run-store.ts';
import { stepPrompt } from '../../domain/plan/prompt.ts';
import { draftId } from '../agent-ports.ts';

/** @returns the plan of a run with the run's id, or undefined when it has none */
export function planOf(runs: Pick<RunStore, 'latest'>, runId: string): (MadePlan & { runId: string }) | undefined {
  const parsed = MadePlan.safeParse(runs.latest(runId, 'plan.made'));
  return parsed.success ? { ...parsed.data, runId } : undefined;
}

/** What a step came to; for one that an earlier run did, what it came to there. `n` counts from 1. */
export function stepResult(
  runs: Pick<RunStore, 'latest' | 'draft'>,
  plan: MadePlan & { runId: string },
  n: number,
): string {
  const earlier = n <= plan.done && plan.from !== null ? planOf(runs, plan.from) : undefined;
  return earlier ? stepResult(runs, earlier, n) : runs.draft(plan.runId, draftId(plan.runId, `s${n}`));
}

/** The message that asks for one step: the whole task, the results so far, and the step's goal. */
export function stepMessage(
  runs: Pick<RunStore, 'latest' | 'draft'>,
  plan: MadePlan & { runId: string },
  part: string,
): ModelMessage {
  const at = Number(part.slice(1));
  const results = Array.from({ length: at - 1 }, (_, i) => stepResult(runs, plan, i + 1));
  return { role: 'user', text: stepPrompt({ task: plan.task, steps: plan.steps, at: at - 1, results }) };
}

/** Runs of a conversation that are looked through for a plan. */
const LOOK = 10;

/** The newest plan of a conversation that was left before its last step; `done` counts the steps that went well from the first on. */
export function unfinishedPlan(
  runs: Pick<RunStore, 'latest' | 'list'>,
  conversation: string,
  except: string,
): (MadePlan & { runId: string }) | undefined {
  for (const run of runs.list({ limit: LOOK, conversation })) {
    const plan = run.id === except ? undefined : planOf(runs, run.id);
    if (plan === undefined) continue;
    const told = runs.latest(run.id, 'plan.progress')?.['marks'];
    const marks = Array.isArray(told) ? told : [];
    const failed = marks.findIndex((mark) => mark !== 'done');
    const done = failed === -1 ? marks.length : failed;
    return done < plan.steps.length ? { ...plan, done } : undefined;
  }
  return undefined;
}
