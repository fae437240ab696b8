/** Why a call is decided as it is, and what would change that. */
import type { Grant, LayeredRule, PolicyDecision, PolicyRequest } from '../../contracts/tools/policy.ts';
import { compilePolicy, type CompiledPolicy } from './compile.ts';
import { decide } from './decide.ts';

/** One thing that would be different, and what would be decided then. */
export interface Change {
  what:
    | { kind: 'without'; rule: string }
    /** the person says yes to more than this call */
    | { kind: 'grant' }
    | { kind: 'untainted' }
    | { kind: 'tainted' }
    | { kind: 'allow-rule' };
  decision: PolicyDecision;
}

function yesTo(request: PolicyRequest, at: number): Grant {
  const { tool, version, subject, run: holder } = request;
  return { id: 'explained', scope: 'run', holder, tool, version, subject, approval: '', at, until: null };
}

const ALLOW: LayeredRule = {
  id: 'explained',
  effect: 'allow',
  match: { principal: '*', tool: '*', scopes: ['*'] },
  layer: 'user',
};

function without(policy: CompiledPolicy, name: string): CompiledPolicy {
  return { ...policy, rules: policy.rules.filter((rule) => rule.name !== name) };
}

/**
 * Tries what would lead to another decision.
 *
 * @returns only changes that make a difference, the nearest first
 */
export function whatWouldChange(request: PolicyRequest, policy: CompiledPolicy, at: number): Change[] {
  const now = decide(request, policy, [], at);
  const user = policy.rules.map(({ rule }) => rule);
  const open = compilePolicy([...user, ALLOW], policy.rest?.rule);
  const turned = { ...request, tainted: !request.tainted };
  const tries: Change[] = [
    { what: { kind: 'grant' }, decision: decide(request, policy, [yesTo(request, at)], at) },
    { what: { kind: request.tainted ? 'untainted' : 'tainted' }, decision: decide(turned, policy, [], at) },
    ...now.rules
      .filter((name) => /^(?:user|project):/.test(name))
      .map((rule): Change => ({
        what: { kind: 'without', rule },
        decision: decide(request, without(policy, rule), [], at),
      })),
    { what: { kind: 'allow-rule' }, decision: decide(request, open, [], at) },
  ];
  return tries.filter(({ decision }) => decision.effect !== now.effect || decision.level !== now.level);
}
