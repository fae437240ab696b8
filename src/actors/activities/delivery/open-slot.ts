/** Activity openSlot: sends the placeholder into which the answer is edited. A crash costs at most one stray placeholder. */
import { text } from '../../../domain/i18n/texts.ts';
import type { PartInput } from '../../../machines/chat/delivery.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { SEND_ATTEMPTS, SEND_EXPIRES_MS, channelOf, answerLane } from './parts.ts';

/** Builds the activity. */
export const openSlot = (ports: AgentPorts) =>
  activity<PartInput, { ref: string }>({
    name: 'openSlot',
    semantics: 'pure',
    pool: 'channel',
    attempts: SEND_ATTEMPTS,
    expiresMs: SEND_EXPIRES_MS,
    lane: answerLane,
    run: (input, context) => channelOf(ports, input).send(input.chat, text('placeholder'), context.key, context.signal),
  });
