/** Table model_call: what every call of a model took. */
import type { CallFilter, Ledger, Spent } from '../../contracts/ports/stores/ledger.ts';
import type { Db } from '../database.ts';

const SUMS = `count(*) AS calls, coalesce(sum(coalesce(input, 0) + coalesce(output, 0)), 0) AS tokens,
  coalesce(sum(cost), 0) AS cost, coalesce(sum(cost IS NULL AND ok), 0) AS unknown`;

/** Builds the ledger; `add` needs the writing connection. */
export function ledger(db: Db): Ledger {
  const add =
    db.prepare(`INSERT INTO model_call (run, key, purpose, provider, model, input, output, cache_read, cache_write,
    cost, ok, ms, day, at) VALUES (@run, @key, @purpose, @provider, @model, @input, @output, @cacheRead, @cacheWrite,
    @cost, @ok, @ms, @day, @at)`);
  const columns = ['day', 'provider', 'key', 'run', 'purpose'] as const;
  const byProvider = db.prepare<[string], Spent & { provider: string }>(
    `SELECT provider, ${SUMS} FROM model_call WHERE day = ? GROUP BY provider ORDER BY provider`,
  );
  const sums = new Map<string, ReturnType<typeof prepare>>();
  const prepare = (names: readonly string[]) =>
    db.prepare<[CallFilter], Spent>(
      `SELECT ${SUMS} FROM model_call WHERE ${names.length === 0 ? '1' : names.map((n) => `${n} = @${n}`).join(' AND ')}`,
    );
  return {
    add: (call) => void add.run({ ...call, ok: call.ok ? 1 : 0 }),
    spent(filter) {
      const names = columns.filter((column) => filter[column] !== undefined);
      const known = sums.get(names.join()) ?? prepare(names);
      sums.set(names.join(), known);
      return known.get(filter) ?? { calls: 0, tokens: 0, cost: 0, unknown: 0 };
    },
    byProvider: (day) => byProvider.all(day),
  };
}
