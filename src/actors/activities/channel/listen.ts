/** Activity listen: receives from one chat network as long as the link holds. */
import { OmegaError } from '../../../contracts/errors.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';

/** Builds the activity. Messages go into the store, with the channel's position, in one transaction. */
export const listen = (ports: AgentPorts) =>
  activity<{ channel: string }, null>({
    name: 'listen',
    semantics: 'pure',
    pool: 'listen',
    async run({ channel }, context) {
      const adapter = ports.channels.get(channel);
      if (!adapter) throw new OmegaError('channel.not_configured', `The channel "${channel}" has no settings.`);
      const sink = {
        online: (account: string) => context.report({ type: 'channel.online', account }),
        cursor: () => ports.cursor(channel),
        receive: (messages: Parameters<AgentPorts['receive']>[1], cursor?: string) =>
          ports.receive(channel, messages, cursor),
      };
      await adapter.listen(sink, context.signal);
      return null;
    },
  });
