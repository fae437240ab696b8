/** Names of signals. */
import { constants } from 'node:os';

const NAMES = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** @returns e.g. SIGKILL; a number without a name as it is */
export function signalName(signal: number): string {
  return NAMES.get(signal) ?? `signal ${signal}`;
}
