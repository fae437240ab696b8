/** Activity think: one model call. The answer is stored piece by piece, so that a later attempt goes on where this one stopped. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ModelEvent, ModelToolCall } from '../../../contracts/ports/provider.ts';
import type { NewRound } from '../../../contracts/ports/stores/tool-store.ts';
import { resumeFilter } from '../../../domain/resume.ts';
import type { CallSubject, Thought } from '../../../machines/turn/call.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import { draftId, type AgentPorts } from '../../agent-ports.ts';
import { wordsIn, type Words } from '../../agent/words.ts';
import { logEvent } from '../../log-event.ts';
import type { Contexts } from './context.ts';
import { DraftWriter, deltaEvent, resetEvent, type Piece } from './drafts.ts';
import { OwnTools } from './own-tools.ts';
import { toolsFor, withRounds } from './tools.ts';

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

/** What one call of the model came to: its words, and the calls it waits for. */
interface Streamed {
  done: Done;
  rest: Piece;
  /** everything it wrote, without what we add */
  text: string;
  calls: ModelToolCall[];
}

async function stream(
  ports: AgentPorts,
  contexts: Contexts,
  input: ThinkInput,
  context: ActivityContext,
): Promise<Streamed> {
  const provider = ports.providers.get(input.provider);
  if (!provider) throw new OmegaError('provider.not_configured', `The provider "${input.provider}" has no settings.`);
  const draft = ports.runs.draft(input.runId, draftId(input.runId, input.part));
  const filter = draft === '' ? fresh : resumeFilter(draft);
  const { system, messages } = contexts.get(input);
  const tools = toolsFor(ports, input, provider);
  const request = {
    model: modelFor(ports, input),
    system,
    messages: withRounds(ports, input, { messages, native: tools.length > 0 || provider.abilities.agent }),
    maxTokens: ports.settings.maxTokens(input.provider),
    conversation: input.conversation,
    ...(tools.length === 0 ? {} : { tools }),
    ...(draft === '' ? {} : { resume: draft }),
  };
  const writer = new DraftWriter(ports, context, input, draft);
  const own = new OwnTools(ports, context, input);
  const calls: ModelToolCall[] = [];
  let whole = draft;
  const write = (piece: string): void => {
    whole += piece;
    writer.write(piece);
  };
  try {
    for await (const event of provider.stream(request, context.signal)) {
      if (event.type === 'text') write(filter.push(event.text));
      // A model that is offered no tools has none: what it calls all the same would be refused for ever.
      if (event.type === 'call' && tools.length > 0) calls.push(event.call);
      if (event.type === 'own_call' || event.type === 'own_result') own.note(event);
      if (event.type === 'done') {
        write(filter.end());
        const words = wordsIn(ports, input.conversation, context.at);
        const last = calls.length > 0 ? '' : ending(words, event, whole);
        return { done: event, rest: await writer.rest(last), text: whole, calls };
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
  const cost = done ? (done.cost ?? ports.settings.costOf(provider, model, usage)) : null;
  const day = ports.settings.dayOf(at);
  ports.ledger.add({ run: runId, key, purpose, provider, model, ...usage, cost, ok: done !== undefined, ms, day, at });
}

/** Id of a tool call: the key of everything that is done for it. */
function callId({ runId, part }: ThinkInput, round: number, place: number): string {
  return `${runId}/${part}.${round}.${place}`;
}

/** Writes down what a call of the model came to. */
function settle(
  ports: AgentPorts,
  input: ThinkInput,
  context: ActivityContext,
  { done, rest, text, calls, round, ms }: Omit<Streamed, 'calls'> & Pick<NewRound, 'calls' | 'round'> & { ms: number },
): void {
  const { runId, part, provider, attempt, conversation } = input;
  const { model, stop, usage } = done;
  const at = ports.clock.now();
  if (rest.raw !== '') ports.runs.append(deltaEvent(input, rest, context.address, at));
  const payload = { type: 'model.finished', part, provider, model, attempt, stop, ms, usage: { ...usage } };
  logEvent(ports, { address: context.address, at }, runId, payload);
  enter(ports, input, ms, done);
  if (calls.length === 0) return;
  // What was said before the tools is no part of the answer: the next call of the model reads it, the person sees it go.
  ports.runs.append(resetEvent(input, context.address, at));
  ports.tools.addRound({ run: runId, key: conversation, part, round, text, calls }, at);
}

/** Builds the activity. The machine decides about retries, so that every attempt is a transition. */
export const think = (ports: AgentPorts, contexts: Contexts) =>
  activity<ThinkInput, Thought>({
    name: 'think',
    semantics: 'pure',
    pool: 'provider',
    async run(input, context) {
      const began = ports.clock.monotonic();
      const taken = (): number => Math.round(ports.clock.monotonic() - began);
      try {
        const streamed = await stream(ports, contexts, input, context);
        const { model, usage } = streamed.done;
        const ms = taken();
        const round = ports.tools.rounds(input.runId, input.part).length;
        const calls = streamed.calls.map((call, place) => ({ id: callId(input, round, place), call }));
        context.settle(() => {
          settle(ports, input, context, { ...streamed, round, calls, ms });
          contexts.forget(input);
        });
        return { model, usage: { input: usage.input, output: usage.output }, calls: calls.map(({ id }) => id) };
      } catch (error) {
        // What a broken call took counts too; a call that was fenced counts nothing, it is not ours to write any more.
        await context.commit(() => enter(ports, input, taken(), undefined)).catch(() => undefined);
        throw error;
      }
    },
  });
