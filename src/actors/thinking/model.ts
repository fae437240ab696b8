/** Small questions to a model in the background: one answer in a fixed shape, one repair try, then nothing. */
import type { ModelCall } from '../../contracts/ports/stores/ledger.ts';
import { OmegaError } from '../../contracts/errors.ts';
import type { ModelEvent, ModelRequest } from '../../contracts/ports/provider.ts';
import { stateText } from '../../domain/state-text.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { reachedCap } from '../agent/spending.ts';

/** What is asked. */
export interface Question<T> {
  /** run the question belongs to, empty where there is none */
  run: string;
  /** conversation key */
  key: string;
  purpose: ModelCall['purpose'];
  system: string;
  message: string;
  maxTokens: number;
  /** form the answer is asked for in, where the provider keeps to forms */
  schema?: ModelRequest['schema'];
  /** @returns the answer in its shape, or a sentence that says what is wrong with it */
  parse: (text: string) => { value: T } | { problem: string };
}

/** Providers that cannot answer questions. */
const MUTE = new Set(['offline']);
const UNFIT = new Set(['limited', 'broken']);

type Done = Extract<ModelEvent, { type: 'done' }>;

/** The first provider that can be asked within its budget; undefined when none can. */
function fitProvider(ports: AgentPorts, key: string): string | undefined {
  return ports.settings.chain.find((provider) => {
    if (MUTE.has(provider) || !ports.providers.has(provider)) return false;
    if (reachedCap(ports, { key, provider, at: ports.clock.now() })) return false;
    const breaker = ports.peek(`provider:${provider}`);
    return breaker === undefined || !UNFIT.has(stateText(breaker.value));
  });
}

async function once<T>(
  ports: AgentPorts,
  context: ActivityContext,
  provider: string,
  question: Question<T>,
): Promise<string> {
  const began = ports.clock.monotonic();
  const { key, purpose, run, schema } = question;
  const service = ports.providers.get(provider);
  const model = ports.settings.model(provider, 'fast');
  let text = '';
  let done: Done | undefined;
  try {
    const request = {
      model,
      system: question.system,
      messages: [{ role: 'user' as const, text: question.message }],
      maxTokens: question.maxTokens,
      ...(schema !== undefined && service?.abilities.schema === true ? { schema } : {}),
    };
    for await (const event of service?.stream(request, context.signal) ?? []) {
      if (event.type === 'text') text += event.text;
      if (event.type === 'done') done = event;
    }
    return text;
  } finally {
    const at = ports.clock.now();
    const ms = Math.round(ports.clock.monotonic() - began);
    const usage = done?.usage ?? { input: null, output: null, cacheRead: null, cacheWrite: null };
    const used = done?.model ?? model;
    const cost = done ? (done.cost ?? ports.settings.costOf(provider, used, usage)) : null;
    const call = { run, key, purpose, provider, model: used, ...usage, cost, ok: done !== undefined, ms, at };
    await context.commit(() => ports.ledger.add({ ...call, day: ports.settings.dayOf(at) })).catch(() => undefined);
  }
}

/** Some models of a service do not keep to forms, though the service does: they are asked in words alone. */
async function answer<T>(
  ports: AgentPorts,
  context: ActivityContext,
  provider: string,
  question: Question<T>,
): Promise<string> {
  try {
    return await once(ports, context, provider, question);
  } catch (error) {
    const refused = error instanceof OmegaError && error.code === 'provider.request_invalid';
    if (!refused || question.schema === undefined) throw error;
    const { schema: _form, ...plain } = question;
    return once(ports, context, provider, plain);
  }
}

/**
 * Asks the fast model.
 *
 * @returns undefined when no provider can be asked, or when the answer has no usable shape after one repair try
 * @throws  OmegaError provider.*
 */
export async function askModel<T>(
  ports: AgentPorts,
  context: ActivityContext,
  question: Question<T>,
): Promise<T | undefined> {
  const provider = fitProvider(ports, question.key);
  if (provider === undefined) return undefined;
  const first = question.parse(await answer(ports, context, provider, question));
  if ('value' in first) return first.value;
  const message = `${question.message}\n\nYour last answer could not be used: ${first.problem}. Answer in the asked form only.`;
  const second = question.parse(await answer(ports, context, provider, { ...question, message }));
  return 'value' in second ? second.value : undefined;
}

/** @returns whether a text of this model was written by one: what others wrote may stand in what a mute provider says */
export function isWritten(model: string): boolean {
  return !MUTE.has(model);
}

/** @returns whether any provider of the chain can be asked at all */
export function hasModel({ settings }: Pick<AgentPorts, 'settings'>): boolean {
  return settings.chain.some((provider) => !MUTE.has(provider));
}
