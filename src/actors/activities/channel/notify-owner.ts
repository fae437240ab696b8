/** Activity notifyOwner: a channel that is kept off is told on another one, once a day per reason. */
import type { ErrorCode } from '../../../contracts/errors.ts';
import { text } from '../../../domain/i18n/texts.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';

const DAY_MS = 86_400_000;
/** The owner's own surface, which is always there. */
const OWNER = 'web:owner';

/** Builds the activity. */
export const notifyOwner = (ports: AgentPorts) =>
  activity<{ channel: string; code: ErrorCode | ''; message: string }, null>({
    name: 'notifyOwner',
    semantics: 'transactional',
    run({ channel, code, message }, context) {
      const id = `notice:${channel}:${code}:${Math.floor(context.at / DAY_MS)}`;
      ports.log('warn', 'channel.off', { channel, code, message });
      if (ports.messages.has(id)) return null;
      const runId = `r${context.newId()}`;
      const words = text('channelOff', { channel, code: code === '' ? 'channel.not_configured' : code });
      const log = { runId, actor: context.address, origin: 'system', at: context.at } as const;
      ports.runs.create({
        id: runId,
        key: OWNER,
        trigger: 'channel',
        actor: context.address,
        at: context.at,
        details: { channel, code },
      });
      ports.messages.addReply({
        id,
        key: OWNER,
        role: 'notice',
        kind: 'command',
        text: words,
        run: runId,
        model: null,
        usage: null,
        at: context.at,
      });
      ports.runs.append({ ...log, kind: 'assistant_message', payload: { message_id: id, text: words, notice: true } });
      ports.runs.append({ ...log, kind: 'system_event', payload: { type: 'run.finished', status: 'done' } });
      ports.runs.finish(runId, 'done', context.at);
      return null;
    },
  });
