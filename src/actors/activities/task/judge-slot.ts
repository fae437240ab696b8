/** Activity judgeSlot: what an action came to, by its own word and its traces; told to whoever asked for it. */
import type { Slot, Task } from '../../../contracts/ports/stores/task-store.ts';
import type { Judged, SlotInput } from '../../../machines/time/task.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { tell } from '../../agent/tell.ts';
import { wordsFor } from '../../agent/words.ts';

const ATTEMPTS = 3;
const RETRY_MS = 120_000;

/** How an action ended. Without its own word it is unverified, never silently a success. */
interface Outcome {
  status: 'success' | 'unverified' | 'failed';
  reason: string;
  /** the answer, which is the message to the person */
  text: string;
}

function outcomeOf(ports: AgentPorts, runId: string): Outcome {
  const run = runId === '' ? undefined : ports.runs.run(runId);
  if (run === undefined) return { status: 'failed', reason: 'it took too long', text: '' };
  const text = ports.messages.reply(runId)?.text ?? '';
  if (run.status !== 'done') return { status: 'failed', reason: text || run.status, text: '' };
  const said = ports.runs.latest(runId, 'action.outcome');
  if (said === undefined) return { status: 'unverified', reason: '', text };
  return said['status'] === 'success'
    ? { status: 'success', reason: '', text }
    : { status: 'failed', reason: typeof said['reason'] === 'string' ? said['reason'] : '', text };
}

function settle(
  ports: AgentPorts,
  context: ActivityContext,
  { task, slot }: { task: Task; slot: Slot },
  outcome: Outcome,
): Judged {
  const words = wordsFor(ports, task.person, context.at);
  const { description } = task;
  const say = (text: string): void => {
    const id = `${task.id}:${slot.dueAt}:${slot.attempts}`;
    if (text !== '') tell(ports, context, { key: task.key, text, id });
  };
  const done = (state: 'ran' | 'failed', reason: string): Judged => {
    ports.tasks.settleSlot(task.id, slot.dueAt, state, { reason, at: context.at });
    return { again: false, delayMs: 0 };
  };
  if (outcome.status === 'success') {
    say(outcome.text);
    return done('ran', '');
  }
  if (outcome.status === 'unverified') {
    say([outcome.text, words.text('actionUnverified', { description })].filter((t) => t !== '').join('\n\n'));
    return done('ran', 'unverified');
  }
  const { reason } = outcome;
  if (slot.attempts >= ATTEMPTS || task.state !== 'active') {
    say(words.text('actionGaveUp', { description, attempts: slot.attempts, reason }));
    return done('failed', reason);
  }
  say(words.text('actionFailed', { description, reason, retryMinutes: RETRY_MS / 60_000 }));
  ports.tasks.changeSlot(task.id, slot.dueAt, { fireAt: context.at + RETRY_MS });
  return { again: true, delayMs: RETRY_MS };
}

/** Builds the activity. */
export const judgeSlot = (ports: AgentPorts) =>
  activity<SlotInput & { runId: string }, Judged>({
    name: 'judgeSlot',
    semantics: 'transactional',
    run({ id, dueAt, runId }, context) {
      const task = ports.tasks.get(id);
      const slot = ports.tasks.slot(id, dueAt);
      if (!task || slot?.state !== 'acting') return { again: false, delayMs: 0 };
      if (runId !== '') ports.tasks.changeSlot(id, dueAt, { run: runId });
      return settle(ports, context, { task, slot: { ...slot, run: runId } }, outcomeOf(ports, runId));
    },
  });
