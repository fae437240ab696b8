/** Decisions: layers, floor, grants, and what must hold for any policy and any call. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Grant, LayeredRule, PolicyRequest } from '../../../../src/contracts/tools/policy.ts';
import { compilePolicy } from '../../../../src/domain/policy/compile.ts';
import { decide } from '../../../../src/domain/policy/decide.ts';
import { ASK_EVERYTHING, ASK_THE_REST, DEFAULT_RULES } from '../../../../src/domain/policy/defaults.ts';
import { anyGrant, anyRequest, anyRule, NOW, request, rule } from './request.ts';

const RUNS = { numRuns: 10_000 };
const STRICTNESS = { allow: 0, ask: 1, deny: 2 };
const LEVEL = { none: 0, ask_once: 1, ask_each: 2, typed_confirm: 3 };
const given = (rules: LayeredRule[], asked: PolicyRequest, grants: Grant[] = []) =>
  decide(asked, compilePolicy(rules), grants, NOW);
const preset = (asked: PolicyRequest, more: LayeredRule[] = [], grants: Grant[] = []) =>
  decide(asked, compilePolicy([...DEFAULT_RULES, ...more], ASK_THE_REST), grants, NOW);
const strict = ({ effect, level }: ReturnType<typeof decide>) => STRICTNESS[effect] * 10 + LEVEL[level ?? 'none'];

const write = request({
  tool: 'omega/write',
  scopes: ['fs:workspace:write'],
  effects: { writes: true, externalWrites: false, egress: false },
  minApproval: 'ask_once',
});
const page = request({
  tool: 'omega/fetch',
  executor: 'openapi_proxy',
  scopes: ['net:http:read'],
  effects: { writes: false, externalWrites: false, egress: ['*:*'] },
  egress: ['example.com:443'],
  minApproval: 'ask_once',
  subject: 'example.com:443',
});

describe('what holds without a file', () => {
  test('one reads the own workspace, memory and appointments freely', () => {
    expect(preset(request())).toMatchObject({ effect: 'allow', rules: ['default:read-workspace'] });
    expect(preset(request({ scopes: ['memory:own:read'] })).effect).toBe('allow');
    expect(preset(request({ scopes: ['tasks:own:read', 'tasks:own:write'] }))).toMatchObject({ effect: 'allow' });
  });

  test('everything else is asked for, and the answer says why', () => {
    expect(preset(write)).toEqual({
      effect: 'ask',
      level: 'ask_once',
      rules: ['default:ask-the-rest', 'manifest:min-approval', 'floor:writes'],
      obligations: [],
      grant: null,
    });
    expect(preset(page)).toMatchObject({ effect: 'ask', level: 'ask_once' });
  });

  test('a tool of others gets nothing for borrowing the names of our scopes', () => {
    expect(preset(request({ tier: 'community' })).effect).toBe('ask');
    expect(preset(request({ tier: 'community', scopes: ['tasks:own:write'] })).rules).toContain('floor:writes');
  });

  test('own notes are asked for when foreign words are about', () => {
    expect(preset(request({ scopes: ['tasks:own:write'], tainted: true }))).toMatchObject({ effect: 'ask' });
  });

  test('a broken file asks for everything, each time', () => {
    const allowed = rule('allow');
    for (const asked of [request(), write, page])
      expect(preset(asked, [allowed, ASK_EVERYTHING])).toMatchObject({ effect: 'ask', level: 'ask_each' });
    expect(preset(request(), [ASK_EVERYTHING]).rules).toEqual(['floor:ask-everything']);
  });

  test('without any rule nothing is done', () => {
    expect(given([], request())).toMatchObject({ effect: 'deny', rules: ['floor:nothing-allows'] });
  });
});

describe('rules', () => {
  test('those of the user go before the built-in ones, in both directions', () => {
    expect(preset(request(), [rule('ask', { match: { tool: 'omega/read' } })]).effect).toBe('ask');
    expect(
      preset(request({ scopes: ['clock:read'], tier: 'private' }), [rule('allow', { match: { scopes: ['clock:*'] } })]),
    ).toMatchObject({ effect: 'allow', rules: ['user:r'] });
  });

  test('a yes has to cover every scope; a no counts for a part', () => {
    const both = request({ scopes: ['fs:workspace:read', 'clock:read'] });
    expect(given([rule('allow', { match: { scopes: ['clock:*'] } })], both).effect).toBe('deny');
    expect(given([rule('allow', { match: { scopes: ['clock:*', 'fs:workspace:*'] } })], both).effect).toBe('allow');
    expect(preset(both, [rule('deny', { match: { scopes: ['clock:*'] } })])).toMatchObject({
      effect: 'deny',
      rules: ['user:r'],
    });
  });

  test('a yes has to cover every host; a no counts for one of them', () => {
    const two = { ...page, egress: ['example.com:443', 'evil.test:443'] };
    const ask = rule('ask', { match: { egress: ['example.com:*'] } });
    expect(given([ask], page).effect).toBe('ask');
    expect(given([ask], two).effect).toBe('deny');
    expect(preset(two, [rule('deny', { match: { egress: ['evil.test:*'] } })]).effect).toBe('deny');
  });

  test('a call that does not say where it goes may go to a forbidden host', () => {
    const unknown = { ...page, egress: [] };
    expect(preset(unknown, [rule('deny', { match: { egress: ['evil.test:*'] } })]).effect).toBe('deny');
    expect(given([rule('ask', { match: { egress: ['example.com:*'] } })], unknown).effect).toBe('deny');
    expect(given([rule('ask', { match: { egress: ['*'] } })], unknown).effect).toBe('ask');
  });

  test('no call is allowed by a rule of a project, the manifest or the floor', () => {
    for (const layer of ['project', 'manifest', 'floor'] as const)
      expect(given([rule('allow', {}, layer)], request()).effect).toBe('deny');
    expect(preset(request(), [rule('ask', { level: 'typed_confirm' }, 'project')])).toMatchObject({
      effect: 'ask',
      level: 'typed_confirm',
      rules: ['project:r'],
    });
  });

  test('one that has run out does not count', () => {
    const until = '2026-03-03T07:00:00Z';
    expect(given([rule('allow', { until })], request()).effect).toBe('deny');
    expect(given([rule('allow'), rule('deny', { until })], request()).effect).toBe('allow');
    expect(given([rule('allow', { until: '2026-03-03T07:00:00.001Z' })], request()).effect).toBe('allow');
  });

  test.each([
    ['eq', 'a', 'a', 'b'],
    ['eq', { x: [1] }, { x: [1] }, { x: [2] }],
    ['in', ['a', 'b'], 'b', 'c'],
    ['lt', 5, 4, 5],
    ['gt', 5, 6, '6'],
    ['prefix', '/tmp/', '/tmp/x', 'x/tmp/'],
    ['glob', '*.md', 'a.md', 'a.mdx'],
  ] as const)('on the arguments: %s %j', (op, value, fits, misses) => {
    const allow = rule('allow', { match: { args: [{ pointer: '/a~1b/0', op, value: value as never }] } });
    const asked = (arg: unknown) => request({ args: { 'a/b': [arg as never] } });
    expect(given([allow], asked(fits)).effect).toBe('allow');
    expect(given([allow], asked(misses)).effect).toBe('deny');
    expect(given([allow], request({ args: {} })).effect).toBe('deny');
  });

  test('nothing of a prototype is an argument', () => {
    const pointer = '/constructor/name';
    const allow = rule('allow', { match: { args: [{ pointer, op: 'eq', value: 'Object' }] } });
    expect(given([allow], request()).effect).toBe('deny');
  });

  test('obligations of all rules that count are named once', () => {
    const a = rule('allow', { obligations: ['notify_owner'] });
    const b = rule('ask', { obligations: ['notify_owner', 'redact_result'] }, 'project');
    expect(given([a, b], request()).obligations).toEqual(['notify_owner', 'redact_result']);
  });

  test('they may be bound to a person or a conversation', () => {
    const allow = rule('allow', { match: { principal: 'telegram:*' } });
    expect(given([allow], request()).effect).toBe('allow');
    expect(given([allow], request({ conversation: 'web:owner' })).effect).toBe('deny');
    expect(given([allow], request({ conversation: 'task:1', principal: 'telegram:7' })).effect).toBe('allow');
  });
});

describe('after foreign words', () => {
  const wide = rule('allow');
  test('what reaches out, or reads what is private, is asked for each time', () => {
    for (const asked of [
      { ...page, tainted: true },
      request({ tainted: true, dataClasses: ['sensitive'] }),
      request({ tainted: true, scopes: ['mail:own:send'] }),
      request({ tainted: true, scopes: ['tasks:own:write'] }),
      request({ tainted: true, scopes: ['memory:own:write'] }),
    ])
      expect(given([wide], asked)).toMatchObject({ effect: 'ask', level: 'ask_each' });
    expect(given([wide], request({ tainted: true })).effect).toBe('allow');
  });
});

describe('a yes from before', () => {
  const grant: Grant = {
    id: 'g',
    scope: 'run',
    holder: 'r1',
    tool: 'omega/fetch',
    version: '1.0.0',
    subject: 'example.com:443',
    approval: 'a',
    at: NOW - 1000,
    until: NOW + 1000,
  };

  test('lifts ask_once for the same tool, version, subject and holder, as long as it lasts', () => {
    expect(preset(page, [], [grant])).toMatchObject({ effect: 'allow', level: null, grant: 'g' });
    for (const other of [
      { tool: 'omega/bash' },
      { version: '1.0.1' },
      { subject: 'evil.test:443' },
      { holder: 'r2' },
      { until: NOW },
      { at: NOW + 1 },
      { scope: 'project' as const },
    ])
      expect(preset(page, [], [{ ...grant, ...other }])).toMatchObject({ effect: 'ask', grant: null });
  });

  test('of a project holds in the other runs of the person in it', () => {
    const lasting = { ...grant, scope: 'project' as const, holder: 'owner|garden', until: null };
    const inGarden = { ...page, project: 'garden', run: 'r9' };
    expect(preset(inGarden, [], [lasting]).effect).toBe('allow');
    expect(preset(page, [], [lasting]).effect).toBe('ask');
    expect(preset({ ...inGarden, principal: 'telegram:7' }, [], [lasting]).effect).toBe('ask');
  });

  test('lifts nothing that has to be asked each time or typed, and no refusal', () => {
    expect(preset({ ...page, tainted: true }, [], [grant])).toMatchObject({ effect: 'ask', level: 'ask_each' });
    expect(preset({ ...page, minApproval: 'typed_confirm' }, [], [grant])).toMatchObject({ level: 'typed_confirm' });
    expect(preset(page, [rule('ask', { level: 'ask_each' })], [grant]).effect).toBe('ask');
    expect(preset(page, [rule('deny')], [grant]).effect).toBe('deny');
  });
});

describe('for any policy and any call', { timeout: 60_000 }, () => {
  const world = fc.record({
    rules: fc.array(anyRule, { maxLength: 8 }),
    asked: anyRequest,
    grants: fc.array(anyGrant, { maxLength: 3 }),
  });

  test('nothing is done or even asked for that no open rule covers', () => {
    fc.assert(
      fc.property(world, ({ rules, asked, grants }) => {
        const open = rules.filter(({ layer, effect }) => ['user', 'default'].includes(layer) && effect !== 'deny');
        const covers = open.some(
          ({ match, until }) =>
            (until === undefined || Date.parse(until) > NOW) &&
            (match.tool === '*' ||
              match.tool === asked.tool ||
              (match.tool === 'omega/*' && asked.tool.startsWith('omega'))) &&
            asked.scopes.every((s) => match.scopes.some((g) => new RegExp(`^${g.replaceAll('*', '.*')}$`).test(s))),
        );
        const { effect } = given(rules, asked, grants);
        expect(covers || effect === 'deny').toBe(true);
      }),
      RUNS,
    );
  });

  test('one more deny never makes anything easier', () => {
    fc.assert(
      fc.property(world, anyRule, ({ rules, asked, grants }, extra) => {
        const before = given(rules, asked, grants);
        const after = given([...rules, { ...extra, effect: 'deny' }], asked, grants);
        expect(strict(after)).toBeGreaterThanOrEqual(strict(before));
      }),
      RUNS,
    );
  });

  test('one more rule of a project, manifest or floor never makes anything easier', () => {
    fc.assert(
      fc.property(world, anyRule, fc.constantFrom('project', 'manifest', 'floor'), (w, extra, layer) => {
        const before = given(w.rules, w.asked, w.grants);
        const after = given([...w.rules, { ...extra, layer }], w.asked, w.grants);
        expect(strict(after)).toBeGreaterThanOrEqual(strict(before));
      }),
      RUNS,
    );
  });

  test('the floor holds whatever the rules say; only a grant lifts it, and only once-asked calls', () => {
    fc.assert(
      fc.property(world, ({ rules, asked, grants }) => {
        const decision = given(rules, asked, grants);
        if (decision.effect !== 'allow') return;
        const { effects, scopes, egress, tainted, minApproval, dataClasses } = asked;
        const reaches = effects.egress !== false || egress.length > 0 || scopes.includes('net:http:read');
        const outward = effects.externalWrites || scopes.includes('mail:send') || reaches;
        const acts =
          outward || effects.writes || scopes.includes('fs:workspace:write') || scopes.includes('proc:workspace:exec');
        expect((!acts && minApproval === 'none') || decision.grant !== null).toBe(true);
        expect(tainted && (outward || dataClasses.some((d) => d !== 'public'))).toBe(false);
        expect(['none', 'ask_once']).toContain(minApproval);
      }),
      RUNS,
    );
  });

  test('a grant never outlives its scope', () => {
    fc.assert(
      fc.property(world, ({ rules, asked, grants }) => {
        const { grant } = given(rules, asked, grants);
        if (grant === null) return;
        const used = grants.filter(({ id }) => id === grant);
        const fits = used.some(
          (g) =>
            g.tool === asked.tool &&
            g.version === asked.version &&
            g.subject === asked.subject &&
            g.holder === (g.scope === 'run' ? asked.run : `owner|${asked.project}`) &&
            g.at <= NOW &&
            (g.until === null || g.until > NOW),
        );
        expect(fits).toBe(true);
      }),
      RUNS,
    );
  });

  test('every decision names what decided, with its layer', () => {
    fc.assert(
      fc.property(world, ({ rules, asked, grants }) => {
        const { rules: names, effect, level } = given(rules, asked, grants);
        expect(names.length).toBeGreaterThan(0);
        expect(names.every((name) => /^(floor|manifest|default|user|project):./.test(name))).toBe(true);
        expect(level === null).toBe(effect !== 'ask');
      }),
      RUNS,
    );
  });
});
