/** The floor: what no file can loosen. Whatever writes, runs programs or reaches out is asked for; more so after foreign words. */
import type { PolicyRequest } from '../../contracts/tools/policy.ts';
import type { ApprovalLevel } from '../../contracts/tools/tool.ts';

/** A level that asks for something. */
export type AskLevel = Exclude<ApprovalLevel, 'none'>;

const STRENGTH: Readonly<Record<ApprovalLevel, number>> = { none: 0, ask_once: 1, ask_each: 2, typed_confirm: 3 };

/** The stronger of two levels. */
export function stronger<A extends ApprovalLevel, B extends ApprovalLevel>(a: A, b: B): A | B {
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}

/** Omega's own notes about a person: appointments and what it knows. No file, no program and nobody else is touched. */
const OWN: ReadonlySet<string> = new Set(['tasks:own:write', 'memory:own:write']);

/** One demand of the floor. */
export interface Demand {
  name: `floor:${string}`;
  level: AskLevel;
}

const demand = (id: string, level: AskLevel): Demand => ({ name: `floor:${id}`, level });
const WRITES = demand('writes', 'ask_once');
const EXTERNAL = demand('external-write', 'ask_once');
const EXEC = demand('exec', 'ask_once');
const EGRESS = demand('egress', 'ask_once');
const TAINTED = demand('tainted', 'ask_each');

/** Ids of the floor, for documents. */
export const FLOOR: readonly Demand[] = [WRITES, EXTERNAL, EXEC, EGRESS, TAINTED];

function isWriting({ scopes, effects, tier, tainted }: PolicyRequest): boolean {
  if (effects.writes) return true;
  return scopes.some((scope) => scope.endsWith(':write') && !(tier === 'core' && !tainted && OWN.has(scope)));
}

/** What the floor demands of one call; empty when it may go ahead. */
export function floorDemands(request: PolicyRequest): readonly Demand[] {
  const { scopes, effects, egress, tainted, dataClasses } = request;
  const isExternal = effects.externalWrites || scopes.some((s) => s.endsWith(':send') || s.endsWith(':admin'));
  const isReachingOut = effects.egress !== false || egress.length > 0 || scopes.some((s) => s.startsWith('net:'));
  // What is noted down or planned after foreign words acts later, out of sight: one yes must not cover the next.
  const isNoting = scopes.some((scope) => OWN.has(scope));
  const isPrivate = dataClasses.includes('sensitive') || dataClasses.includes('secret');
  const demands: Demand[] = [];
  if (isWriting(request)) demands.push(WRITES);
  if (isExternal) demands.push(EXTERNAL);
  if (scopes.some((s) => s.endsWith(':exec'))) demands.push(EXEC);
  if (isReachingOut) demands.push(EGRESS);
  if (tainted && (isExternal || isReachingOut || isPrivate || isNoting)) demands.push(TAINTED);
  return demands;
}
