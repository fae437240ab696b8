/** send_message and ask_owner: words to the owner beside the answer. */
import { OmegaError } from '../../../contracts/errors.ts';
import { QuestionInput, SendInput } from '../../../domain/tools/inputs.ts';
import { ownManifest } from '../../../domain/tools/own.ts';
import { homeKey } from '../../agent/home.ts';
import { isInner } from '../../agent/inner.ts';
import { tell } from '../../agent/tell.ts';
import type { InsideTool } from './tool.ts';

/** Id of the tool that puts a question instead of doing something. */
export const ASK_OWNER = 'omega/ask_owner';

/** What a question of the model is. */
export function questionOf(args: unknown): { question: string; choices: string[] } {
  return QuestionInput.parse(args);
}

const send: InsideTool = {
  name: 'send_message',
  contexts: ['conversation', 'action', 'heartbeat'],
  manifest: ownManifest({
    name: 'send_message',
    title: 'Send a message',
    description:
      'Sends a message to another chat of the same person. Your answer itself reaches them anyway: use this only for another chat.',
    input: SendInput,
    scopes: ['chat:own:send'],
    sends: true,
  }),
  run({ ports, asker, context, runId }, args) {
    const { to, text } = SendInput.parse(args);
    const key = to === '' ? homeKey(ports) : to;
    const place = ports.messages.lastPlace(key);
    const isOwn = place?.person === asker.person || (place !== undefined && ports.settings.tools.isOwner(place.person));
    if (place === undefined || isInner(key) || !isOwn)
      throw new OmegaError('tool.arguments_invalid', `"${key}" is not a chat of this person.`);
    tell(ports, context, { key, text, id: `tool:${runId}:${context.newId()}` });
    return { output: { to: key }, text: `On its way to ${key}.` };
  },
};

const ask: InsideTool = {
  name: 'ask_owner',
  contexts: ['conversation', 'action', 'heartbeat'],
  manifest: ownManifest({
    name: 'ask_owner',
    title: 'Ask the owner',
    description:
      'Puts a question to the owner and waits for the answer, when you cannot go on without it. Otherwise ask in your answer.',
    input: QuestionInput,
    scopes: ['memory:own:read'],
  }),
  run({ ports, runId }, args) {
    const { question } = questionOf(args);
    const approval = ports.tools.approvals
      .ofRun(runId)
      .findLast((a) => a.kind === 'question' && a.card.title === question && a.state === 'resolved');
    const words = approval?.words ?? '';
    return { output: { answer: words }, text: words === '' ? 'The owner gave no answer.' : words };
  },
};

/** The tools. */
export const talkTools: readonly InsideTool[] = [send, ask];
