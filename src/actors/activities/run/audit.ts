/** Activity audit (meta.audit): closes the run; always the last step. */
import type { RunStatus } from '../../../contracts/run-event.ts';
import type { StepInput } from '../../../machines/run.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';

/** Builds the activity. */
export const audit = (ports: AgentPorts) =>
  activity<StepInput & { status: RunStatus }, null>({
    name: 'audit',
    semantics: 'transactional',
    run({ runId, status }, context) {
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
      return null;
    },
  });
