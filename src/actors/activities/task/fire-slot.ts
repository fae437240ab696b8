/** Activity fireSlot: a reminder is told without a model; an action becomes a message in the task's own conversation. */
import type { Slot, Task } from '../../../contracts/ports/stores/task-store.ts';
import { nextOccurrence } from '../../../domain/schedule/occurrence.ts';
import type { Fired, SlotInput } from '../../../machines/time/task.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { beginInner } from '../../agent/inner.ts';
import { repeatOf } from '../../agent/tasks.ts';
import { tell } from '../../agent/tell.ts';
import { wordsFor } from '../../agent/words.ts';
import { MISSED } from './plan-slot.ts';

/** Later than this after it should have been done, a slot counts as late. */
const LATE_MS = 120_000;

const SETTLED: Fired = { next: 'settled' };

/** Whether a later due time has come as well: then this one is skipped and the later one is caught up. */
function isSuperseded(task: Task, slot: Slot, now: number): boolean {
  const next = nextOccurrence(repeatOf(task).rule, { at: task.anchor, zone: task.zone }, slot.dueAt);
  return next !== null && next <= now;
}

function remind(ports: AgentPorts, context: ActivityContext, task: Task, slot: Slot): void {
  const words = wordsFor(ports, task.person, context.at);
  const late = context.at - slot.fireAt > LATE_MS;
  const { description } = task;
  const text = late
    ? words.text('reminderLate', { description, due: words.due(slot.dueAt) })
    : words.text('reminder', { description });
  tell(ports, context, { key: task.key, text, id: `${task.id}:${slot.dueAt}` });
  const state = late ? 'caught_up' : 'ran';
  ports.tasks.settleSlot(task.id, slot.dueAt, state, { reason: late ? 'late' : '', at: context.at });
}

/** Builds the activity. */
export const fireSlot = (ports: AgentPorts) =>
  activity<SlotInput, Fired>({
    name: 'fireSlot',
    semantics: 'transactional',
    run({ id, dueAt }, context) {
      const task = ports.tasks.get(id);
      const slot = ports.tasks.slot(id, dueAt);
      const open = slot?.state === 'pending' || slot?.state === 'acting';
      // Snoozed, moved or cancelled while the timer ran: the plan is made anew.
      if (!task || !slot || !open || task.state !== 'active' || slot.fireAt > context.at) return SETTLED;
      if (slot.state === 'pending' && slot.attempts === 0 && isSuperseded(task, slot, context.at)) {
        ports.tasks.settleSlot(id, dueAt, 'skipped', { reason: MISSED, at: context.at });
        return SETTLED;
      }
      if (task.kind === 'reminder') {
        remind(ports, context, task, slot);
        return SETTLED;
      }
      const attempts = slot.attempts + 1;
      ports.tasks.changeSlot(id, dueAt, { state: 'acting', attempts });
      beginInner(ports, context, {
        key: `task:${id}`,
        origin: task,
        text: task.description,
        dedupe: `task:${id}:${dueAt}:${attempts}`,
      });
      return { next: 'begun' };
    },
  });
