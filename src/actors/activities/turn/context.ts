/** What a model gets to read in a run: computed from the store, kept for the calls of the same run. */
import { LRUCache } from 'lru-cache';
import { assemblePrompt, type Prompt } from '../../../domain/prompt.ts';
import type { AgentPorts } from '../../agent-ports.ts';

/** Gives the prompt of a run. */
export interface Contexts {
  /** Computes it anew: at the beginning of a turn and when messages were added. */
  build(runId: string, conversation: string): Prompt;
  /** The one built last for this run, or a new one (after a restart). */
  get(runId: string, conversation: string): Prompt;
  forget(runId: string): void;
}

/** Builds the prompts of runs; `extra` messages beyond the limit are read so that the event can say what was left out. */
export function contexts(ports: Pick<AgentPorts, 'messages' | 'settings'>): Contexts {
  const { messages, tokens } = ports.settings.history;
  const built = new LRUCache<string, Prompt>({ max: 200 });
  const build = (runId: string, conversation: string): Prompt => {
    const history = ports.messages.history(conversation, messages + 1);
    const prompt = assemblePrompt({
      messages: history,
      limit: messages,
      budget: tokens,
      system: ports.settings.system,
    });
    built.set(runId, prompt);
    return prompt;
  };
  return {
    build,
    get: (runId, conversation) => built.get(runId) ?? build(runId, conversation),
    forget: (runId) => void built.delete(runId),
  };
}
