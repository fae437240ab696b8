/** Activity command (route.command): carries out the slash command of a run, without a model. */
import { parseCommand, type ParsedCommand } from '../../../domain/commands.ts';
import { spokenAnswer } from '../../../domain/tools/answer.ts';
import type { StepInput, Stored } from '../../../machines/chat/run.machine.ts';
import { activity } from '../../activity.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import { askerOf } from '../../agent/asker.ts';
import { commandNamed } from '../../commands/index.ts';
import { logEvent } from '../../log-event.ts';
import { wordsFor } from '../../agent/words.ts';

/** The command of a message. `yes AB2C` from another chat has acted when it came in: what became of it is told like /answer. */
function commandIn(text: string): ParsedCommand {
  const code = spokenAnswer(text)?.code ?? '';
  return parseCommand(text) ?? (code === '' ? { name: 'help', args: '' } : { name: 'answer', args: code });
}

/** Builds the activity. */
export const command = (ports: AgentPorts) =>
  activity<StepInput & { stopped: boolean }, Stored>({
    name: 'command',
    semantics: 'transactional',
    run({ runId, conversation, stopped }, context) {
      const message = ports.messages.batch(runId).findLast((m) => m.kind === 'command');
      const parsed = commandIn(message?.text ?? '');
      const place = ports.messages.lastPlace(conversation);
      const { at } = context;
      const asker = askerOf(ports, conversation, runId);
      const answer = commandNamed(parsed.name)({
        ports,
        runId,
        args: parsed.args,
        key: conversation,
        asker,
        channel: place?.channel ?? '',
        chat: place?.chat ?? '',
        stopped,
        at,
        context,
        words: wordsFor(ports, asker.person, at),
      });
      if (typeof answer !== 'string') {
        logEvent(ports, context, runId, {
          type: 'answer.read',
          text: '',
          lines: [],
          commands: [],
          files: answer.files as never,
        });
        return { replied: false, filing: true };
      }
      const text = answer;
      const id = replyId(runId);
      const reply = { id, key: conversation, text, run: runId, model: null, usage: null, at } as const;
      ports.messages.addReply({ ...reply, role: 'assistant', kind: 'command' });
      const payload = { message_id: id, text, command: parsed.name };
      ports.runs.append({ runId, kind: 'assistant_message', payload, actor: context.address, origin: 'system', at });
      return { replied: true, filing: false };
    },
  });
