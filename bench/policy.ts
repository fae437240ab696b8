/** Decisions of policy against a bare function that answers the same question for one fixed rule: `node bench/policy.ts [--json file]`. */
import { parseArgs } from 'node:util';
import { PolicyRule, type PolicyDecision, type PolicyRequest } from '../src/contracts/tools/policy.ts';
import { compilePolicy, layered } from '../src/domain/policy/compile.ts';
import { decide } from '../src/domain/policy/decide.ts';
import { ASK_THE_REST, DEFAULT_RULES } from '../src/domain/policy/defaults.ts';
import { request } from '../test/unit/domain/policy/request.ts';
import { table, writeJson, type Line } from './report.ts';

const ROUNDS = 200_000;
const { values } = parseArgs({ options: { json: { type: 'string' } } });

const reading: PolicyRequest = request();
const fetching: PolicyRequest = {
  ...reading,
  tool: 'omega/fetch',
  scopes: ['net:http:read'],
  effects: { writes: false, externalWrites: false, egress: ['*:*'] },
  minApproval: 'ask_once',
  egress: ['example.com:443'],
  args: { url: 'https://example.com/' },
  subject: 'example.com:443',
};

/** A user with fifty rules, of which some look at arguments. */
const own = layered(
  Array.from({ length: 50 }, (_, i) =>
    PolicyRule.parse({
      id: `rule${i}`,
      effect: i % 2 === 0 ? 'deny' : 'ask',
      match: {
        tool: `mcp.server${i}/*`,
        ...(i % 5 === 0 ? { args: [{ pointer: '/to', op: 'glob', value: '*@example.org' }] } : {}),
        ...(i % 7 === 0 ? { tool: '*', egress: [`*.host${i}.test:*`] } : {}),
      },
    }),
  ),
  'user',
);

/** What a decision cannot do without: one look at the scope, one object. */
function bare({ scopes, effects }: PolicyRequest): PolicyDecision {
  const effect = scopes.length === 1 && scopes[0] === 'fs:workspace:read' && !effects.writes ? 'allow' : 'ask';
  return { effect, level: null, rules: ['default:read-workspace'], obligations: [], grant: null };
}

let sink = 0;
function microseconds(work: (i: number) => PolicyDecision): number {
  for (let i = 0; i < ROUNDS / 10; i++) sink += work(i).rules.length;
  const began = performance.now();
  for (let i = 0; i < ROUNDS; i++) sink += work(i).rules.length;
  return ((performance.now() - began) / ROUNDS) * 1000;
}

const both = [reading, fetching];
const asked = (i: number): PolicyRequest => both[i % 2] ?? reading;
const few = compilePolicy(DEFAULT_RULES, ASK_THE_REST);
const many = compilePolicy([...DEFAULT_RULES, ...own], ASK_THE_REST);
const baseline = { what: 'bare function', value: microseconds((i) => bare(asked(i))) };
const lines: Line[] = [
  {
    name: 'a decision, built-in rules',
    value: microseconds((i) => decide(asked(i), few, [], i)),
    unit: 'µs',
    baseline,
    goal: '<= 5 µs',
  },
  {
    name: 'a decision, 50 rules more',
    value: microseconds((i) => decide(asked(i), many, [], i)),
    unit: 'µs',
    baseline,
    goal: '<= 5 µs',
  },
];
if (sink === 0) throw new Error('nothing was decided');
console.log(table(lines));
if (values.json) writeJson(values.json, lines);
