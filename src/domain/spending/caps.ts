/** Caps on spending: what has been spent is compared with them before every call of a model. */

/** What a cap is about. */
export type CapScope = 'day' | 'chat' | 'task' | 'heartbeat' | 'provider';

/** Limits of one scope and day; 0 = none. */
export interface Cap {
  tokens: number;
  /** millionths of a US dollar */
  cost: number;
}

/** What was spent in a scope today. */
export interface SpentToday {
  tokens: number;
  /** millionths of a US dollar, of the calls whose price is known */
  cost: number;
}

/** A cap that is reached. */
export interface Reached {
  scope: CapScope;
  unit: 'tokens' | 'cost';
  spent: number;
  limit: number;
}

/**
 * The first cap that leaves no room for another call.
 *
 * @param looks     one per scope that applies to the call, in the order they are to be named
 * @param allowance how many times the owner has let the limits be exceeded today: each time adds the limit once more
 * @returns         undefined when there is room
 * @throws          never
 */
export function capReached(
  looks: readonly { scope: CapScope; cap: Cap; spent: SpentToday }[],
  allowance: number,
): Reached | undefined {
  for (const { scope, cap, spent } of looks)
    for (const unit of ['cost', 'tokens'] as const) {
      const limit = cap[unit] * (1 + Math.max(0, allowance));
      if (limit > 0 && spent[unit] >= limit) return { scope, unit, spent: spent[unit], limit };
    }
  return undefined;
}
