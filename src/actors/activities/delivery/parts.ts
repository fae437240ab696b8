/** What the delivery activities share: the answer of a run, cut into parts that fit the channel. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ChannelAdapter } from '../../../contracts/ports/channel.ts';
import { whatsappText } from '../../../domain/format/whatsapp.ts';
import { splitText } from '../../../domain/split.ts';
import type { PartInput } from '../../../machines/chat/delivery.machine.ts';
import type { AgentPorts } from '../../agent-ports.ts';

/**
 * Sends of one answer run one after the other, so that their order is kept. Answers to turns of a conversation come one after
 * the other by themselves; one to a command does not wait for the turn beside it.
 */
export const answerLane = ({ runId }: PartInput): string => `answer:${runId}`;

/** Attempts of a send: with back-off up to five minutes about two hours. */
export const SEND_ATTEMPTS = 30;
/** An answer is not sent later than this after it was given. */
export const SEND_EXPIRES_MS = 86_400_000;

/** The channel of a delivery. @throws OmegaError channel.not_configured */
export function channelOf(ports: AgentPorts, input: PartInput): ChannelAdapter {
  const channel = ports.channels.get(input.channel);
  if (!channel)
    throw new OmegaError('channel.not_configured', `The channel "${input.channel}" is not set up any more.`);
  return channel;
}

/** What is left of an answer that was stopped before its first word; the command that stopped it says so in words. */
const STOPPED = '⏹';

/** The parts of the answer; a cancelled run without an answer has one part that shows it. */
export function partsOf(ports: AgentPorts, input: PartInput, channel: ChannelAdapter): string[] {
  const answer = ports.messages.reply(input.runId)?.text ?? STOPPED;
  const { markup, textLimit } = channel.capabilities;
  return splitText(markup === 'whatsapp' ? whatsappText(answer) : answer, textLimit);
}
