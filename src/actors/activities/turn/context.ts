/** What a model gets to read in a call: computed from the store, kept for the calls of the same draft. */
import { LRUCache } from 'lru-cache';
import type { ModelMessage } from '../../../contracts/ports/provider.ts';
import { assemblePrompt, type Prompt } from '../../../domain/prompt.ts';
import { draftId, type AgentPorts } from '../../agent-ports.ts';
import { phasePrompt } from '../../thinking/builds.ts';
import type { Meanings } from '../../thinking/meanings.ts';
import type { Aim } from '../../thinking/sessions.ts';
import { planOf, stepMessage } from '../../thinking/plan.ts';
import { contextParts, type ContextParts } from '../../thinking/system-prompt.ts';

/** Which draft of which run. */
export interface PromptPlace {
  runId: string;
  conversation: string;
  /** see `draftId` */
  part: string;
}

/** What a model is called with. */
export type CallPrompt = Pick<Prompt, 'system'> & { messages: ModelMessage[] };

/** The prompt of an answer, with what it was put together from. */
export interface AnswerPrompt extends Prompt, ContextParts {}

/** Gives the prompts of a run. */
export interface Contexts {
  /** Computes the prompt of the answer anew: at the beginning of a turn and when messages were added. */
  build(runId: string, conversation: string, session?: Aim): AnswerPrompt;
  /** The one built last for this draft, or a new one (after a restart). */
  get(place: PromptPlace): CallPrompt;
  forget(place: PromptPlace): void;
}

/** Builds the prompts of runs; one message beyond the limit is read so that the event can say what was left out. */
export function contexts(ports: AgentPorts, meanings: Meanings): Contexts {
  const { messages, tokens } = ports.settings.history;
  const built = new LRUCache<string, CallPrompt>({ max: 200 });
  const answer = (runId: string, conversation: string, session?: Aim): AnswerPrompt => {
    const history = ports.messages.history(conversation, messages + 1);
    const question = ports.messages
      .batch(runId)
      .map((m) => m.text)
      .join('\n');
    const meant = meanings.get(runId);
    const chosen = contextParts(ports, { conversation, question, at: ports.clock.now(), session, meant });
    const system = chosen.parts.map((part) => part.text).join('\n\n');
    return { ...assemblePrompt({ messages: history, limit: messages, budget: tokens, system }), ...chosen };
  };
  const build = (runId: string, conversation: string, session?: Aim): AnswerPrompt => {
    const prompt = answer(runId, conversation, session);
    built.set(draftId(runId, 'a'), prompt);
    return prompt;
  };
  const make = ({ runId, conversation, part }: PromptPlace): CallPrompt => {
    const prompt = answer(runId, conversation);
    const phase = part.startsWith('p') ? phasePrompt(ports, runId, part) : undefined;
    if (phase) return { system: phase.system, messages: [{ role: 'user', text: phase.message }] };
    const plan = part === 'a' ? undefined : planOf(ports.runs, runId);
    if (plan === undefined) return prompt;
    return { system: prompt.system, messages: [...prompt.messages.slice(0, -1), stepMessage(ports.runs, plan, part)] };
  };
  return {
    build,
    get(place) {
      const id = draftId(place.runId, place.part);
      const prompt = built.get(id) ?? make(place);
      built.set(id, prompt);
      return prompt;
    },
    forget: ({ runId, part }) => void built.delete(draftId(runId, part)),
  };
}
