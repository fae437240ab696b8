/** Activity think: one model call. The answer is stored piece by piece, so that a later attempt goes on where this one stopped. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ModelEvent } from '../../../contracts/ports/provider.ts';
import { resumeFilter } from '../../../domain/resume.ts';
import type { CallOutput, CallSubject } from '../../../machines/turn/call.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import { draftId, type AgentPorts } from '../../agent-ports.ts';
import { wordsIn, type Words } from '../../agent/words.ts';
import { logEvent } from '../../log-event.ts';
import type { Contexts } from './context.ts';
import { DraftWriter, deltaEvent, type Piece } from './drafts.ts';

interface ThinkInput extends CallSubject {
  provider: string;
  attempt: number;
}

type Done = Extract<ModelEvent, { type: 'done' }>;

/** Passes text through unchanged: there is nothing yet that a model could repeat. */
const fresh = { push: (piece: string) => piece, end: () => '' };

function ending(words: Words, done: Done, whole: string): string {
  if (whole.trim() === '') return words.text(done.stop === 'refusal' ? 'declined' : 'emptyAnswer');
  return done.stop === 'length' ? `\n\n${words.text('lengthReached')}` : '';
}

/** The model of a call: the one the person chose, for the first provider of the chain, else the configured one. */
function modelFor({ chosen, messages, settings }: AgentPorts, { provider, tier, conversation }: ThinkInput): string {
  const person = messages.lastPlace(conversation)?.person ?? '';
  const own = tier === 'powerful' && provider === settings.chain[0] ? chosen.get(person, 'model') : undefined;
  return own ?? settings.model(provider, tier);
}

async function stream(
  ports: AgentPorts,
  contexts: Contexts,
  input: ThinkInput,
  context: ActivityContext,
): Promise<{ done: Done; rest: Piece }> {
  const provider = ports.providers.get(input.provider);
  if (!provider) throw new OmegaError('provider.not_configured', `The provider "${input.provider}" has no settings.`);
  const draft = ports.runs.draft(input.runId, draftId(input.runId, input.part));
  const filter = draft === '' ? fresh : resumeFilter(draft);
  const { system, messages } = contexts.get(input);
  const request = {
    model: modelFor(ports, input),
    system,
    messages,
    maxTokens: ports.settings.maxTokens(input.provider),
    ...(draft === '' ? {} : { resume: draft }),
  };
  const writer = new DraftWriter(ports, context, input, draft);
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
        const last = ending(wordsIn(ports, input.conversation, context.at), event, whole);
        return { done: event, rest: await writer.rest(last) };
      }
    }
    throw new OmegaError('provider.stream_truncated', 'The answer ended without its final mark.');
  } catch (error) {
    await writer.save();
    throw error;
  }
}

/** Notes what a call took, whether it worked or not. */
function enter(ports: AgentPorts, input: ThinkInput, ms: number, done: Done | undefined): void {
  const { runId, conversation: key, purpose, provider } = input;
  const model = done?.model ?? modelFor(ports, input);
  const at = ports.clock.now();
  const usage = done?.usage ?? { input: null, output: null, cacheRead: null, cacheWrite: null };
  const cost = done ? ports.settings.costOf(provider, model, usage) : null;
  const day = ports.settings.dayOf(at);
  ports.ledger.add({ run: runId, key, purpose, provider, model, ...usage, cost, ok: done !== undefined, ms, day, at });
}

/** Builds the activity. The machine decides about retries, so that every attempt is a transition. */
export const think = (ports: AgentPorts, contexts: Contexts) =>
  activity<ThinkInput, Pick<CallOutput, 'model' | 'usage'>>({
    name: 'think',
    semantics: 'pure',
    pool: 'provider',
    async run(input, context) {
      const began = ports.clock.monotonic();
      const taken = (): number => Math.round(ports.clock.monotonic() - began);
      try {
        const { done, rest } = await stream(ports, contexts, input, context);
        const { runId, part, provider, attempt } = input;
        const { model, stop, usage } = done;
        const ms = taken();
        context.settle(() => {
          if (rest.raw !== '') ports.runs.append(deltaEvent(input, rest, context.address, ports.clock.now()));
          const payload = { type: 'model.finished', part, provider, model, attempt, stop, ms, usage: { ...usage } };
          logEvent(ports, { address: context.address, at: ports.clock.now() }, runId, payload);
          enter(ports, input, ms, done);
          contexts.forget(input);
        });
        return { model, usage: { input: usage.input, output: usage.output } };
      } catch (error) {
        // What a broken call took counts too; a call that was fenced counts nothing, it is not ours to write any more.
        await context.commit(() => enter(ports, input, taken(), undefined)).catch(() => undefined);
        throw error;
      }
    },
  });
