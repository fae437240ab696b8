/** Activity resetDraft: messages that came in while the model was writing join the run, and the draft begins anew. */
import { activity } from '../../activity.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import { closeOpenCalls } from '../../tools/outcome.ts';
import { appendUserMessages } from '../user-messages.ts';

/** Builds the activity. Tools that were under way are given up, and their questions withdrawn. Commands stay in the queue: they are answered by runs of their own. */
export const resetDraft = (ports: AgentPorts) =>
  activity<{ runId: string; conversation: string }, null>({
    name: 'resetDraft',
    semantics: 'transactional',
    run({ runId, conversation }, context) {
      const { messages, runs, settings } = ports;
      closeOpenCalls(ports, context, runId);
      const last = messages.batch(runId).at(-1)?.position ?? 0;
      const waiting = messages.waiting(conversation, settings.mergeLimit);
      const command = waiting.findIndex((m) => m.kind === 'command');
      const joining = command === -1 ? waiting : waiting.slice(0, command);
      const [first] = joining;
      if (first) messages.take(conversation, first.position, joining.at(-1)?.position ?? first.position, runId);
      appendUserMessages(ports, runId, context, last);
      const payload = { type: 'draft.reset', message_id: replyId(runId), joined: joining.length };
      runs.append({ runId, kind: 'system_event', payload, actor: context.address, origin: 'system', at: context.at });
      return null;
    },
  });
