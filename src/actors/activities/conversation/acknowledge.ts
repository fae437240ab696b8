/** Activity acknowledge: tells a person once that their message was seen and waits. */
import { activity } from '../../activity.ts';
import { wordsIn } from '../../agent/words.ts';
import type { AgentPorts } from '../../agent-ports.ts';

/** Builds the activity. A lost acknowledgement loses nothing, so it is tried once. */
export const acknowledge = (ports: AgentPorts) =>
  activity<{ key: string; level: 'queued' | 'busy' }, null>({
    name: 'acknowledge',
    semantics: 'once',
    pool: 'channel',
    expiresMs: 60_000,
    async run({ key, level }, context) {
      const place = ports.messages.place(key);
      const channel = place && ports.channels.get(place.channel);
      if (!place || !channel || channel.capabilities.delivery === 'stored') return null;
      const waiting = ports.messages.waiting(key, 1)[0];
      if (level === 'busy') {
        const words = wordsIn(ports, key, context.at).text('busy', { waiting: ports.messages.waitingCount(key) });
        await channel.send(place.chat, words, context.key, context.signal);
      } else if (waiting && channel.capabilities.acknowledge) {
        const ref = ports.messages.refOf(waiting.id);
        if (ref !== '') await channel.acknowledge(place.chat, ref, context.signal);
      }
      return null;
    },
  });
