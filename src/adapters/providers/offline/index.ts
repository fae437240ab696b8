/** The provider that needs nothing: says honestly that no model is connected, and finds what was noted. */
import type { ModelEvent, ModelProvider } from '../../../contracts/ports/provider.ts';
import { ANSWER, FOUND } from './texts.ts';

/** Settings. */
export interface OfflineOptions {
  /** best matches for free text in notes and earlier messages */
  search: (words: string, limit: number) => readonly { text: string; at: number }[];
}

const MATCHES = 3;
const NOTHING = { input: null, output: null, cacheRead: null, cacheWrite: null };

async function* answer(options: OfflineOptions, words: string): AsyncGenerator<ModelEvent> {
  for (const piece of ANSWER) yield { type: 'text', text: piece };
  const found = options.search(words, MATCHES + 1).filter((f) => f.text.trim() !== words.trim());
  if (found.length > 0) yield { type: 'text', text: `\n\n${FOUND}` };
  for (const { text } of found.slice(0, MATCHES)) yield { type: 'text', text: `\n- ${text.slice(0, 300)}` };
  yield { type: 'done', stop: 'end', usage: NOTHING, model: 'offline' };
}

/** Makes the provider. It never fails. */
export function createOffline(options: OfflineOptions): ModelProvider {
  return {
    name: 'offline',
    abilities: { tools: false, images: false, schema: false, agent: false },
    defaultModel: 'offline',
    async *stream(request, signal) {
      signal.throwIfAborted();
      // What was said before the power went needs no repetition: the answer is the same every time.
      yield* answer(options, request.messages.at(-1)?.text ?? '');
    },
    probe: () => Promise.resolve({ ok: true, detail: 'offline answers without a model', models: ['offline'] }),
  };
}
