/** Tools of MCP servers for the toolbox: of the servers that are connected, and of skills that the question is about. */
import type { McpServer } from '../../contracts/mcp/servers.ts';
import { offerOf, type Offer } from '../../domain/mcp/offer.ts';
import { isCalledFor } from '../../domain/mcp/skill-servers.ts';
import type { ToolSource } from '../tools/toolbox.ts';
import { agreedTools } from './catalogue.ts';
import { keyOf, type McpParts } from './parts.ts';

/** host:port a server is reached at; null for a program on this machine. */
function hostOf({ way }: McpServer): string | null {
  if (way.kind === 'stdio') return null;
  const { hostname, port, protocol } = new URL(way.url);
  return `${hostname.replaceAll(/[[\]]/g, '').toLowerCase()}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

/** Makes offers; the same lists give the same offer without looking at them again. */
function offers(parts: McpParts): (servers: readonly McpServer[]) => Offer {
  let known: { mark: string; offer: Offer } | undefined;
  return (servers) => {
    const { store, taken } = parts;
    const mark = JSON.stringify(
      servers.map((server) => {
        const key = keyOf(server);
        return [key, store.current(key)?.wire, store.pins(key).map(({ wire }) => wire)];
      }),
    );
    if (known?.mark !== mark) {
      const lists = servers.map((server) => ({
        facts: { name: server.name, era: server.era, host: hostOf(server) },
        tools: agreedTools(parts, server),
      }));
      known = { mark, offer: offerOf(lists, taken()) };
    }
    return known.offer;
  };
}

/** What is on offer, with warnings for the owner. */
export function offerNow(parts: McpParts, question: string | undefined): Offer {
  const called = parts
    .servers()
    .filter(
      ({ enabled, skill }) =>
        enabled && (skill === undefined || question === undefined || isCalledFor(skill, question)),
    );
  return offers(parts)(called);
}

/**
 * The source of tools.
 *
 * @param wake called with the name of a skill's server that is asked for and not connected; its tools are offered from what
 *             is known of it, so it should be on its way when the model calls them
 */
export function mcpSource(parts: McpParts, wake: (server: string) => void): ToolSource {
  const offerAll = offers(parts);
  return ({ question }) => {
    const wanted = parts
      .servers()
      .filter(({ enabled, skill }) => enabled && (skill === undefined || isCalledFor(skill, question)));
    for (const { name, skill } of wanted) if (skill !== undefined && parts.host.link(name) === undefined) wake(name);
    const reachable = wanted.filter(({ name, skill }) => skill !== undefined || parts.host.link(name) !== undefined);
    return offerAll(reachable).tools.map(({ manifest, modelName }) => ({ name: modelName, manifest, tier: 'private' }));
  };
}
