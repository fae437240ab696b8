/** /help, /status, /whoami, /runs: what can be seen of Omega from a chat. */
import type { Command } from './command.ts';

const RUNS = 5;

/** Lists the commands. */
export const help: Command = ({ words }) => words.text('help');

/** Version, channels, providers, what waits. */
export const status: Command = ({ ports, key, at, words }) => {
  const { version, startedAt, trouble, providers, channels } = ports.status();
  return words.text('status', {
    version,
    uptimeMs: at - startedAt,
    waiting: ports.messages.waitingCount(key),
    trouble,
    providers,
    channels,
  });
};

/** Who Omega takes the sender for. */
export const whoami: Command = ({ channel, asker, chat, words }) =>
  words.text('whoami', { channel, sender: asker.sender, name: asker.senderName, chat });

/** The last runs of this conversation. */
export const runs: Command = ({ ports, key, runId, words }) => {
  const items = ports.runs
    .list({ limit: RUNS + 1, conversation: key })
    .filter((r) => r.id !== runId)
    .slice(0, RUNS)
    .map((r) => ({ id: r.id, status: r.status, when: words.due(r.created_at) }));
  return words.text('runs', { items });
};
