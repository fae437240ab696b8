/** Sample inputs, events and results of a machine: what the walk through its paths is made of. */
import type { ErrorData } from '../../contracts/errors.ts';

/** Everything a walk may feed into one machine. */
export interface Examples {
  machine: string;
  inputs: readonly object[];
  events: readonly { type: string; [key: string]: unknown }[];
  /** results by the name of the invoked source */
  outputs: Readonly<Record<string, readonly unknown[]>>;
  /** failures any invoked source may end with; default: {@link FAILURE} */
  errors?: readonly ErrorData[];
}

/** A failure without any special meaning. */
export const FAILURE: ErrorData = { code: 'activity.crashed', disposition: 'defect', message: 'it broke' };
