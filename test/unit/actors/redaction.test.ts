/** Secrets stay outside: models, tools and failures are masked at the border. */
import { expect, test } from 'vitest';
import { redactedActivities, redactedExecutor, redactedProvider } from '../../../src/actors/redaction.ts';
import { activity, type ActivityContext, type AnyActivity } from '../../../src/actors/activity.ts';
import { OmegaError } from '../../../src/contracts/errors.ts';
import type { ExecutionContext, ToolCall, ToolExecutor } from '../../../src/contracts/ports/tools/executor.ts';
import type { ModelEvent, ModelProvider } from '../../../src/contracts/ports/provider.ts';
import { redactor } from '../../../src/domain/redact.ts';

const SECRET = 'wonderful-secret-1';
const redact = redactor([SECRET]);
const signal = new AbortController().signal;
const DONE: ModelEvent = {
  type: 'done',
  stop: 'end',
  usage: { input: 1, output: 1, cacheRead: null, cacheWrite: null },
  model: 'm',
};

function provider(events: readonly ModelEvent[], failure?: Error): ModelProvider {
  return {
    name: 'p',
    defaultModel: 'm',
    abilities: { tools: true, images: false, schema: false, agent: false },
    async *stream() {
      yield* events;
      if (failure) throw failure;
    },
    probe: async () => ({ ok: false, detail: `refused ${SECRET}` }),
    embed: async () => {
      throw new OmegaError('provider.key_invalid', `no ${SECRET}`);
    },
  };
}
const request = { model: 'm', system: '', messages: [], maxTokens: 1 };
const events = async (p: ModelProvider) => {
  const seen: ModelEvent[] = [];
  let failure: unknown;
  try {
    for await (const event of redactedProvider(p, redact).stream(request, signal)) seen.push(event);
  } catch (error) {
    failure = error;
  }
  return { seen, failure, text: seen.map((event) => (event.type === 'text' ? event.text : '')).join('') };
};

test('text is masked although the secret comes in two pieces, and nothing else is lost', async () => {
  const { seen, text } = await events(
    provider([{ type: 'text', text: 'It is wonderful-' }, { type: 'text', text: 'secret-1. Bye w' }, DONE]),
  );
  expect(text).toBe('It is [secret]. Bye w');
  expect(seen.at(-1)).toEqual(DONE);
});

test('calls and what an agent does by itself are masked', async () => {
  const call = {
    id: 'c',
    name: `bash ${SECRET}`,
    args: { command: `echo ${SECRET}` },
    raw: `{"command":"echo ${SECRET}"}`,
  };
  const { seen } = await events(
    provider([
      { type: 'call', call },
      { type: 'own_call', id: 'o', name: 'x', args: { deep: [SECRET] } },
      { type: 'own_result', id: 'o', name: 'x', text: SECRET, isError: false },
      DONE,
    ]),
  );
  expect(JSON.stringify(seen)).not.toContain(SECRET);
  expect(seen).toHaveLength(4);
});

test('a stream that breaks off gives what it had, and an error without the secret', async () => {
  const cause = new OmegaError('provider.key_invalid', `bad key ${SECRET}`, { details: { reason: `x ${SECRET}` } });
  const { text, failure } = await events(provider([{ type: 'text', text: 'So wonder' }], cause));
  expect(text).toBe('So wonder');
  expect(failure).toMatchObject({ code: 'provider.key_invalid', message: 'bad key [secret]' });
  expect((failure as OmegaError).toData().details).toEqual({ reason: 'x [secret]' });
});

test('probes and vectors are masked; an error without a secret is passed on as it is', async () => {
  const guarded = redactedProvider(provider([]), redact);
  expect((await guarded.probe(signal)).detail).toBe('refused [secret]');
  await expect(guarded.embed?.(['a'], signal)).rejects.toMatchObject({ message: 'no [secret]' });
  const stopped = new Error('stopped');
  expect((await events(provider([], stopped))).failure).toBe(stopped);
});

test('results, progress and failures of tools are masked; what else an executor can do stays', async () => {
  let fail = false;
  const words: string[] = [];
  const executor: ToolExecutor & { preview(): string } = {
    kind: 'sandbox_job',
    preview: () => 'card',
    async run(_, context) {
      context.progress(`working with ${SECRET}`);
      if (fail) throw new OmegaError('tool.failed', `env: ${SECRET}`);
      return { output: { stdout: SECRET }, text: `out ${Buffer.from(SECRET).toString('base64')}`, foreign: true };
    },
  };
  const context: ExecutionContext = { attempt: 1, recovered: false, signal, progress: (text) => void words.push(text) };
  const guarded = redactedExecutor(executor, redact);
  expect(await guarded.run({} as ToolCall, context)).toEqual({
    output: { stdout: '[secret]' },
    text: 'out [secret]',
    foreign: true,
  });
  expect([words, guarded.preview(), guarded.kind]).toEqual([['working with [secret]'], 'card', 'sandbox_job']);
  fail = true;
  await expect(guarded.run({} as ToolCall, context)).rejects.toMatchObject({ message: 'env: [secret]' });
});

test('failures of activities are masked, whether they come at once or later; their stacks too', async () => {
  const failing = (name: string, run: () => unknown): [string, AnyActivity] => [
    name,
    activity({ name, semantics: 'pure', run }),
  ];
  const boom = () => {
    throw Object.assign(new Error(`https://api.telegram.org/bot${SECRET}/getMe failed`), { code: 'ECONNRESET' });
  };
  const guarded = redactedActivities(
    new Map([failing('now', boom), failing('later', async () => boom()), failing('fine', () => 1)]),
    redact,
  );
  const run = (name: string) => guarded.get(name)!.run(undefined as never, {} as ActivityContext);
  expect(() => run('now')).toThrow('https://api.telegram.org/bot[secret]/getMe failed');
  const error = await Promise.resolve(run('later')).catch((caught: unknown) => caught as Error & { code: string });
  expect((error as Error).stack).not.toContain(SECRET);
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  expect(run('fine')).toBe(1);
});
