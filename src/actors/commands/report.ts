/** /help, /status, /whoami, /runs: what can be seen of Omega from a chat. */
import { text } from '../../domain/texts.ts';
import { moment, type Command } from './command.ts';

const RUNS = 5;

/** Lists the commands. */
export const help: Command = () => text('help');

/** Version, channels, providers, what waits. */
export const status: Command = ({ ports, key, at }) => {
  const { version, startedAt, trouble, providers, channels } = ports.status();
  return text('status', {
    version,
    uptimeMs: at - startedAt,
    waiting: ports.messages.waitingCount(key),
    trouble,
    providers,
    channels,
  });
};

/** Who Omega takes the sender for. */
export const whoami: Command = ({ channel, sender, senderName, chat }) =>
  text('whoami', { channel, sender, name: senderName, chat });

/** The last runs of this conversation. */
export const runs: Command = ({ ports, key, runId }) => {
  const items = ports.runs
    .list({ limit: RUNS + 1, conversation: key })
    .filter((r) => r.id !== runId)
    .slice(0, RUNS)
    .map((r) => ({ id: r.id, status: r.status, when: moment(r.created_at) }));
  return text('runs', { items });
};
