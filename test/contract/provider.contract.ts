/** What every provider promises, checked over real sockets against a stub of its service. */
import { afterEach, describe, expect, test } from 'vitest';
import { OmegaError } from '../../src/contracts/errors.ts';
import type {
  ModelEvent,
  ModelImage,
  ModelProvider,
  ModelRequest,
  ModelToolCall,
  ToolSpec,
} from '../../src/contracts/ports/provider.ts';
import type { Fault, Rule, StubServer } from '../kit/core.ts';

/** What a provider is made with. */
export interface SubjectOptions {
  idleTimeoutMs: number;
  deadlineMs: number;
  key: string;
  model?: string;
  embeddingModel?: string;
}

/** Rules that a provider may not be held to. */
export type Rules =
  | 'bad key'
  | 'unknown model'
  | 'in-band error'
  | 'malformed'
  | 'usage'
  | 'cache reads'
  | 'arguments that are no JSON'
  | 'embeddings'
  | 'cost'
  | 'our tools'
  | 'many at once';

/** One provider under test. */
export interface Subject {
  name: string;
  stub: (rules: Rule[]) => StubServer;
  make: (url: string, options: SubjectOptions) => ModelProvider;
  /** key the stub wants, if the service knows keys */
  key: string;
  /** rules it cannot be held to, each with the reason. They are not registered, so nothing counts as skipped. */
  exempt?: Partial<Record<Rules, string>>;
}

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

const PNG: ModelImage = {
  mediaType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
};
const PNG_BYTES = Buffer.from(PNG.data, 'base64').length;

const WEATHER: ToolSpec = {
  name: 'weather',
  description: 'How the weather is in a city.',
  inputSchema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city'],
    additionalProperties: false,
  },
};
const CLOCK: ToolSpec = { name: 'clock', description: 'What time it is.', inputSchema: { type: 'object' } };
const TOOLS = [WEATHER, CLOCK];

const SCHEMA = {
  name: 'mood',
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { mood: { type: 'string', enum: ['good', 'bad'] }, reason: { type: 'string' } },
    required: ['mood', 'reason'],
    additionalProperties: false,
  },
};

const RULES: Rule[] = [
  { match: 'weather\\?', reply: { text: 'Sunny, twenty degrees.', usage: { input: 11, output: 7 } } },
  { match: 'again', reply: { text: 'As before.', usage: { input: 12, output: 3, cacheRead: 40 } } },
  { match: 'slow', reply: { text: 'one two three four', latencyMs: 300 } },
  {
    match: 'one tool',
    reply: (c) => ({
      text: `I look it up with ${c.tools.join('+')}.`,
      toolCalls: [{ name: 'weather', args: { city: 'Rome „ewig“', days: 3 } }],
    }),
  },
  {
    match: 'two tools',
    reply: {
      toolCalls: [
        { name: 'weather', args: { city: 'Rome' } },
        { name: 'weather', args: { city: 'Oslo' } },
        { name: 'clock', args: {} },
      ],
    },
  },
  { match: 'broken call', reply: { toolCalls: [{ name: 'weather', args: '{"city": "Rome", "da' }] } },
  {
    match: 'cut call',
    // after the last piece of the call, before the mark that ends the answer
    reply: (c) => ({
      text: 'I look',
      toolCalls: [{ name: 'weather', args: { city: 'Rome' } }],
      fault: { kind: 'cut', afterChunks: /messages/.test(c.path) ? 9 : /completions/.test(c.path) ? 5 : 2 },
    }),
  },
  { on: 'tool', match: 'sunny', reply: (c) => ({ text: `Told: ${c.lastToolResult}` }) },
  { on: 'tool', match: 'no such city', reply: (c) => ({ text: `Failed: ${c.lastToolResult}` }) },
  {
    on: 'any',
    match: 'picture',
    reply: (c) => ({ text: `I see ${c.images?.length ?? 0} of ${c.images?.map((i) => i.bytes).join('+')} bytes` }),
  },
  {
    match: 'mood',
    // Claude Code asks for the form by a tool of its own.
    reply: (c) =>
      c.tools.includes('StructuredOutput')
        ? { toolCalls: [{ name: 'StructuredOutput', args: { mood: 'good', reason: 'sun' } }] }
        : { text: c.schema ? '{"mood":"good","reason":"sun"}' : 'no form was asked for' },
  },
  fault('limited', { kind: 'status', status: 429, retryAfter: 2 }),
  fault('broken', { kind: 'status', status: 500 }),
  fault('unavailable', { kind: 'status', status: 503 }),
  fault('overloaded', { kind: 'status', status: 529 }),
  fault('bad request', { kind: 'status', status: 400 }),
  fault('cut', { kind: 'cut' }),
  fault('hang', { kind: 'hang' }),
  fault('malformed', { kind: 'malformed' }),
  fault('in-band', { kind: 'stream_error' }),
  fault('empty', { kind: 'empty' }),
  fault('reset', { kind: 'reset' }),
];

interface Collected {
  text: string;
  pieces: number;
  calls: ModelToolCall[];
  events: ModelEvent[];
}

async function collect(stream: AsyncIterable<ModelEvent>): Promise<Collected> {
  const events: ModelEvent[] = [];
  for await (const event of stream) events.push(event);
  const texts = events.filter((e) => e.type === 'text');
  const calls = events.filter((e) => e.type === 'call').map((e) => e.call);
  return { text: texts.map((e) => e.text).join(''), pieces: texts.length, calls, events };
}

async function failure(stream: AsyncIterable<ModelEvent>): Promise<OmegaError> {
  const error: unknown = await collect(stream).catch((e: unknown) => e);
  if (!(error instanceof OmegaError)) throw new Error(`not an OmegaError: ${String(error)}`);
  return error;
}

/** Registers the suite for one provider. */
export function providerContract({ name, stub: build, make, key, exempt = {} }: Subject): void {
  const open: StubServer[] = [];
  const signal = new AbortController().signal;
  const begin = async (options: Partial<SubjectOptions> = {}) => {
    const stub = await build(RULES).listen();
    open.push(stub);
    return { stub, provider: make(stub.url, { idleTimeoutMs: 5000, deadlineMs: 20_000, key, ...options }) };
  };
  const unless = (rule: Rules): typeof test | (() => void) => (exempt[rule] === undefined ? test : () => undefined);
  afterEach(async () => {
    for (const stub of open.splice(0)) await stub.close();
  });

  /** Answers a call and sees what the model makes of it. */
  async function roundTrip(
    result: { text: string; isError: boolean; images?: ModelImage[] },
    more: Partial<ModelRequest> = {},
  ) {
    const { stub, provider } = await begin();
    const first = ask('one tool', { tools: TOOLS });
    const { text, calls } = await collect(provider.stream(first, signal));
    const results = calls.map(({ id, name: tool }) => ({ id, name: tool, ...result }));
    const messages = [
      ...first.messages,
      { role: 'assistant' as const, text, calls },
      { role: 'user' as const, text: '', results },
    ];
    return { stub, ...(await collect(provider.stream(ask('', { messages, tools: TOOLS, ...more }), signal))) };
  }

  describe(`provider ${name}: answers`, () => {
    test('streams an answer in pieces and ends with one done', async () => {
      const { provider } = await begin();
      const { text, pieces, events } = await collect(provider.stream(ask('weather?'), signal));
      expect(text).toBe('Sunny, twenty degrees.');
      expect(pieces).toBeGreaterThan(1);
      expect(events.filter((e) => e.type === 'done')).toHaveLength(1);
      expect(events.at(-1)).toMatchObject({ type: 'done', stop: 'end' });
    });

    unless('usage')('counts tokens', async () => {
      const { provider } = await begin();
      const { events } = await collect(provider.stream(ask('weather?'), signal));
      expect(events.at(-1)).toMatchObject({ usage: { input: 11, output: 7 } });
    });

    unless('cache reads')('counts what came out of a cache apart from what was new', async () => {
      const { provider } = await begin();
      const { events } = await collect(provider.stream(ask('again'), signal));
      expect(events.at(-1)).toMatchObject({ usage: { input: 12, output: 3, cacheRead: 40 } });
    });

    unless('cost')('says what the call cost', async () => {
      const { provider } = await begin();
      const { events } = await collect(provider.stream(ask('weather?'), signal));
      expect(events.at(-1)).toMatchObject({ cost: 100 });
    });

    test('goes on after a part that exists, and the person’s words stay the last user text', async () => {
      const { stub, provider } = await begin();
      const { text } = await collect(provider.stream(ask('weather?', { resume: 'Sunny, ' }), signal));
      expect(text).toBe('Sunny, twenty degrees.');
      const sent = JSON.stringify(stub.requests().at(-1)?.body);
      expect(sent).toContain('Sunny,');
      expect(sent).toContain('Continue it exactly where it stopped');
    });

    test('looks at a picture', async () => {
      const { provider } = await begin();
      expect(provider.abilities.images).toBe(true);
      const messages = [{ role: 'user' as const, text: 'What is in the picture?', images: [PNG] }];
      const { text } = await collect(provider.stream(ask('', { messages }), signal));
      expect(text).toBe(`I see 1 of ${PNG_BYTES} bytes`);
    });

    test('answers in the form of a schema', async () => {
      const { provider } = await begin();
      expect(provider.abilities.schema).toBe(true);
      const { text, events } = await collect(provider.stream(ask('mood of the day', { schema: SCHEMA }), signal));
      expect(JSON.parse(text)).toEqual({ mood: 'good', reason: 'sun' });
      expect(events.at(-1)).toMatchObject({ type: 'done', stop: 'end' });
    });

    unless('many at once')('sixty-four calls at once', async () => {
      const { provider } = await begin();
      const all = await Promise.all(
        Array.from({ length: 64 }, () => collect(provider.stream(ask('weather?'), signal))),
      );
      expect(new Set(all.map((a) => a.text))).toEqual(new Set(['Sunny, twenty degrees.']));
    });
  });

  const withTools = exempt['our tools'] === undefined ? describe : () => undefined;
  withTools(`provider ${name}: tools`, () => {
    test('asks for a tool after its words, and waits', async () => {
      const { provider } = await begin();
      expect(provider.abilities.tools).toBe(true);
      const { text, calls, events } = await collect(provider.stream(ask('one tool', { tools: TOOLS }), signal));
      expect(text).toBe('I look it up with weather+clock.');
      expect(calls).toMatchObject([{ name: 'weather', args: { city: 'Rome „ewig“', days: 3 } }]);
      expect(JSON.parse(calls[0]?.raw ?? '')).toEqual(calls[0]?.args);
      expect(events.at(-1)).toMatchObject({ type: 'done', stop: 'tools' });
    });

    test('asks for several at once, each by an id of its own', async () => {
      const { provider } = await begin();
      const { calls, events } = await collect(provider.stream(ask('two tools', { tools: TOOLS }), signal));
      expect(calls.map((c) => [c.name, c.args])).toEqual([
        ['weather', { city: 'Rome' }],
        ['weather', { city: 'Oslo' }],
        ['clock', {}],
      ]);
      expect(new Set(calls.map((c) => c.id)).size).toBe(3);
      expect(calls.every((c) => c.id !== '')).toBe(true);
      expect(events.at(-1)).toMatchObject({ type: 'done', stop: 'tools' });
    });

    test('takes the results of several calls back in one message', async () => {
      const { provider } = await begin();
      const first = ask('two tools', { tools: TOOLS });
      const { calls } = await collect(provider.stream(first, signal));
      const results = calls.map(({ id, name: tool, args }) => ({
        id,
        name: tool,
        text: `sunny ${JSON.stringify(args)}`,
        isError: false,
      }));
      const messages = [
        ...first.messages,
        { role: 'assistant' as const, text: '', calls },
        { role: 'user' as const, text: '', results },
      ];
      const { text } = await collect(provider.stream(ask('', { messages, tools: TOOLS }), signal));
      for (const city of ['Rome', 'Oslo']) expect(text).toContain(city);
    });

    test('reads a result and goes on', async () => {
      const { text, events } = await roundTrip({ text: 'sunny and 20 °C', isError: false });
      expect(text).toMatch(/^Told: .*sunny and 20 °C/);
      expect(events.at(-1)).toMatchObject({ type: 'done', stop: 'end' });
    });

    test('reads a result also where it goes on with an answer that broke off', async () => {
      const { text, calls } = await roundTrip({ text: 'sunny and 20 °C', isError: false }, { resume: 'So: ' });
      expect(text).toMatch(/^Told: .*sunny and 20 °C/);
      expect(calls).toEqual([]);
    });

    test('is told that a call failed', async () => {
      const { text, stub } = await roundTrip({ text: 'no such city', isError: true });
      expect(text).toContain('no such city');
      expect(JSON.stringify(stub.requests().at(-1)?.body)).toMatch(
        /"is_error":true|Error: no such city|"error":"no such city"/,
      );
    });

    test('sees a picture that a tool returned', async () => {
      const { text } = await roundTrip({ text: 'a picture', isError: false, images: [PNG] });
      expect(text).toBe(`I see 1 of ${PNG_BYTES} bytes`);
    });

    test('takes over calls that another service made', async () => {
      const { provider } = await begin();
      const id = 'functions.weather:0';
      const call = { id, name: 'weather', args: { city: 'Rome' }, raw: '{"city":"Rome"}', opaque: '{"other":"x"}' };
      const messages: ModelRequest['messages'] = [
        { role: 'user', text: 'one tool' },
        { role: 'assistant', text: '', calls: [call] },
        { role: 'user', text: '', results: [{ id, name: 'weather', text: 'sunny', isError: false }] },
      ];
      const { text } = await collect(provider.stream(ask('', { messages, tools: TOOLS }), signal));
      expect(text).toMatch(/^Told: /);
    });

    unless('arguments that are no JSON')('tells of arguments that are no JSON, and goes on after them', async () => {
      const { provider } = await begin();
      const first = ask('broken call', { tools: TOOLS });
      const { calls, events } = await collect(provider.stream(first, signal));
      expect(calls).toMatchObject([{ name: 'weather', args: null, raw: '{"city": "Rome", "da' }]);
      expect(events.at(-1)).toMatchObject({ stop: 'tools' });
      const results = calls.map((c) => ({ id: c.id, name: c.name, text: 'sunny? no JSON', isError: true }));
      const messages = [
        ...first.messages,
        { role: 'assistant' as const, text: '', calls },
        { role: 'user' as const, text: '', results },
      ];
      const { text } = await collect(provider.stream(ask('', { messages, tools: TOOLS }), signal));
      expect(text).toContain('no JSON');
    });

    test('tells of no call when the stream broke off', async () => {
      const { provider } = await begin();
      const seen: ModelEvent[] = [];
      const read = async () => {
        for await (const event of provider.stream(ask('cut call', { tools: TOOLS }), signal)) seen.push(event);
      };
      await expect(read()).rejects.toMatchObject({ code: 'provider.stream_truncated' });
      expect(seen.filter((e) => e.type === 'call' || e.type === 'done')).toEqual([]);
    });

    test('without tools none are named', async () => {
      const { stub, provider } = await begin();
      await collect(provider.stream(ask('weather?'), signal));
      expect(stub.requests().at(-1)?.body.tools).toBeUndefined();
    });
  });

  describe(`provider ${name}: trouble`, () => {
    test.each([
      ['limited', ['provider.rate_limited']],
      ['broken', ['provider.overloaded']],
      ['unavailable', ['provider.overloaded']],
      ['overloaded', ['provider.overloaded']],
      ['bad request', ['provider.request_invalid']],
      ['cut', ['provider.stream_truncated']],
      ['empty', ['provider.stream_truncated', 'provider.unreachable']],
      ['reset', ['provider.unreachable', 'provider.stream_truncated']],
    ])('%s is %j', async (text, codes) => {
      const { provider } = await begin();
      const error = await failure(provider.stream(ask(text), signal));
      expect(codes).toContain(error.code);
      if (text === 'limited') expect(error.facts.retryAfterMs).toBe(2000);
    });

    unless('in-band error')('an error inside the stream can be retried', async () => {
      const { provider } = await begin();
      expect((await failure(provider.stream(ask('in-band'), signal))).disposition).toBe('retry');
    });

    unless('malformed')('a broken frame is a stream that broke off', async () => {
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

    unless('bad key')('a refused key stops, says which variable to set, and never shows the key', async () => {
      const { provider } = await begin({ key: 'sk-wrong-key-123456' });
      const error = await failure(provider.stream(ask('weather?'), signal));
      expect(error.code).toBe('provider.key_invalid');
      expect(error.message).toMatch(/_API_KEY/);
      expect(JSON.stringify(error.toData())).not.toContain('sk-wrong-key-123456');
      expect((await provider.probe(signal)).ok).toBe(false);
    });

    unless('unknown model')('an unknown model stops', async () => {
      const { provider } = await begin({ model: 'no-such-model' });
      expect((await failure(provider.stream(ask('weather?'), signal))).code).toBe('provider.model_unknown');
    });

    test.each([
      ['tools', 'The selected model does not support tools.', 'cannot use tools'],
      ['images', 'This model does not support image input.', 'cannot look at pictures'],
    ])('a model that refuses %s is refused with what to do', async (unable, said, sentence) => {
      const stub = build([]);
      const body = stub as unknown as { error(status: number, message: string): unknown };
      stub.rules = [{ reply: { fault: { kind: 'status', status: 400, body: body.error(400, said) } } }];
      open.push(await stub.listen());
      const provider = make(stub.url, { idleTimeoutMs: 5000, deadlineMs: 20_000, key });
      const error = await failure(provider.stream(ask('hello', { tools: TOOLS }), signal));
      expect(error.code).toBe('provider.request_invalid');
      expect(error.message).toContain(sentence);
      expect(error.message).toMatch(/choose/);
      expect(error.facts.details).toMatchObject({ unable });
    });

    test('a service that is not there cannot be reached', async () => {
      const { stub, provider } = await begin();
      await stub.close();
      expect((await failure(provider.stream(ask('weather?'), signal))).code).toBe('provider.unreachable');
      expect((await provider.probe(signal)).ok).toBe(false);
    });

    test('its probe lists models', async () => {
      const { provider } = await begin();
      const probe = await provider.probe(signal);
      expect(probe).toMatchObject({ ok: true });
      expect(probe.models?.length).toBeGreaterThan(0);
    });
  });

  if (exempt.embeddings === undefined)
    describe(`provider ${name}: vectors`, () => {
      test('are in the order of the texts, equal for equal texts, and none without a model for them', async () => {
        const { provider } = await begin({ embeddingModel: 'embed-stub' });
        const { model, vectors } = (await provider.embed?.(['one', 'two', 'one'], signal)) ?? {
          model: '',
          vectors: [],
        };
        expect(model).toBe('embed-stub');
        expect(vectors).toHaveLength(3);
        expect(vectors[0]?.length).toBeGreaterThan(1);
        expect(vectors[2]).toEqual(vectors[0]);
        expect(vectors[1]).not.toEqual(vectors[0]);
        expect((await begin()).provider.embed).toBeUndefined();
      });

      test('a service that is not there, and an abort', async () => {
        const { stub, provider } = await begin({ embeddingModel: 'embed-stub' });
        const reason = new OmegaError('activity.fenced', 'no longer wanted');
        await expect(provider.embed?.(['one'], AbortSignal.abort(reason))).rejects.toBe(reason);
        await stub.close();
        await expect(provider.embed?.(['one'], signal)).rejects.toMatchObject({ code: 'provider.unreachable' });
      });
    });
  else test(`provider ${name} offers no vectors`, async () => expect((await begin()).provider.embed).toBeUndefined());
}
