/** Activity notifyOwner: a channel that is kept off is told on another one, once a day per reason. */
import type { ErrorCode } from '../../../contracts/errors.ts';
import { activity } from '../../activity.ts';
import { tell } from '../../agent/tell.ts';
import { wordsFor } from '../../agent/words.ts';
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
      ports.log('warn', 'channel.off', { channel, code, message });
      const words = wordsFor(ports, 'owner', context.at);
      const text = words.text('channelOff', { channel, code: code === '' ? 'channel.not_configured' : code });
      const id = `channel:${channel}:${code}:${Math.floor(context.at / DAY_MS)}`;
      tell(ports, context, { key: OWNER, text, id });
      return null;
    },
  });
