/** Activity store (persist.message): turns the draft of a run into its one stored answer. */
import { text } from '../../../domain/texts.ts';
import type { StepInput } from '../../../machines/run.machine.ts';
import type { TurnOutput } from '../../../machines/turn.machine.ts';
import { activity } from '../../activity.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';

function finalText(draft: string, outcome: TurnOutput['outcome']): string {
  if (outcome === 'stopped' && draft !== '') return `${draft}\n\n(${text('stopped')})`;
  if (outcome === 'interrupted' && draft !== '') return `${draft}\n\n${text('interrupted')}`;
  return draft === '' && outcome === 'gaveUp' ? text('gaveUp', { failed: [] }) : draft;
}

/** Builds the activity. A turn that was cancelled before its first word leaves no answer. */
export const store = (ports: AgentPorts) =>
  activity<StepInput & { turn: TurnOutput }, { replied: boolean }>({
    name: 'store',
    semantics: 'transactional',
    run({ runId, conversation, turn }, context) {
      const id = replyId(runId);
      const words = finalText(ports.runs.draft(runId, id), turn.outcome);
      if (words === '') return { replied: false };
      const { model, usage } = turn;
      ports.messages.addReply({
        id,
        key: conversation,
        role: 'assistant',
        kind: 'text',
        text: words,
        run: runId,
        model: model || null,
        usage,
        at: context.at,
      });
      const payload = { message_id: id, text: words, model, usage, outcome: turn.outcome };
      ports.runs.append({
        runId,
        kind: 'assistant_message',
        payload,
        actor: context.address,
        origin: 'model',
        at: context.at,
      });
      return { replied: true };
    },
  });
