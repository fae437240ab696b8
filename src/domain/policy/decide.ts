/** The decision about one call: deny before ask before allow, and a floor below all of it. Pure, microseconds. */
import type {
  Grant,
  LayeredRule,
  Obligation,
  PolicyDecision,
  PolicyLayer,
  PolicyRequest,
} from '../../contracts/tools/policy.ts';
import type { CompiledPolicy, CompiledRule } from './compile.ts';
import { floorDemands, stronger, type AskLevel } from './floor.ts';

/** What nothing covers is refused. */
const NOTHING: PolicyDecision = {
  effect: 'deny',
  level: null,
  rules: ['floor:nothing-allows'],
  obligations: [],
  grant: null,
};

/** Layers that can say yes; all others can only be stricter. */
const isOpen = (layer: PolicyLayer): layer is 'user' | 'default' => layer === 'user' || layer === 'default';

/** Rules that concern a call, sorted by what they can do. */
interface Concern {
  denies: CompiledRule[];
  /** cover the whole call and may permit it */
  user: CompiledRule[];
  default: CompiledRule[];
  /** ask for a part of it, or come from a layer that cannot permit */
  stricter: CompiledRule[];
}

function concern(request: PolicyRequest, policy: CompiledPolicy, at: number): Concern {
  const found: Concern = { denies: [], user: [], default: [], stricter: [] };
  for (const compiled of policy.rules) {
    if (at >= compiled.until) continue;
    const reach = compiled.reach(request);
    if (reach === 'none') continue;
    const { effect, layer } = compiled.rule;
    if (effect === 'deny') found.denies.push(compiled);
    else if (isOpen(layer) && reach === 'all') found[layer].push(compiled);
    else if (effect === 'ask' && layer !== 'default') found.stricter.push(compiled);
  }
  return found;
}

/** Rules of the user go before the built-in ones, and these before the rest. */
function permittingIn(found: Concern, { rest }: CompiledPolicy): readonly CompiledRule[] {
  if (found.user.length > 0) return found.user;
  return found.default.length > 0 || rest === null ? found.default : [rest];
}

const isAsking = ({ rule }: CompiledRule): boolean => rule.effect === 'ask';
const levelOf = (rule: LayeredRule): AskLevel => rule.level ?? 'ask_once';

function refusal(denies: readonly CompiledRule[]): PolicyDecision {
  const rules = denies.map(({ name }) => name);
  return { effect: 'deny', level: null, rules, obligations: [], grant: null };
}

function obligationsOf(rules: readonly CompiledRule[]): Obligation[] {
  const all = new Set<Obligation>();
  for (const { rule } of rules) for (const obligation of rule.obligations ?? []) all.add(obligation);
  return [...all];
}

/** Whether a yes from before covers this call. */
function isCovering(grant: Grant, request: PolicyRequest, at: number): boolean {
  const holder = grant.scope === 'run' ? request.run : `${request.principal}|${request.project}`;
  return (
    grant.tool === request.tool &&
    grant.version === request.version &&
    grant.subject === request.subject &&
    grant.holder === holder &&
    at >= grant.at &&
    (grant.until === null || at < grant.until)
  );
}

/**
 * Decides about one call.
 *
 * A rule permits only what it covers whole: every scope and, if it names hosts, every host. A deny counts as soon as it
 * concerns a part. Rules of the user go before the built-in ones; rules of a project, the manifest and the floor only make
 * it stricter. A grant lifts `ask_once` alone.
 *
 * @param request what is asked for
 * @param policy  compiled rules of all layers
 * @param grants  what was agreed to before; those of others do no harm
 * @param at      ms since 1970 UTC
 */
export function decide(
  request: PolicyRequest,
  policy: CompiledPolicy,
  grants: readonly Grant[],
  at: number,
): PolicyDecision {
  const found = concern(request, policy, at);
  if (found.denies.length > 0) return refusal(found.denies);
  const permitting = permittingIn(found, policy);
  if (permitting.length === 0) return NOTHING;
  const asking = [...permitting.filter(isAsking), ...found.stricter];
  let level: AskLevel | null = null;
  const rules = (asking.length > 0 ? asking : permitting).map(({ name }) => name);
  for (const { rule } of asking) level = stronger(level ?? 'ask_once', levelOf(rule));
  if (request.minApproval !== 'none') {
    level = stronger(level ?? 'ask_once', request.minApproval);
    rules.push('manifest:min-approval');
  }
  for (const demand of floorDemands(request)) {
    level = stronger(level ?? 'ask_once', demand.level);
    rules.push(demand.name);
  }
  const obligations = obligationsOf([...permitting, ...found.stricter]);
  if (level === null) return { effect: 'allow', level, rules, obligations, grant: null };
  const grant = level === 'ask_once' ? grants.find((candidate) => isCovering(candidate, request, at)) : undefined;
  if (grant) return { effect: 'allow', level: null, rules, obligations, grant: grant.id };
  return { effect: 'ask', level, rules, obligations, grant: null };
}
