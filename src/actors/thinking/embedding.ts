/** Turning texts into vectors: within the caps, and written down in the ledger like every call of a model. */
import type { Embeddings } from '../../contracts/ports/provider.ts';
import { stateText } from '../../domain/state-text.ts';
import { estimateTokens } from '../../domain/text/tokens.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { reachedCap } from '../agent/spending.ts';

/** What is asked of the provider. */
export interface Embedding {
  texts: readonly string[];
  /** run it belongs to, empty where there is none */
  run: string;
  /** conversation, or the actor that asks */
  key: string;
  signal: AbortSignal;
}

/** Longest text a provider is given, characters. */
const LONGEST = 8000;
const UNFIT = new Set(['limited', 'broken']);

/** Whether what is remembered can be found by its meaning at all. */
export function findsByMeaning({ embedder, vectors }: Pick<AgentPorts, 'embedder' | 'vectors'>): boolean {
  return embedder?.embed !== undefined && vectors.isLoaded();
}

/** Whether the provider can be asked now: its circuit is closed and no cap is reached. */
function isFit(ports: AgentPorts, provider: string, key: string): boolean {
  const breaker = ports.peek(`provider:${provider}`);
  if (breaker !== undefined && UNFIT.has(stateText(breaker.value))) return false;
  return reachedCap(ports, { key, provider, at: ports.clock.now() }) === undefined;
}

/**
 * Asks for the vectors of texts.
 *
 * @returns undefined when the provider cannot be asked now
 * @throws  OmegaError provider.*, or the signal's reason
 */
export async function embedTexts(
  ports: AgentPorts,
  context: ActivityContext,
  { texts, run, key, signal }: Embedding,
): Promise<Embeddings | undefined> {
  const { embedder, clock, settings } = ports;
  if (embedder?.embed === undefined || !isFit(ports, embedder.name, key)) return undefined;
  const began = clock.monotonic();
  const cut = texts.map((text) => text.slice(0, LONGEST).toWellFormed());
  let done: Embeddings | undefined;
  try {
    done = await embedder.embed(cut, signal);
    return done;
  } finally {
    const at = clock.now();
    const input = cut.reduce((sum, text) => sum + estimateTokens(text), 0);
    const usage = { input, output: 0, cacheRead: null, cacheWrite: null };
    const model = done?.model ?? '';
    const cost = done ? settings.costOf(embedder.name, model, usage) : null;
    const call = { run, key, purpose: 'embed', provider: embedder.name, model, ...usage, cost } as const;
    const ms = Math.round(clock.monotonic() - began);
    await context
      .commit(() => ports.ledger.add({ ...call, ok: done !== undefined, ms, day: settings.dayOf(at), at }))
      .catch(() => undefined);
  }
}
