/** What an area brings to the oracle: our function behind each of the original's names, and a check per deviating case. */
import { readFileSync } from 'node:fs';

/** One executed case of the original's pure functions. */
export interface OracleCase {
  id: string;
  fn: string;
  args: unknown[];
  original: unknown;
  verdict: 'keep' | 'deviate';
  /** what is right where the original is wrong */
  ours?: string;
}

/** An area's part. */
export interface Subject {
  /** name of the original's function → ours, adapted to its arguments and its result */
  functions: Readonly<Record<string, (...args: never[]) => unknown>>;
  /** id of a deviating case → assertions that hold for ours */
  deviations: Readonly<Record<string, (given: OracleCase) => void>>;
}

/** All cases. */
export const { cases } = JSON.parse(readFileSync(new URL('./omega.json', import.meta.url), 'utf8')) as {
  cases: OracleCase[];
};
