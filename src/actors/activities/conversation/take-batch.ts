/** Activity takeBatch: gives the messages to answer next to a new run. */
import type { RunInput } from '../../../machines/chat/run.machine.ts';
import type { TakeBatchInput, TakeBatchOutput } from '../../../machines/chat/conversation.machine.ts';
import type { NewReply } from '../../../contracts/ports/stores/message-store.ts';
import { nextBatch, type Batch } from '../../../domain/batch.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import { wordsIn } from '../../agent/words.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import { isInner, triggerOf } from '../../agent/inner.ts';
import { appendUserMessages } from '../user-messages.ts';

/** Most waiting messages looked at when only commands are wanted. */
const LOOK = 1000;

function pick(ports: AgentPorts, input: TakeBatchInput): Batch | undefined {
  const { messages, settings } = ports;
  if (input.first > 0 && messages.isWaiting(input.key, input.first))
    return { from: input.drop ? 1 : input.first, to: input.first, kind: 'command' };
  if (input.paused)
    return nextBatch(
      messages.waiting(input.key, LOOK).filter((m) => m.kind === 'command'),
      input.mode,
      1,
    );
  return nextBatch(messages.waiting(input.key, settings.mergeLimit + 1), input.mode, settings.mergeLimit);
}

/** Inner conversations have no chat: what is said there is kept, and whoever began them reads it. */
function deliveryOf(ports: AgentPorts, key: string, channel: string): RunInput['delivery'] {
  return isInner(key) ? 'stored' : (ports.channels.get(channel)?.capabilities.delivery ?? 'stored');
}

function inputOf(ports: AgentPorts, input: TakeBatchInput, key: string, kind: RunInput['kind']): RunInput {
  const { messages, settings } = ports;
  const place = messages.lastPlace(input.key);
  const [keyChannel = '', ...chat] = input.key.split(':');
  const channel = place?.channel ?? keyChannel;
  return {
    key,
    conversation: input.key,
    channel,
    chat: place?.chat ?? chat.join(':'),
    kind,
    delivery: deliveryOf(ports, input.key, channel),
    chain: settings.chain,
    attempts: settings.attempts,
    stopped: input.stopped,
  };
}

function open(ports: AgentPorts, input: TakeBatchInput, context: ActivityContext, kind: RunInput['kind']): RunInput {
  const run = inputOf(ports, input, `r${context.newId()}`, kind);
  const details = { conversation: input.key, kind, channel: run.channel };
  ports.runs.create({
    id: run.key,
    key: input.key,
    trigger: kind === 'notice' ? 'notice' : triggerOf(input.key),
    actor: context.address,
    at: context.at,
    details,
  });
  return run;
}

/**
 * A run that was begun but is carried by nobody: the conversation failed and was restarted in between.
 * One whose actor was never born is taken up; one whose actor was stopped is closed and owned up to.
 */
function abandoned(ports: AgentPorts, input: TakeBatchInput): { adopt?: RunInput; failed?: string } {
  for (const id of ports.runs.openOf(input.key)) {
    const actor = ports.peek(`run:${id}`);
    if (actor && actor.status !== 'active') return { failed: id };
    const batch = ports.messages.batch(id);
    if (!actor && batch.length > 0)
      return { adopt: inputOf(ports, input, id, batch.some((m) => m.kind === 'command') ? 'command' : 'text') };
    if (!actor && ports.messages.reply(id)) return { adopt: inputOf(ports, input, id, 'notice') };
  }
  return {};
}

/** Opens a run that delivers words which answer no message. */
function say(
  ports: AgentPorts,
  input: TakeBatchInput,
  context: ActivityContext,
  words: Pick<NewReply, 'text' | 'role' | 'kind'> & { unasked: boolean },
): RunInput {
  const run = open(ports, input, context, 'notice');
  const id = replyId(run.key);
  ports.messages.addReply({ ...words, id, key: input.key, run: run.key, model: null, usage: null, at: context.at });
  const payload = { message_id: id, text: words.text, notice: true };
  const { address: actor, at } = context;
  ports.runs.append({ runId: run.key, kind: 'assistant_message', payload, actor, origin: 'system', at });
  return run;
}

/** A run that died, or an event that was set aside, is owned up to: the person gets a sentence instead of silence. */
function ownUp(ports: AgentPorts, input: TakeBatchInput, context: ActivityContext): RunInput {
  if (input.failedRun !== null && ports.runs.run(input.failedRun)?.status === 'running')
    ports.runs.finish(input.failedRun, 'failed', context.at);
  return say(ports, input, context, {
    text: wordsIn(ports, input.key, context.at).text('poisoned'),
    role: 'notice',
    kind: 'command',
    unasked: false,
  });
}

/** Reminders and reports go before the messages that wait: they are due. */
function deliverNotice(ports: AgentPorts, input: TakeBatchInput, context: ActivityContext): RunInput | undefined {
  if (input.first > 0 && ports.messages.isWaiting(input.key, input.first)) return undefined;
  const notice = ports.noticeQueue.next(input.key);
  if (notice === undefined) return undefined;
  const run = say(ports, input, context, { text: notice.text, role: 'assistant', kind: 'text', unasked: true });
  ports.noticeQueue.take(notice.id, run.key);
  return run;
}

/** Builds the activity. */
export const takeBatch = (ports: AgentPorts) =>
  activity<TakeBatchInput, TakeBatchOutput>({
    name: 'takeBatch',
    semantics: 'transactional',
    run(input, context) {
      const { adopt, failed } = abandoned(ports, input);
      if (adopt) return { run: adopt };
      const failedRun = input.failedRun ?? failed ?? null;
      if (failedRun !== null || input.poisoned !== null) return { run: ownUp(ports, { ...input, failedRun }, context) };
      const notice = deliverNotice(ports, input, context);
      if (notice) return { run: notice };
      const batch = pick(ports, input);
      if (batch === undefined) return { run: null };
      const run = open(ports, input, context, batch.kind);
      ports.messages.take(input.key, batch.from, batch.to, run.key);
      appendUserMessages(ports, run.key, context);
      return { run };
    },
  });
