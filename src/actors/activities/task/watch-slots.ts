/** Activity watchSlots: no due slot stays without an end; where a task cannot be woken, whoever asked for it is told. */
import type { Slot, Task } from '../../../contracts/ports/stores/task-store.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { tell } from '../../agent/tell.ts';
import { wordsFor } from '../../agent/words.ts';

/** A slot is looked after when it is this late; an action may take longer. */
const PENDING_LATE_MS = 300_000;
const ACTING_LATE_MS = 3 * 3_600_000;

function ownUp(ports: AgentPorts, context: ActivityContext, task: Task, slot: Slot): void {
  const words = wordsFor(ports, task.person, context.at);
  ports.tasks.settleSlot(task.id, slot.dueAt, 'failed', { reason: 'the task stopped working', at: context.at });
  const { description } = task;
  const text = words.text('slotMissed', { description, due: words.due(slot.dueAt) });
  tell(ports, context, { key: task.key, text, id: `${task.id}:${slot.dueAt}:missed` });
}

/** Builds the activity. */
export const watchSlots = (ports: AgentPorts) =>
  activity<object, null>({
    name: 'watchSlots',
    semantics: 'transactional',
    run(_, context) {
      for (const slot of ports.tasks.overdue(context.at - PENDING_LATE_MS)) {
        if (slot.state === 'acting' && slot.fireAt > context.at - ACTING_LATE_MS) continue;
        const task = ports.tasks.get(slot.task);
        const actor = ports.peek(`task:${slot.task}`);
        if (task === undefined) continue;
        if (actor && actor.status !== 'active') ownUp(ports, context, task, slot);
        else
          context.post(`task:${slot.task}`, { type: 'task.changed' }, `watch:${slot.task}:${slot.dueAt}:${context.at}`);
      }
      return null;
    },
  });
