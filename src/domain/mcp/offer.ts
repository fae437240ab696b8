/** Chooses which tools of all servers are offered: no name twice, none in the place of one that ships with Omega. */
import type { McpTool } from '../../contracts/mcp/servers.ts';
import type { ToolManifest } from '../../contracts/tools/tool.ts';
import { manifestOf, type ServerFacts } from './manifest.ts';

/** A tool on offer. */
export interface Offered {
  manifest: ToolManifest;
  /** name a model calls it by */
  modelName: string;
}

/** Everything on offer, and what a person should know about the rest. */
export interface Offer {
  tools: Offered[];
  warnings: string[];
}

/**
 * Makes the offer.
 *
 * @param servers in the order of the configuration; the first to have a name keeps it
 * @param taken   names and ids that are in use already
 */
export function offerOf(
  servers: readonly { facts: ServerFacts; tools: readonly McpTool[] }[],
  taken: ReadonlySet<string>,
): Offer {
  const used = new Set(taken);
  const owners = new Map<string, string>();
  const offer: Offer = { tools: [], warnings: [] };
  for (const { facts, tools } of servers)
    for (const tool of tools.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const mapped = manifestOf(facts, tool);
      offer.warnings.push(...mapped.warnings.map((warning) => `${facts.name}: ${warning}`));
      const problem = 'problem' in mapped ? mapped.problem : shadow(mapped, used, tool.name);
      if (problem !== undefined || 'problem' in mapped) {
        offer.warnings.push(`${facts.name}: ${problem ?? ''}; it is not offered`);
        continue;
      }
      const other = owners.get(tool.name);
      if (other !== undefined && other !== facts.name)
        offer.warnings.push(`${facts.name}: ${tool.name}: ${other} has a tool of the same name`);
      owners.set(tool.name, other ?? facts.name);
      for (const name of [mapped.modelName, mapped.manifest.id]) used.add(name);
      offer.tools.push({ manifest: mapped.manifest, modelName: mapped.modelName });
    }
  return offer;
}

function shadow({ manifest, modelName }: Offered, used: ReadonlySet<string>, name: string): string | undefined {
  const twice = [modelName, manifest.id].find((one) => used.has(one));
  return twice === undefined ? undefined : `${name}: it would stand in the place of ${twice}`;
}
