/** Activity fillSlot: edits the final text of a part into its placeholder; repeating it changes nothing. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { PartInput, PartOutput } from '../../../machines/chat/delivery.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { SEND_ATTEMPTS, SEND_EXPIRES_MS, channelOf, answerLane, partsOf } from './parts.ts';

/** Builds the activity. A placeholder that a person deleted is replaced by a new message. */
export const fillSlot = (ports: AgentPorts) =>
  activity<PartInput & { ref: string }, PartOutput>({
    name: 'fillSlot',
    semantics: 'idempotent',
    pool: 'channel',
    attempts: SEND_ATTEMPTS,
    expiresMs: SEND_EXPIRES_MS,
    lane: answerLane,
    async run(input, context) {
      const channel = channelOf(ports, input);
      const parts = partsOf(ports, input, channel);
      const part = parts[input.part] ?? '';
      try {
        await channel.edit(input.chat, input.ref, part, context.signal);
      } catch (error) {
        if (!(error instanceof OmegaError) || error.code !== 'channel.request_invalid') throw error;
        await channel.send(input.chat, part, context.key, context.signal);
      }
      return { parts: parts.length };
    },
  });
