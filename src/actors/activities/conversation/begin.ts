/** How a run begins: what it is born with, and what is done about one that nobody carries any more. */
import type { NewReply } from '../../../contracts/ports/stores/message-store.ts';
import type { RunInput } from '../../../machines/chat/run.machine.ts';
import type { ActivityContext } from '../../activity.ts';
import { isInner, triggerOf } from '../../agent/inner.ts';
import { wordsIn } from '../../agent/words.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';

/** Who begins a run: the turns of a conversation, or the commands that are answered beside them. */
export type Lane = 'turns' | 'asides';

/** What every run of one lane of one conversation begins with. */
export interface Beginning {
  /** conversation key */
  key: string;
  lane: Lane;
  /** a control command found a run to stop */
  stopped: boolean;
}

/** Says in the list of runs what set it off; asides are known by it. */
const ASIDE = 'command';

/** Inner conversations have no chat: what is said there is kept, and whoever began them reads it. */
function deliveryOf(ports: AgentPorts, key: string, channel: string): RunInput['delivery'] {
  return isInner(key) ? 'stored' : (ports.channels.get(channel)?.capabilities.delivery ?? 'stored');
}

function inputOf(ports: AgentPorts, begin: Beginning, run: string, kind: RunInput['kind']): RunInput {
  const { messages, settings } = ports;
  const { key, stopped } = begin;
  const place = messages.lastPlace(key);
  const [keyChannel = '', ...chat] = key.split(':');
  const channel = place?.channel ?? keyChannel;
  return {
    key: run,
    conversation: key,
    channel,
    chat: place?.chat ?? chat.join(':'),
    kind,
    delivery: deliveryOf(ports, key, channel),
    chain: settings.chain,
    attempts: settings.attempts,
    stopped,
  };
}

/** Opens a run. @returns what it is born with */
export function openRun(
  ports: AgentPorts,
  begin: Beginning,
  context: ActivityContext,
  kind: RunInput['kind'],
): RunInput {
  const run = inputOf(ports, begin, `r${context.newId()}`, kind);
  const details = { conversation: begin.key, kind, channel: run.channel };
  const own = kind === 'notice' ? 'notice' : triggerOf(begin.key);
  const trigger = begin.lane === 'asides' ? ASIDE : own;
  ports.runs.create({ id: run.key, key: begin.key, trigger, actor: context.address, at: context.at, details });
  return run;
}

/**
 * A run of this lane that was begun but is carried by nobody: its actor failed and was restarted in between.
 * One whose actor was never born is taken up; one whose actor was stopped is closed and owned up to.
 */
export function abandoned(ports: AgentPorts, begin: Beginning): { adopt?: RunInput; failed?: string } {
  for (const id of ports.runs.openOf(begin.key)) {
    // The other lane's may be about to be born.
    if ((ports.runs.run(id)?.trigger === ASIDE) !== (begin.lane === 'asides')) continue;
    const actor = ports.peek(`run:${id}`);
    if (actor && actor.status !== 'active') return { failed: id };
    const batch = ports.messages.batch(id);
    if (!actor && batch.length > 0)
      return { adopt: inputOf(ports, begin, id, batch.some((m) => m.kind === 'command') ? 'command' : 'text') };
    if (!actor && ports.messages.reply(id)) return { adopt: inputOf(ports, begin, id, 'notice') };
  }
  return {};
}

/** Opens a run that delivers words which answer no message. */
export function say(
  ports: AgentPorts,
  begin: Beginning,
  context: ActivityContext,
  words: Pick<NewReply, 'text' | 'role' | 'kind'> & { unasked: boolean },
): RunInput {
  const run = openRun(ports, begin, context, 'notice');
  const id = replyId(run.key);
  ports.messages.addReply({ ...words, id, key: begin.key, run: run.key, model: null, usage: null, at: context.at });
  const payload = { message_id: id, text: words.text, notice: true };
  const { address: actor, at } = context;
  ports.runs.append({ runId: run.key, kind: 'assistant_message', payload, actor, origin: 'system', at });
  return run;
}

/** A run that died, or an event that was set aside, is owned up to: the person gets a sentence instead of silence. */
export function ownUp(
  ports: AgentPorts,
  begin: Beginning,
  context: ActivityContext,
  failedRun: string | null,
): RunInput {
  if (failedRun !== null && ports.runs.run(failedRun)?.status === 'running')
    ports.runs.finish(failedRun, 'failed', context.at);
  return say(ports, begin, context, {
    text: wordsIn(ports, begin.key, context.at).text('poisoned'),
    role: 'notice',
    kind: 'command',
    unasked: false,
  });
}
