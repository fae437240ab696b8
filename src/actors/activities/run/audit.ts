/** Activity audit (meta.audit): closes the run; always the last step. */
import type { RunStatus } from '../../../contracts/run-event.ts';
import type { StepInput } from '../../../machines/chat/run.machine.ts';
import { tellsAboutSelf } from '../../../domain/memory/extraction.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { closeOpenCalls } from '../../tools/outcome.ts';
import { isInner, triggerOf } from '../../agent/inner.ts';
import { findsByMeaning } from '../../thinking/embedding.ts';

/** Tells the digest of a conversation what it has to hear of: the first word after a summary, and what may be learnt from. */
function digest(ports: AgentPorts, context: ActivityContext, { runId, conversation }: StepInput): void {
  const address = `digest:${conversation}`;
  const learn = ports.messages.batch(runId).some((m) => m.kind === 'text' && tellsAboutSelf(m.text));
  const state = ports.peek(address)?.value;
  if (!learn && state !== undefined && state !== 'closed') return;
  context.post(address, { type: 'exchange.done', idleMs: ports.settings.memory.idleMs, learn }, `exchange:${runId}`);
}

/** Builds the activity. */
export const audit = (ports: AgentPorts) =>
  activity<StepInput & { status: RunStatus }, null>({
    name: 'audit',
    semantics: 'transactional',
    run({ runId, conversation, status }, context) {
      closeOpenCalls(ports, context, runId);
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
      if (findsByMeaning(ports)) context.post('indexer:main', { type: 'memory.grew' }, `grew:${runId}`);
      // An inner conversation belongs to the actor of its name, which waits for the end of its runs.
      if (isInner(conversation))
        context.post(conversation, { type: `${triggerOf(conversation)}.reported`, runId }, `reported:${runId}`);
      else if (status !== 'refused' && ports.settings.memory.learn) digest(ports, context, { runId, conversation });
      return null;
    },
  });
