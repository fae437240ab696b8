/** Requests and rules for the tests of policy, and generators of random ones. */
import fc from 'fast-check';
import {
  PolicyRule,
  type Grant,
  type LayeredRule,
  type PolicyRequest,
} from '../../../../src/contracts/tools/policy.ts';

/** The time of the tests, ms. */
export const NOW = Date.parse('2026-03-03T07:00:00Z');

/** A call that reads the workspace, with changes. */
export function request(changes: Partial<PolicyRequest> = {}): PolicyRequest {
  return {
    principal: 'owner',
    conversation: 'telegram:42',
    run: 'r1',
    project: '',
    tool: 'omega/read',
    version: '1.0.0',
    executor: 'sandbox_job',
    tier: 'core',
    scopes: ['fs:workspace:read'],
    effects: { writes: false, externalWrites: false, egress: false },
    minApproval: 'none',
    egress: [],
    dataClasses: [],
    origin: 'owner',
    tainted: false,
    args: { path: 'notes.md' },
    subject: '',
    ...changes,
  };
}

type RuleText = Omit<Partial<PolicyRule>, 'match'> & { match?: Partial<PolicyRule['match']> };

/** A rule of the user unless another layer is named. */
export function rule(effect: PolicyRule['effect'], more: RuleText = {}, layer: LayeredRule['layer'] = 'user') {
  return { ...PolicyRule.parse({ id: 'r', effect, match: {}, ...more }), layer };
}

const SCOPES = ['fs:workspace:read', 'fs:workspace:write', 'net:http:read', 'proc:workspace:exec', 'mail:send'];
const HOSTS = ['example.com:443', 'evil.test:443', '127.0.0.1:80'];
const TOOLS = ['omega/read', 'omega/write', 'mcp.mail/send'];
const LEVELS = ['ask_once', 'ask_each', 'typed_confirm'] as const;
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Any rule of a file. */
export const anyRule: fc.Arbitrary<LayeredRule> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    layer: fc.constantFrom<LayeredRule['layer']>('default', 'user', 'project', 'floor', 'manifest'),
    effect: fc.constantFrom('deny', 'ask', 'allow'),
    level: optional(fc.constantFrom(...LEVELS)),
    until: optional(fc.constantFrom('2026-03-03T06:59:59Z', '2026-03-03T07:00:00Z', '2026-03-03T07:00:01Z')),
    tool: fc.constantFrom('*', 'omega/*', ...TOOLS),
    scopes: fc.oneof(
      fc.constant(['*']),
      fc.subarray([...SCOPES, 'fs:*', '*:read', 'net:*'], { minLength: 1, maxLength: 4 }),
    ),
    egress: optional(fc.subarray([...HOSTS, '*', '*.com:443'], { minLength: 1 })),
    tainted: optional(fc.boolean()),
    path: optional(fc.constantFrom('notes.md', 'other.md')),
    tier: optional(fc.subarray(['core', 'community'] as const, { minLength: 1 })),
  })
  .map(({ layer, id, effect, level, until, path, ...match }) => ({
    ...PolicyRule.parse({
      id,
      effect,
      ...(level === undefined ? {} : { level }),
      ...(until === undefined ? {} : { until }),
      match: {
        ...Object.fromEntries(Object.entries(match).filter(([, value]) => value !== undefined)),
        ...(path === undefined ? {} : { args: [{ pointer: '/path', op: 'eq', value: path }] }),
      },
    }),
    layer,
  }));

/** Any call. */
export const anyRequest: fc.Arbitrary<PolicyRequest> = fc
  .record({
    tool: fc.constantFrom(...TOOLS),
    tier: fc.constantFrom('core', 'community'),
    scopes: fc.subarray(SCOPES, { minLength: 1, maxLength: 3 }),
    egress: fc.subarray(HOSTS, { maxLength: 2 }),
    effects: fc.record({
      writes: fc.boolean(),
      externalWrites: fc.boolean(),
      egress: fc.constantFrom<false | string[]>(false, ['*:*'], ['example.com:443']),
    }),
    minApproval: fc.constantFrom('none', ...LEVELS),
    dataClasses: fc.subarray(['public', 'sensitive', 'secret']),
    tainted: fc.boolean(),
    run: fc.constantFrom('r1', 'r2'),
    project: fc.constantFrom('', 'garden'),
    subject: fc.constantFrom('', 'git'),
    args: fc.record({ path: fc.constantFrom('notes.md', 'other.md') }),
  })
  .map((changes) => request(changes as Partial<PolicyRequest>));

/** Any yes from before. */
export const anyGrant: fc.Arbitrary<Grant> = fc.record({
  id: fc.constantFrom('g1', 'g2'),
  scope: fc.constantFrom('run', 'project'),
  holder: fc.constantFrom('r1', 'r2', 'owner|', 'owner|garden'),
  tool: fc.constantFrom(...TOOLS),
  version: fc.constantFrom('1.0.0', '1.0.1'),
  subject: fc.constantFrom('', 'git'),
  approval: fc.constant('a'),
  at: fc.constantFrom(NOW - 10, NOW, NOW + 10),
  until: fc.constantFrom(null, NOW - 1, NOW, NOW + 1),
});
