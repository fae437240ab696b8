/** Activity command (route.command): carries out the slash command of a run, without a model. */
import { parseCommand } from '../../../domain/commands.ts';
import type { StepInput } from '../../../machines/run.machine.ts';
import { activity } from '../../activity.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import { commandNamed } from '../../commands/index.ts';

/** Builds the activity. */
export const command = (ports: AgentPorts) =>
  activity<StepInput & { stopped: boolean }, null>({
    name: 'command',
    semantics: 'transactional',
    run({ runId, conversation, stopped }, context) {
      const message = ports.messages.batch(runId).findLast((m) => m.kind === 'command');
      const parsed = parseCommand(message?.text ?? '') ?? { name: 'help', args: '' };
      const place = ports.messages.place(conversation);
      const words = commandNamed(parsed.name)({
        ports,
        runId,
        args: parsed.args,
        key: conversation,
        person: place?.person ?? '',
        channel: place?.channel ?? '',
        chat: place?.chat ?? '',
        sender: message?.sender ?? '',
        senderName: message?.senderName ?? '',
        stopped,
        at: context.at,
        newId: context.newId,
      });
      const id = replyId(runId);
      ports.messages.addReply({
        id,
        key: conversation,
        role: 'assistant',
        kind: 'command',
        text: words,
        run: runId,
        model: null,
        usage: null,
        at: context.at,
      });
      const payload = { message_id: id, text: words, command: parsed.name };
      ports.runs.append({
        runId,
        kind: 'assistant_message',
        payload,
        actor: context.address,
        origin: 'system',
        at: context.at,
      });
      return null;
    },
  });
