/** Activity think: one model call. The answer is stored piece by piece, so that a later attempt goes on where this one stopped. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ModelEvent } from '../../../contracts/ports/provider.ts';
import { resumeFilter } from '../../../domain/resume.ts';
import { text } from '../../../domain/texts.ts';
import type { TurnOutput } from '../../../machines/turn.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import type { Contexts } from './context.ts';
import { DraftWriter, deltaEvent } from './drafts.ts';

interface ThinkInput {
  runId: string;
  conversation: string;
  provider: string;
  attempt: number;
}

type Done = Extract<ModelEvent, { type: 'done' }>;

/** Passes text through unchanged: there is nothing yet that a model could repeat. */
const fresh = { push: (piece: string) => piece, end: () => '' };

function ending(done: Done, whole: string): string {
  if (whole.trim() === '') return done.stop === 'refusal' ? text('declined') : text('emptyAnswer');
  return done.stop === 'length' ? `\n\n${text('lengthReached')}` : '';
}

async function stream(
  ports: AgentPorts,
  contexts: Contexts,
  input: ThinkInput,
  context: ActivityContext,
): Promise<{ done: Done; rest: string }> {
  const provider = ports.providers.get(input.provider);
  if (!provider) throw new OmegaError('provider.not_configured', `The provider "${input.provider}" has no settings.`);
  const draft = ports.runs.draft(input.runId, replyId(input.runId));
  const filter = draft === '' ? fresh : resumeFilter(draft);
  const { system, messages } = contexts.get(input.runId, input.conversation);
  const request = {
    model: '',
    system,
    messages,
    maxTokens: ports.settings.maxTokens(input.provider),
    ...(draft === '' ? {} : { resume: draft }),
  };
  const writer = new DraftWriter(ports, context, input.runId);
  let whole = draft;
  const write = (piece: string): void => {
    whole += piece;
    writer.write(piece);
  };
  try {
    for await (const event of provider.stream(request, context.signal)) {
      if (event.type === 'text') write(filter.push(event.text));
      if (event.type === 'done') {
        write(filter.end());
        const last = ending(event, whole);
        return { done: event, rest: (await writer.rest()) + last };
      }
    }
    throw new OmegaError('provider.stream_truncated', 'The answer ended without its final mark.');
  } catch (error) {
    await writer.save();
    throw error;
  }
}

/** Builds the activity. The machine decides about retries, so that every attempt is a transition. */
export const think = (ports: AgentPorts, contexts: Contexts) =>
  activity<ThinkInput, Pick<TurnOutput, 'model' | 'usage'>>({
    name: 'think',
    semantics: 'pure',
    pool: 'provider',
    async run(input, context) {
      const began = ports.clock.monotonic();
      const { done, rest } = await stream(ports, contexts, input, context);
      const { runId, provider, attempt } = input;
      const { model, stop, usage } = done;
      const ms = Math.round(ports.clock.monotonic() - began);
      context.settle(() => {
        const at = ports.clock.now();
        if (rest !== '') ports.runs.append(deltaEvent(runId, rest, context.address, at));
        const payload = { type: 'model.finished', provider, model, attempt, stop, ms, usage: { ...usage } };
        ports.runs.append({ runId, kind: 'system_event', payload, actor: context.address, origin: 'system', at });
        contexts.forget(runId);
      });
      return { model, usage: { input: usage.input, output: usage.output } };
    },
  });
