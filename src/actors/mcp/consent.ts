/** The owner's yes to tools that are new or changed: what is shown beforehand, what it writes. */
import type { McpQuarantined } from '../../contracts/mcp/servers.ts';
import type { ApprovalCard } from '../../contracts/tools/policy.ts';
import { difference } from '../../domain/mcp/difference.ts';
import { addressOf, keyOf, serverOf, type McpParts } from './parts.ts';
import type { ActivityContext } from '../activity.ts';

/** One question to the owner. */
export interface ConsentRequest {
  server: string;
  tool: string;
  reason: McpQuarantined['reason'];
  /** the yes is to exactly this: `sha256:` over the whole object */
  wire: string;
  card: ApprovalCard;
}

/** What waits at a server, with what changed; nothing is left out of the difference. */
export function requestConsent(parts: McpParts, server: string, tool?: string): ConsentRequest[] {
  const known = serverOf(parts, server);
  if (known === undefined) return [];
  const key = keyOf(known);
  const pins = new Map(parts.store.pins(key).map((pin) => [pin.name, pin.raw]));
  return parts.store
    .waiting(key)
    .filter(({ name }) => tool === undefined || name === tool)
    .map(({ name, wire, raw, reason }) => ({
      server,
      tool: name,
      reason,
      wire,
      card: {
        title: `${server}/${name}`,
        facts: [
          { label: 'server', value: server },
          { label: 'tool', value: name },
          { label: 'wire', value: wire },
        ],
        body: difference(pins.get(name), raw).join('\n'),
        form: 'diff',
        why: [`mcp:${reason}`],
        choices: [],
      },
    }));
}

/**
 * Writes the owner's yes and tells the server's actor; inside a transaction.
 *
 * @param agreed wire hashes that were shown; what has changed since is not agreed to
 * @returns      names of the tools that may be offered now
 */
export function consented(
  parts: McpParts,
  { server, agreed }: { server: string; agreed: readonly string[] },
  context: Pick<ActivityContext, 'at' | 'post'>,
): string[] {
  const known = serverOf(parts, server);
  if (known === undefined) return [];
  const key = keyOf(known);
  const tools = parts.store.waiting(key).filter(({ wire }) => agreed.includes(wire));
  for (const { name, wire, raw } of tools) parts.store.pin(key, { name, wire, raw }, context.at);
  if (tools.length > 0) {
    const wires = tools.map(({ wire }) => wire).join(',');
    context.post(addressOf(server), { type: 'mcp.consented' }, `mcp.consented:${server}:${wires}:${context.at}`);
  }
  return tools.map(({ name }) => name);
}
