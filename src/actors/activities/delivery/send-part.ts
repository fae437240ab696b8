/** Activities sendKeyed and sendBlind: send one part of an answer to channels that cannot edit. */
import type { PartInput, PartOutput } from '../../../machines/chat/delivery.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { SEND_ATTEMPTS, SEND_EXPIRES_MS, channelOf, answerLane, partsOf } from './parts.ts';

const send =
  (ports: AgentPorts) =>
  async (input: PartInput, context: ActivityContext): Promise<PartOutput> => {
    const channel = channelOf(ports, input);
    const parts = partsOf(ports, input, channel);
    await channel.send(input.chat, parts[input.part] ?? '', context.key, context.signal);
    return { parts: parts.length };
  };

const bounds = { pool: 'channel', attempts: SEND_ATTEMPTS, expiresMs: SEND_EXPIRES_MS, lane: answerLane };

/** For channels that collapse equal keys. */
export const sendKeyed = (ports: AgentPorts) =>
  activity<PartInput, PartOutput>({ ...bounds, name: 'sendKeyed', semantics: 'idempotent', run: send(ports) });

/** For channels without keys: an uncertain send is repeated once, and only once. */
export const sendBlind = (ports: AgentPorts) =>
  activity<PartInput, PartOutput>({ ...bounds, name: 'sendBlind', semantics: 'blind', run: send(ports) });
