/** What all providers share: calls in pieces, sealed values, the classifier. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { argsOf, CallPieces, newCallId } from '../../../../src/adapters/providers/shared/calls.ts';
import { classify, retryAfterMs } from '../../../../src/adapters/providers/shared/classify.ts';
import { sealed, unsealed } from '../../../../src/adapters/providers/shared/opaque.ts';
import { withRoom } from '../../../../src/adapters/providers/shared/room.ts';
import { embedded } from '../../../../src/adapters/providers/shared/provider.ts';

describe('arguments', () => {
  test.each([
    ['', {}],
    ['  ', {}],
    ['{"a": [1]}', { a: [1] }],
    ['[1]', null],
    ['null', null],
    ['"x"', null],
    ['{"a": ', null],
  ])('%j', (raw, args) => expect(argsOf(raw)).toEqual(args));
});

describe('calls in pieces', () => {
  test('are told apart by their place, also when mixed', () => {
    const pieces = new CallPieces();
    pieces.add(1, { id: 'b', name: 'two' });
    pieces.add(0, { id: 'a', name: 'one', text: '{"x"' });
    pieces.add(1, { text: '{}' });
    pieces.add(0, { text: ': 1}' });
    expect(pieces.whole()).toEqual([
      { id: 'b', name: 'two', args: {}, raw: '{}' },
      { id: 'a', name: 'one', args: { x: 1 }, raw: '{"x": 1}' },
    ]);
  });

  test('of a service that gives every call the same place are told apart by their ids', () => {
    const pieces = new CallPieces();
    pieces.add(0, { id: 'a', name: 'one', text: '{"x": 1}' });
    pieces.add(0, { id: 'b', name: 'one', text: '{"x":' });
    pieces.add(0, { id: 'b', text: ' 2}' });
    expect(pieces.whole().map((c) => [c.id, c.args])).toEqual([
      ['a', { x: 1 }],
      ['b', { x: 2 }],
    ]);
  });

  test('without an id, or with one that is taken, get one; without a name they are none', () => {
    const pieces = new CallPieces();
    pieces.add(0, { id: 'a', name: 'one' });
    pieces.add(1, { id: 'a', name: 'two' });
    pieces.add(2, { name: 'three' });
    pieces.add(3, { text: '{}' });
    const ids = pieces.whole().map((c) => c.id);
    expect(ids[0]).toBe('a');
    expect(new Set(ids).size).toBe(3);
    for (const id of [...ids, newCallId()]) expect(id).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
  });
});

test('what one service sealed another does not open', () => {
  const call = { id: 'c', name: 'one', args: {}, raw: '{}', opaque: sealed('gemini', 'abc') };
  expect(unsealed('gemini', call)).toBe('abc');
  expect(unsealed('anthropic', call)).toBeUndefined();
  for (const opaque of ['x', '1', 'null', '"gemini"']) expect(unsealed('gemini', { ...call, opaque })).toBeUndefined();
});

test('a small question has room to think in, a long answer is what was asked for', () => {
  expect([1, 300, 4095, 4096, 64_000].map(withRoom)).toEqual([4097, 4396, 8191, 4096, 64_000]);
});

test('vectors that are missing are no answer', () => {
  expect(embedded('m', [[1], [2]], ['a', 'b'])).toEqual({ model: 'm', vectors: [[1], [2]] });
  for (const vectors of [[[1]], [[1], undefined], [[1], []]])
    expect(() => embedded('m', vectors, ['a', 'b'])).toThrow(/1 vectors for 2 texts/);
});

describe('the classifier', () => {
  const origin = { name: 'x', variable: 'X_KEY', secret: 'sk-secret' };
  const of = (status: number, message: string, more: object = {}) =>
    classify(Object.assign(new Error(message), { status, ...more }), origin, 0);

  test.each([
    ['tools', 400, 'registry.ollama.ai/library/phi does not support tools'],
    ['tools', 404, 'No endpoints found that support tool use. To learn more, visit the docs.'],
    ['tools', 400, 'Function calling is not enabled for models/gemma'],
    ['tools', 400, '`tools` is not supported in this model.'],
    ['images', 404, 'No endpoints found that support image input'],
    ['images', 400, 'Invalid content type. image_url is not supported by this model.'],
    ['images', 400, 'This model does not support vision'],
    ['schema', 400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."],
  ])('a model that cannot do %s (%i %s)', (unable, status, message) => {
    const error = of(status, message);
    expect(error.code).toBe('provider.request_invalid');
    expect(error.facts.details).toMatchObject({ unable });
    expect(error.message).toMatch(/choose/);
  });

  test.each([
    [400, 'image exceeds 5 MB maximum', 'provider.request_invalid'],
    [400, 'tools.0.input_schema: JSON schema is invalid', 'provider.request_invalid'],
    [404, 'The model `x` does not exist', 'provider.model_unknown'],
    [429, 'You exceeded your current quota (insufficient_quota)', 'provider.no_credit'],
    [400, 'This model’s maximum context length is 8192 tokens', 'provider.context_too_long'],
    [
      400,
      'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
      'provider.context_too_long',
    ],
    [400, 'input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000', 'provider.context_too_long'],
    [400, 'the request exceeds the available context size, try increasing it', 'provider.context_too_long'],
    [403, 'Your chosen model requires moderation and your input was flagged for "x"', 'provider.refused'],
    [403, 'Project does not have access', 'provider.key_invalid'],
    [402, 'Insufficient credits', 'provider.no_credit'],
    [500, 'tools are not supported right now', 'provider.overloaded'],
  ])('%i %s is %s and nothing about abilities', (status, message, code) => {
    const error = of(status, message);
    expect(error.code).toBe(code);
    expect(error.facts.details).not.toHaveProperty('unable');
  });

  test('a number inside a stream is a status', () => {
    const inside = (code: unknown) =>
      classify(Object.assign(new Error('Provider returned error'), { code }), origin, 0).code;
    expect([502, 429, 400].map(inside)).toEqual([
      'provider.overloaded',
      'provider.rate_limited',
      'provider.request_invalid',
    ]);
    expect(inside('ECONNREFUSED')).toBe('provider.unreachable');
  });

  test('reads a body that stands in the message, with its delay, and hides the key in it', () => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '1.5s' }];
    const body = { error: { code: 429, message: 'Slow down, sk-secret.', status: 'RESOURCE_EXHAUSTED', details } };
    const error = of(429, JSON.stringify(body));
    expect(error.code).toBe('provider.rate_limited');
    expect(error.facts.retryAfterMs).toBe(1500);
    expect(error.message).toContain('Slow down, [secret].');
  });

  test('Retry-After comes as seconds, milliseconds or a date', () => {
    const after = (name: string, value: string) => retryAfterMs(new Headers({ [name]: value }), 1_700_000_000_000);
    expect(after('retry-after', '2')).toBe(2000);
    expect(after('retry-after-ms', '150')).toBe(150);
    expect(after('retry-after', new Date(1_700_000_030_000).toUTCString())).toBe(30_000);
    expect(after('retry-after', 'soon')).toBeUndefined();
    expect(retryAfterMs(undefined, 0)).toBeUndefined();
  });
});

test('however a call is cut into pieces, it is the same call', () => {
  const args = fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer(), fc.array(fc.string())));
  const call = fc.record({ id: fc.uuid(), name: fc.stringMatching(/^[a-z]{1,8}$/), args, cuts: fc.array(fc.nat(40)) });
  fc.assert(
    fc.property(fc.uniqueArray(call, { selector: (c) => c.id, minLength: 1, maxLength: 4 }), (calls) => {
      const pieces = new CallPieces();
      const rests = calls.map((c) => JSON.stringify(c.args));
      calls.forEach(({ id, name }, at) => pieces.add(at, { id, name }));
      // Round by round each call gets another piece, so that they are mixed.
      for (let round = 0; rests.some((rest) => rest !== ''); round++)
        calls.forEach(({ cuts }, at) => {
          const size = cuts[round] ?? 1000;
          pieces.add(at, { text: rests[at]?.slice(0, size) });
          rests[at] = rests[at]?.slice(size) ?? '';
        });
      const whole = pieces.whole();
      expect(whole.map((c) => [c.id, c.name, c.raw])).toEqual(calls.map((c) => [c.id, c.name, JSON.stringify(c.args)]));
      expect(whole.map((c) => c.args)).toEqual(calls.map((c) => JSON.parse(JSON.stringify(c.args))));
    }),
    { numRuns: 500 },
  );
});
