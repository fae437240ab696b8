/** Puts into words what a step asked for, for the journal. */
import type { StepResult } from './step.ts';

function target(to: StepResult['sends'][number]['to']): string {
  if ('address' in to) return to.address;
  if ('child' in to) return to.child;
  return 'self' in to ? 'itself' : 'parent';
}

/** @returns one short line per thing asked for, e.g. `effect think`, `timer backoff 500 ms` */
export function describeActions(result: StepResult): string[] {
  return [
    ...result.stops.map((id) => `stop ${id}`),
    ...result.cancels.map((id) => `cancel ${id}`),
    ...result.timers.map((t) => `timer ${t.timerId} ${Math.round(t.delayMs)} ms`),
    ...result.children.map((c) => `child ${c.childId} (${c.machine})`),
    ...result.effects.map((e) =>
      e.childId === e.activity ? `effect ${e.activity}` : `effect ${e.childId} (${e.activity})`,
    ),
    ...result.sends.map((s) => `send ${target(s.to)} ${s.event.type}`),
    ...result.runEvents.map(
      ({ kind, payload: { type } }) => `run event ${kind}${typeof type === 'string' ? ` ${type}` : ''}`,
    ),
  ];
}
