/** What every provider promises, checked over real sockets against a stub of its service. */
import { afterEach, describe, expect, test } from 'vitest';
import { OmegaError } from '../../src/contracts/errors.ts';
import type { ModelEvent, ModelProvider, ModelRequest } from '../../src/contracts/ports/provider.ts';
import type { Fault, Rule, StubServer } from '../kit/core.ts';

/** How to make the provider under test on a stub. */
export interface ProviderWorld {
  stub: (rules: Rule[]) => StubServer;
  make: (
    url: string,
    options: { idleTimeoutMs: number; deadlineMs: number; key: string; model?: string },
  ) => ModelProvider;
  /** key the stub wants, if the service knows keys */
  key: string;
}

/** Rules that a provider cannot be held to, with the reason. They are not registered, so nothing counts as skipped. */
export type Exempt = Partial<Record<'bad key' | 'unknown model' | 'in-band error' | 'malformed' | 'usage', string>>;

const ask = (text: string, more: Partial<ModelRequest> = {}): ModelRequest => ({
  model: '',
  system: 'Be brief.',
  messages: [{ role: 'user', text }],
  maxTokens: 100,
  ...more,
});

const fault = (match: string, f: Fault, text = 'a long answer that is cut into pieces'): Rule => ({
  match,
  reply: { text, fault: f },
});

const RULES: Rule[] = [
  { match: 'weather', reply: { text: 'Sunny, twenty degrees.', usage: { input: 11, output: 7 } } },
  { match: 'slow', reply: { text: 'one two three four', latencyMs: 300 } },
  fault('limited', { kind: 'status', status: 429, retryAfter: 2 }),
  fault('broken', { kind: 'status', status: 500 }),
  fault('overloaded', { kind: 'status', status: 503 }),
  fault('bad request', { kind: 'status', status: 400 }),
  fault('cut', { kind: 'cut' }),
  fault('hang', { kind: 'hang' }),
  fault('malformed', { kind: 'malformed' }),
  fault('in-band', { kind: 'stream_error' }),
  fault('empty', { kind: 'empty' }),
  fault('reset', { kind: 'reset' }),
];

async function collect(
  stream: AsyncIterable<ModelEvent>,
): Promise<{ text: string; pieces: number; events: ModelEvent[] }> {
  const events: ModelEvent[] = [];
  for await (const event of stream) events.push(event);
  const texts = events.filter((e) => e.type === 'text');
  return { text: texts.map((e) => e.text).join(''), pieces: texts.length, events };
}

async function failure(stream: AsyncIterable<ModelEvent>): Promise<OmegaError> {
  const error: unknown = await collect(stream).catch((e: unknown) => e);
  if (!(error instanceof OmegaError)) throw new Error(`not an OmegaError: ${String(error)}`);
  return error;
}

/** Registers the suite for one provider. */
export function providerContract(name: string, world: ProviderWorld, exempt: Exempt = {}): void {
  const open: StubServer[] = [];
  const signal = new AbortController().signal;
  const begin = async (options: Partial<Parameters<ProviderWorld['make']>[1]> = {}) => {
    const stub = await world.stub(RULES).listen();
    open.push(stub);
    const provider = world.make(stub.url, { idleTimeoutMs: 5000, deadlineMs: 20_000, key: world.key, ...options });
    return { stub, provider };
  };
  afterEach(async () => {
    for (const stub of open.splice(0)) await stub.close();
  });

  describe(`provider ${name}`, () => {
    test('streams an answer in pieces and ends with one done', async () => {
      const { provider } = await begin();
      const { text, pieces, events } = await collect(provider.stream(ask('weather?'), signal));
      expect(text).toBe('Sunny, twenty degrees.');
      expect(pieces).toBeGreaterThan(1);
      expect(events.filter((e) => e.type === 'done')).toHaveLength(1);
      expect(events.at(-1)).toMatchObject({ type: 'done', stop: 'end' });
      if (!exempt.usage) expect(events.at(-1)).toMatchObject({ usage: { input: 11, output: 7 } });
    });

    test('goes on after a part that exists, and the person’s words stay the last user text', async () => {
      const { stub, provider } = await begin();
      const { text } = await collect(provider.stream(ask('weather?', { resume: 'Sunny, ' }), signal));
      expect(text).toBe('Sunny, twenty degrees.');
      const sent = JSON.stringify(stub.requests().at(-1)?.body);
      expect(sent).toContain('Sunny,');
      expect(sent).toContain('Continue it exactly where it stopped');
    });

    test.each([
      ['limited', 'provider.rate_limited'],
      ['broken', 'provider.overloaded'],
      ['overloaded', 'provider.overloaded'],
      ['bad request', 'provider.request_invalid'],
      ['cut', 'provider.stream_truncated'],
      ['empty', 'provider.stream_truncated'],
      ['reset', 'provider.unreachable'],
    ])('%s is %s', async (text, code) => {
      const { provider } = await begin();
      const error = await failure(provider.stream(ask(text), signal));
      const either =
        text === 'reset' || text === 'empty' ? ['provider.unreachable', 'provider.stream_truncated'] : [code];
      expect(either).toContain(error.code);
      if (text === 'limited' && name !== 'ollama') expect(error.facts.retryAfterMs).toBe(2000);
    });

    if (!exempt['in-band error'])
      test('an error inside the stream can be retried', async () => {
        const { provider } = await begin();
        expect((await failure(provider.stream(ask('in-band'), signal))).disposition).toBe('retry');
      });

    if (!exempt.malformed)
      test('a broken frame is a stream that broke off', async () => {
        const { provider } = await begin();
        expect((await failure(provider.stream(ask('malformed'), signal))).code).toBe('provider.stream_truncated');
      });

    test('silence is noticed', async () => {
      const { provider } = await begin({ idleTimeoutMs: 80 });
      expect((await failure(provider.stream(ask('hang'), signal))).code).toBe('provider.stream_idle');
    });

    test('the deadline holds', async () => {
      const { provider } = await begin({ deadlineMs: 80 });
      expect((await failure(provider.stream(ask('slow'), signal))).code).toBe('provider.timeout');
    });

    test('an abort ends it with the reason it was given, before and during the call', async () => {
      const { provider } = await begin();
      const reason = new OmegaError('activity.fenced', 'no longer wanted');
      await expect(collect(provider.stream(ask('weather?'), AbortSignal.abort(reason)))).rejects.toBe(reason);
      const controller = new AbortController();
      const running = collect(provider.stream(ask('hang'), controller.signal));
      setTimeout(() => controller.abort(reason), 30);
      await expect(running).rejects.toBe(reason);
    });

    if (!exempt['bad key'])
      test('a refused key stops, says which variable to set, and never shows the key', async () => {
        const { provider } = await begin({ key: 'sk-wrong-key-123456' });
        const error = await failure(provider.stream(ask('weather?'), signal));
        expect(error.code).toBe('provider.key_invalid');
        expect(error.message).toMatch(/_API_KEY/);
        expect(JSON.stringify(error.toData())).not.toContain('sk-wrong-key-123456');
        expect((await provider.probe(signal)).ok).toBe(false);
      });

    if (!exempt['unknown model'])
      test('an unknown model stops', async () => {
        const { provider } = await begin({ model: 'no-such-model' });
        expect((await failure(provider.stream(ask('weather?'), signal))).code).toBe('provider.model_unknown');
      });

    test('a service that is not there cannot be reached', async () => {
      const { stub, provider } = await begin();
      await stub.close();
      expect((await failure(provider.stream(ask('weather?'), signal))).code).toBe('provider.unreachable');
      expect((await provider.probe(signal)).ok).toBe(false);
    });

    test('its probe lists models', async () => {
      const { provider } = await begin();
      expect(await provider.probe(signal)).toMatchObject({ ok: true });
    });

    test('sixty-four calls at once', async () => {
      const { provider } = await begin();
      const all = await Promise.all(
        Array.from({ length: 64 }, () => collect(provider.stream(ask('weather?'), signal))),
      );
      expect(new Set(all.map((a) => a.text))).toEqual(new Set(['Sunny, twenty degrees.']));
    });
  });
}
