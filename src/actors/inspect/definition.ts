/** The structure of a machine as charts need it: states, arrows, names. Never context, never code. */
import { hash } from 'node:crypto';
import type { AnyStateMachine, AnyStateNode, TransitionDefinition } from 'xstate';
import type { ChartDefinition, ChartState, ChartTransition } from '../../contracts/ports/views.ts';
import type { MachineEntry } from '../host/kernel/machine-set.ts';

type AnyTransition = TransitionDefinition<never, never>;

function nameOf(part: unknown): string {
  if (typeof part === 'string') return part;
  if (typeof part === 'function') return part.name || 'inline';
  return part && typeof part === 'object' && 'type' in part ? String(part.type) : '';
}

function stateOf(node: AnyStateNode): ChartState {
  return {
    id: node.id,
    key: node.key,
    type: node.type,
    description: node.description ?? '',
    tags: [...node.tags],
    invokes: node.invoke.map((i) => (typeof i.src === 'string' ? i.src : i.id)),
    initial: node.type === 'compound' ? (node.initial.target[0]?.id ?? null) : null,
    states: Object.values(node.states).map(stateOf),
  };
}

/** `xstate.done.actor.think` → `done: think`, `xstate.after.retryBackoff.turn.backingOff` → `after retryBackoff`. */
export function shortEvent(event: string): string {
  return (
    event
      .replace(/^xstate\.done\.actor\./, 'done: ')
      .replace(/^xstate\.error\.actor\./, 'error: ')
      .replace(/^xstate\.after\.([^.]+)\..*/, 'after $1')
      .replace(/^xstate\.done\.state\..*/, 'done') || 'always'
  );
}

/** Full ids of all states of a machine, itself among them. */
export function allStates(machine: AnyStateMachine): string[] {
  const below = (node: AnyStateNode): string[] => [node.id, ...Object.values(node.states).flatMap(below)];
  return below(machine.root);
}

/** Every transition of a machine as XState holds it, in the order of the chart. */
export function allTransitions(node: AnyStateNode): AnyTransition[] {
  const own = [...node.transitions.values(), node.always ?? []].flat() as unknown as AnyTransition[];
  return [...own, ...Object.values(node.states).flatMap(allTransitions)];
}

/** A transition in words. */
export function describeTransition(t: AnyTransition): ChartTransition {
  return {
    source: t.source.id,
    targets: (t.target ?? []).map((n) => n.id),
    event: t.eventType,
    guard: nameOf(t.guard),
    actions: t.actions.map(nameOf),
  };
}

/** Structure of a machine without its hash. */
export function structureOf(machine: AnyStateMachine): { root: ChartState; transitions: ChartTransition[] } {
  return { root: stateOf(machine.root), transitions: allTransitions(machine.root).map(describeTransition) };
}

/** Fingerprint of a structure: changes whenever states, events, guards, actions or children change. */
export function fingerprint(machine: AnyStateMachine): string {
  return hash('sha1', JSON.stringify(structureOf(machine)), 'hex').slice(0, 16);
}

/** Definition of one machine version with its hash. */
export function definitionOf(entry: MachineEntry): ChartDefinition {
  return {
    hash: fingerprint(entry.machine),
    machine: entry.name,
    version: entry.version,
    ...structureOf(entry.machine),
  };
}
