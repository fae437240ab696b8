/** Secrets stay outside: what models and tools give, and what failures say, is masked before anything is made of it. */
import { OmegaError } from '../contracts/errors.ts';
import type { ToolExecutor, ToolOutput } from '../contracts/ports/tools/executor.ts';
import type { ModelEvent, ModelProvider } from '../contracts/ports/provider.ts';
import { redactJson, type Redactor } from '../domain/redact.ts';
import type { AnyActivity } from './activity.ts';

/** An error without secrets: the same one when it holds none. */
function redactedError(thrown: unknown, redact: Redactor): unknown {
  if (!(thrown instanceof Error)) return typeof thrown === 'string' ? redact(thrown) : thrown;
  const message = redact(thrown.message);
  if (!(thrown instanceof OmegaError)) {
    // The stack goes into logs and journals too, so both are written anew.
    if (message === thrown.message && redact(thrown.stack ?? '') === (thrown.stack ?? '')) return thrown;
    const { name, stack = '' } = thrown;
    const { code } = thrown as NodeJS.ErrnoException;
    return Object.assign(new Error(message), { name, stack: redact(stack), ...(code === undefined ? {} : { code }) });
  }
  const { details } = thrown.facts;
  const clean = details === undefined ? undefined : redactJson(details, redact);
  if (message === thrown.message && clean === details) return thrown;
  return new OmegaError(thrown.code, message, { ...thrown.facts, ...(clean === undefined ? {} : { details: clean }) });
}

function redactedEvent(event: ModelEvent, redact: Redactor): ModelEvent {
  switch (event.type) {
    case 'call': {
      const { name, args, raw } = event.call;
      return {
        ...event,
        call: { ...event.call, name: redact(name), args: redactJson(args, redact), raw: redact(raw) },
      };
    }
    case 'own_call':
      return { ...event, name: redact(event.name), args: redactJson(event.args, redact) };
    case 'own_result':
      return { ...event, name: redact(event.name), text: redact(event.text) };
    default:
      return event;
  }
}

/** What a model writes, piece by piece: text that may become a secret waits for its next piece. */
async function* redactedStream(events: AsyncIterable<ModelEvent>, redact: Redactor): AsyncGenerator<ModelEvent> {
  const streams = { text: redact.stream(), reasoning: redact.stream() };
  const last = function* (): Generator<ModelEvent> {
    for (const type of ['reasoning', 'text'] as const) {
      const text = streams[type].end();
      if (text !== '') yield { type, text };
    }
  };
  try {
    for await (const event of events) {
      if (event.type === 'text' || event.type === 'reasoning') {
        const text = streams[event.type].push(event.text);
        if (text !== '') yield { type: event.type, text };
      } else {
        yield* last();
        yield redactedEvent(event, redact);
      }
    }
    yield* last();
  } catch (error) {
    // What came before the failure is kept by whoever reads: the held piece belongs to it.
    yield* last();
    throw redactedError(error, redact);
  }
}

/** A provider whose words hold no secret. */
export function redactedProvider(provider: ModelProvider, redact: Redactor): ModelProvider {
  const { name, defaultModel, abilities } = provider;
  const { embed } = provider;
  return {
    name,
    defaultModel,
    abilities,
    stream: (request, signal) => redactedStream(provider.stream(request, signal), redact),
    async probe(signal) {
      const probe = await provider.probe(signal);
      return { ...probe, detail: redact(probe.detail) };
    },
    ...(embed === undefined
      ? {}
      : {
          embed: async (texts, signal) => {
            try {
              return await embed.call(provider, texts, signal);
            } catch (error) {
              throw redactedError(error, redact);
            }
          },
        }),
  };
}

function redactedOutput(result: ToolOutput, redact: Redactor): ToolOutput {
  const { output, text } = result;
  return { ...result, output: redactJson(output, redact), ...(text === undefined ? {} : { text: redact(text) }) };
}

/** An executor whose results and failures hold no secret; what it can do beside that it still can. */
export function redactedExecutor<E extends ToolExecutor>(executor: E, redact: Redactor): E {
  const run: ToolExecutor['run'] = async (call, context) => {
    try {
      const progress = (words: string): void => context.progress(redact(words));
      return redactedOutput(await executor.run(call, { ...context, progress }), redact);
    } catch (error) {
      throw redactedError(error, redact);
    }
  };
  return new Proxy(executor, {
    get: (target, key) => {
      if (key === 'run') return run;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Activities whose failures hold no secret. */
export function redactedActivities(
  activities: ReadonlyMap<string, AnyActivity>,
  redact: Redactor,
): ReadonlyMap<string, AnyActivity> {
  const guarded = [...activities].map(([name, activity]): [string, AnyActivity] => {
    const run: AnyActivity['run'] = (input, context) => {
      try {
        const result = activity.run(input, context);
        if (!(result instanceof Promise)) return result;
        return result.catch((error: unknown) => {
          throw redactedError(error, redact);
        });
      } catch (error) {
        throw redactedError(error, redact);
      }
    };
    return [name, { ...activity, run }];
  });
  return new Map(guarded);
}
