/** Compares what a server offers with what its owner agreed to. The first list of a server is agreed to by adding it. */
import type { McpQuarantined, McpTool } from '../../contracts/mcp/servers.ts';

/** What follows from a new list. */
export interface Settled {
  /** may be offered: exactly what was agreed to */
  agreed: McpTool[];
  /** to be agreed to now, because the server is seen for the first time */
  fresh: McpTool[];
  /** wait for the owner */
  waiting: Pick<McpQuarantined, 'name' | 'wire' | 'raw' | 'reason'>[];
}

/**
 * Decides about every tool of a list.
 *
 * @param pins  what was agreed to under this identity
 * @param first the server was never listed under this identity
 */
export function settle(tools: readonly McpTool[], pins: readonly McpTool[], first: boolean): Settled {
  if (first) return { agreed: [...tools], fresh: [...tools], waiting: [] };
  const agreedTo = new Map(pins.map((pin) => [pin.name, pin.wire]));
  const agreed = tools.filter(({ name, wire }) => agreedTo.get(name) === wire);
  const waiting = tools
    .filter(({ name, wire }) => agreedTo.get(name) !== wire)
    .map((tool) => ({ ...tool, reason: agreedTo.has(tool.name) ? ('changed' as const) : ('added' as const) }));
  return { agreed, fresh: [], waiting };
}
