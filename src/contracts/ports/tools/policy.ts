/** Port of policy: the rules in force, read from the owner's files. */
import type { Grant, PolicyDecision, PolicyRequest } from '../../tools/policy.ts';

/** Decides about calls. */
export interface PolicyPort {
  /** @param at ms since 1970 UTC */
  decide(request: PolicyRequest, grants: readonly Grant[], at: number): PolicyDecision;
  /** Hash over all rules that hold in a project: what approvals are bound to. */
  hash(project: string): string;
}
