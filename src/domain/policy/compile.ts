/** Turns the rules of all layers into matchers, once, so that a decision costs microseconds. */
import type { Json, JsonObject } from '../../contracts/json.ts';
import type { LayeredRule, PolicyLayer, PolicyRequest } from '../../contracts/tools/policy.ts';
import { anyMatcher, globMatcher, type Matcher } from './glob.ts';

/** How far a rule concerns a request: with a part of what the call reaches, or with all of it. */
export type Reach = 'none' | 'part' | 'all';

/** A rule, ready to be asked. */
export interface CompiledRule {
  rule: LayeredRule;
  /** id with its layer in front, e.g. `user:no-mail` */
  name: string;
  /** ms since 1970 UTC from which the rule counts no more */
  until: number;
  reach(request: PolicyRequest): Reach;
}

/** Rules, ready to be asked. */
export interface CompiledPolicy {
  rules: readonly CompiledRule[];
  /** speaks when no rule covers a call; without it such a call is refused */
  rest: CompiledRule | null;
}

type Test = (request: PolicyRequest) => boolean;

const ABSENT = Symbol('absent');

function valueAt(args: JsonObject, path: readonly string[]): Json | typeof ABSENT {
  let value: Json = args;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return ABSENT;
    value = (value as JsonObject)[key] as Json;
  }
  return value;
}

function isSame(a: Json, b: Json): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  if (Array.isArray(a) !== Array.isArray(b) || keys.length !== others.length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame((a as JsonObject)[key]!, (b as JsonObject)[key]!));
}

function comparison(op: string, wanted: Json): (value: Json) => boolean {
  const texts = (fits: Matcher) => (value: Json) => typeof value === 'string' && fits(value);
  switch (op) {
    case 'lt':
      return (value) => typeof value === 'number' && typeof wanted === 'number' && value < wanted;
    case 'gt':
      return (value) => typeof value === 'number' && typeof wanted === 'number' && value > wanted;
    case 'prefix':
      return texts((text) => typeof wanted === 'string' && text.startsWith(wanted));
    case 'glob':
      return texts(typeof wanted === 'string' ? globMatcher(wanted) : () => false);
    default: {
      const among = op === 'in' && Array.isArray(wanted) ? wanted : [wanted];
      return (value) => among.some((one) => isSame(one, value));
    }
  }
}

function argumentTest({ pointer, op, value }: NonNullable<LayeredRule['match']['args']>[number]): Test {
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const fits = comparison(op, value as Json);
  return ({ args }) => {
    const found = valueAt(args, path);
    return found !== ABSENT && fits(found);
  };
}

/** The conditions a call either meets or not; scopes and hosts are looked at one by one, see {@link reachOf}. */
function conditions({ match }: LayeredRule): Test[] {
  const tests: Test[] = [];
  const { executor, tier, origin, tainted, project } = match;
  if (match.principal !== '*') {
    const fits = globMatcher(match.principal);
    tests.push((r) => fits(r.principal) || fits(r.conversation));
  }
  if (match.tool !== '*') {
    const fits = globMatcher(match.tool);
    tests.push((r) => fits(r.tool));
  }
  if (executor) tests.push((r) => executor.includes(r.executor));
  if (tier) tests.push((r) => tier.includes(r.tier));
  if (origin) tests.push((r) => origin.includes(r.origin));
  if (tainted !== undefined) tests.push((r) => r.tainted === tainted);
  if (project !== undefined) tests.push((r) => r.project === project);
  for (const condition of match.args ?? []) tests.push(argumentTest(condition));
  return tests;
}

/** What the call may reach: its hosts, or, when it does not know them yet, what its manifest says. */
function hostsOf({ egress, effects }: PolicyRequest): readonly string[] {
  return egress.length > 0 || effects.egress === false ? egress : effects.egress;
}

function reachOf(rule: LayeredRule): (request: PolicyRequest) => Reach {
  const tests = conditions(rule);
  const scope = anyMatcher(rule.match.scopes);
  const anyScope = rule.match.scopes.includes('*');
  const globs = rule.match.egress;
  const host = globs && anyMatcher(globs);
  /** a declared glob such as `*:*` may stand for a host of the rule */
  const meets = (text: string): boolean =>
    host?.(text) === true || (text.includes('*') && globs?.some(globMatcher(text)) === true);
  return (request) => {
    for (const test of tests) if (!test(request)) return 'none';
    const { scopes } = request;
    if (!anyScope && !scopes.some(scope)) return 'none';
    let whole = anyScope || scopes.every(scope);
    if (host) {
      const hosts = hostsOf(request);
      if (!hosts.some(meets)) return 'none';
      whole &&= hosts.every(host);
    }
    return whole ? 'all' : 'part';
  };
}

function compileRule(rule: LayeredRule): CompiledRule {
  const until = rule.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(rule.until);
  return { rule, name: `${rule.layer}:${rule.id}`, until, reach: reachOf(rule) };
}

/** Puts a layer on rules. */
export function layered(rules: readonly Omit<LayeredRule, 'layer'>[], layer: PolicyLayer): LayeredRule[] {
  return rules.map((rule) => ({ ...rule, layer }));
}

/**
 * Compiles the rules of all layers; their order does not matter.
 *
 * @param rest what holds for a call that no rule covers; without it such a call is refused
 */
export function compilePolicy(rules: readonly LayeredRule[], rest?: LayeredRule): CompiledPolicy {
  return { rules: rules.map(compileRule), rest: rest === undefined ? null : compileRule(rest) };
}
