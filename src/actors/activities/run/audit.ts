/** Activity audit (meta.audit): closes the run; always the last step. */
import type { RunStatus } from '../../../contracts/run-event.ts';
import type { StepInput } from '../../../machines/chat/run.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { isInner, triggerOf } from '../../agent/inner.ts';

/** Builds the activity. */
export const audit = (ports: AgentPorts) =>
  activity<StepInput & { status: RunStatus }, null>({
    name: 'audit',
    semantics: 'transactional',
    run({ runId, conversation, status }, context) {
      const type = status === 'cancelled' ? 'run.cancelled' : status === 'failed' ? 'run.failed' : 'run.finished';
      const payload = { type, status };
      ports.runs.append({
        runId,
        kind: 'system_event',
        payload,
        actor: context.address,
        origin: 'system',
        at: context.at,
      });
      ports.runs.finish(runId, status, context.at);
      // An inner conversation belongs to the actor of its name, which waits for the end of its runs.
      if (isInner(conversation))
        context.post(conversation, { type: `${triggerOf(conversation)}.reported`, runId }, `reported:${runId}`);
      else if (status !== 'refused' && ports.settings.memory.learn) {
        const { idleMs } = ports.settings.memory;
        context.post(`digest:${conversation}`, { type: 'exchange.done', idleMs }, `exchange:${runId}`);
      }
      return null;
    },
  });
