/** Activity embedQuestion: asks what a message means, so that memory is searched for that too. Soon, or not at all. */
import type { StepInput } from '../../../machines/chat/run.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { embedTexts } from '../../thinking/embedding.ts';
import type { Meanings, Meant } from '../../thinking/meanings.ts';

/** An answer does not wait longer for it, ms. */
const DEADLINE_MS = 300;
/** How much of a message is asked about, characters. */
const LONGEST = 2000;

/** Asks, but not for longer than an answer may wait. */
async function ask(
  ports: AgentPorts,
  context: ActivityContext,
  { runId, conversation }: StepInput,
  text: string,
): Promise<Meant> {
  const late = new AbortController();
  let wake: () => void = () => undefined;
  const expired = new Promise<Meant>((resolve) => (wake = () => resolve({ none: 'late' })));
  const alarm = ports.clock.alarm(DEADLINE_MS, () => {
    late.abort(new DOMException('The answer does not wait for it.', 'TimeoutError'));
    wake();
  });
  const signal = AbortSignal.any([context.signal, late.signal]);
  const asked = embedTexts(ports, context, { texts: [text], run: runId, key: conversation, signal }).then(
    (found): Meant => {
      const vector = found?.vectors[0];
      return found && vector ? { model: found.model, vector } : { none: 'capped' };
    },
    (): Meant => ({ none: 'failed' }),
  );
  try {
    return await Promise.race([asked, expired]);
  } finally {
    alarm.cancel();
  }
}

/** Builds the activity. It never fails: memory is then searched by words. */
export const embedQuestion = (ports: AgentPorts, meanings: Meanings) =>
  activity<StepInput, null>({
    name: 'embedQuestion',
    semantics: 'pure',
    pool: 'provider',
    async run(input, context) {
      const text = ports.messages
        .batch(input.runId)
        .map((m) => m.text)
        .join('\n')
        .slice(0, LONGEST);
      const meant: Meant = text.trim() === '' ? { none: 'empty' } : await ask(ports, context, input, text);
      meanings.set(input.runId, meant);
      // Another model than that of the vectors: they are made anew, until then nothing compares.
      if ('model' in meant && meant.model !== ports.chosen.get('owner', 'embedding.model'))
        context.settle(() => ports.chosen.set('owner', 'embedding.model', meant.model, context.at));
      return null;
    },
  });
