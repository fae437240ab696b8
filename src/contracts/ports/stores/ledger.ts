/** Port of the ledger: one row per model call, so that caps can be checked before the next one. */

/** What a call was for. */
export type CallPurpose =
  | 'answer'
  | 'step'
  | 'route'
  | 'learn'
  | 'summary'
  | 'embed'
  | 'task'
  | 'heartbeat'
  | 'build'
  | 'setup';

/** One call of a model. */
export interface ModelCall {
  /** empty where the call belongs to no run */
  run: string;
  /** conversation key */
  key: string;
  purpose: CallPurpose;
  provider: string;
  model: string;
  input: number | null;
  output: number | null;
  cacheRead: number | null;
  cacheWrite: number | null;
  /** millionths of a US dollar; null where the price is not known */
  cost: number | null;
  ok: boolean;
  ms: number;
  /** local calendar day, YYYY-MM-DD */
  day: string;
  at: number;
}

/** Which calls to add up; what is left out matches everything. */
export interface CallFilter {
  day?: string;
  provider?: string;
  key?: string;
  run?: string;
  purpose?: CallPurpose;
}

/** A sum over calls. */
export interface Spent {
  calls: number;
  /** input and output */
  tokens: number;
  /** millionths of a US dollar, of the calls whose price is known */
  cost: number;
  /** calls whose price is not known */
  unknown: number;
}

/** The ledger. Writes run inside the host's transaction. */
export interface Ledger {
  add(call: ModelCall): void;
  spent(filter: CallFilter): Spent;
  /** Sums of one day by provider. */
  byProvider(day: string): (Spent & { provider: string })[];
}
