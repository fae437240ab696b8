/** Activity planSlot: the next due time of a task, as a row; what was missed meanwhile is skipped or caught up once. */
import type { Slot, Task } from '../../../contracts/ports/stores/task-store.ts';
import { missedSlots, nextOccurrence } from '../../../domain/schedule/occurrence.ts';
import { quietUntil } from '../../../domain/schedule/quiet.ts';
import type { Planned } from '../../../machines/time/task.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { repeatOf } from '../../agent/tasks.ts';

const NONE: Planned = { dueAt: null };

/** Reasons in the table of slots; the watchdog and /tasks show them. */
export const MISSED = 'missed while Omega was not running';
const ENDED: Readonly<Record<string, string>> = {
  cancelled: 'the task was cancelled',
  paused: 'the task was paused',
};

/** A slot that nobody will do any more is settled, or dropped when it had not come due. */
function clear(ports: AgentPorts, task: Task, open: Slot, now: number): void {
  if (open.state === 'pending' && open.dueAt > now) ports.tasks.dropSlot(task.id, open.dueAt);
  else
    ports.tasks.settleSlot(task.id, open.dueAt, 'skipped', {
      reason: ENDED[task.state] ?? 'the task was changed',
      at: now,
    });
}

/** Settles what was missed and says which slot comes next. */
function nextSlot(ports: AgentPorts, task: Task, now: number): number | null {
  const { rule } = repeatOf(task);
  const anchor = { at: task.anchor, zone: task.zone };
  // What came due before the task was made, edited or resumed was not missed: nobody asked for it.
  const from = Math.max(ports.tasks.lastDue(task.id) ?? 0, task.updatedAt);
  const { catchUp, skipped } = missedSlots(rule, anchor, from, now);
  for (const dueAt of skipped) {
    ports.tasks.addSlot({ task: task.id, dueAt, fireAt: dueAt });
    ports.tasks.settleSlot(task.id, dueAt, 'skipped', { reason: MISSED, at: now });
  }
  return catchUp ?? nextOccurrence(rule, anchor, Math.max(now, from));
}

function isStale(task: Task, open: Slot): boolean {
  const { rule } = repeatOf(task);
  const anchor = { at: task.anchor, zone: task.zone };
  return nextOccurrence(rule, anchor, open.dueAt - 1) !== open.dueAt;
}

function wait(slot: Pick<Slot, 'dueAt' | 'fireAt'>, context: ActivityContext): Planned {
  return { dueAt: slot.dueAt, delayMs: Math.max(0, slot.fireAt - context.at) };
}

/** Builds the activity. */
export const planSlot = (ports: AgentPorts) =>
  activity<{ id: string }, Planned>({
    name: 'planSlot',
    semantics: 'transactional',
    run({ id }, context) {
      const task = ports.tasks.get(id);
      if (!task) return NONE;
      const open = ports.tasks.openSlot(id);
      const usable = open && task.state === 'active' && !isStale(task, open);
      if (usable) return wait(open, context);
      if (open) clear(ports, task, open, context.at);
      if (task.state !== 'active') return NONE;
      const dueAt = nextSlot(ports, task, context.at);
      if (dueAt === null) {
        ports.tasks.change(id, { state: 'done' }, context.at);
        return NONE;
      }
      const fireAt = task.explicitTime ? dueAt : quietUntil(Math.max(dueAt, context.at), ports.settings.quiet);
      ports.tasks.addSlot({ task: id, dueAt, fireAt: Math.max(dueAt, fireAt) });
      return wait({ dueAt, fireAt }, context);
    },
  });
