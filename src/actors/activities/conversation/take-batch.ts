/** Activity takeBatch: gives the messages to answer next to a new run. */
import type { RunInput } from '../../../machines/chat/run.machine.ts';
import type { TakeBatchInput, TakeBatchOutput } from '../../../machines/chat/conversation.machine.ts';
import { nextBatch, type Batch } from '../../../domain/batch.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import { isForModels } from '../../agent/tell.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { appendUserMessages } from '../user-messages.ts';
import { abandoned, openRun, ownUp, say, type Beginning } from './begin.ts';
import { waitingAsides } from './waiting-asides.ts';

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

/** Reminders and reports go before the messages that wait: they are due. */
function deliverNotice(
  ports: AgentPorts,
  { key, first }: TakeBatchInput,
  begin: Beginning,
  context: ActivityContext,
): RunInput | undefined {
  if (first > 0 && ports.messages.isWaiting(key, first)) return undefined;
  const notice = ports.noticeQueue.next(key);
  if (notice === undefined) return undefined;
  const kind = isForModels(notice.source) ? 'text' : 'command';
  const run = say(ports, begin, context, { text: notice.text, role: 'assistant', kind, unasked: true });
  ports.noticeQueue.take(notice.id, run.key);
  return run;
}

/** Gives a batch to a run. What /stop drops leaves out the commands that are answered beside the turns. */
function take(ports: AgentPorts, { key, drop }: TakeBatchInput, { from, to }: Batch, run: string): void {
  const kept = drop ? waitingAsides(ports, key).filter((position) => position >= from && position < to) : [];
  let next = from;
  for (const position of kept) {
    if (position > next) ports.messages.take(key, next, position - 1, run);
    next = position + 1;
  }
  ports.messages.take(key, next, to, run);
}

/** Builds the activity. */
export const takeBatch = (ports: AgentPorts) =>
  activity<TakeBatchInput, TakeBatchOutput>({
    name: 'takeBatch',
    semantics: 'transactional',
    run(input, context) {
      const begin: Beginning = { key: input.key, lane: 'turns', stopped: input.stopped };
      const { adopt, failed } = abandoned(ports, begin);
      if (adopt) return { run: adopt };
      const failedRun = input.failedRun ?? failed ?? null;
      if (failedRun !== null || input.poisoned !== null) return { run: ownUp(ports, begin, context, failedRun) };
      const notice = deliverNotice(ports, input, begin, context);
      if (notice) return { run: notice };
      const batch = pick(ports, input);
      if (batch === undefined) return { run: null };
      const run = openRun(ports, begin, context, batch.kind);
      take(ports, input, batch, run.key);
      appendUserMessages(ports, run.key, context);
      return { run };
    },
  });
