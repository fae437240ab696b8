/** Hashes over what servers say: a tool is pinned as a whole, not by the parts somebody thought of. */
import { hash } from 'node:crypto';
import { OmegaError } from '../../contracts/errors.ts';
import type { Json, JsonObject } from '../../contracts/json.ts';
import type { McpTool } from '../../contracts/mcp/servers.ts';
import { canonicalJson } from '../../domain/policy/canonical.ts';

/** SHA-256 over the canonical JSON (RFC 8785) of a value. @throws TypeError, RangeError for what has no such form */
export function wireOf(value: Json): string {
  return `sha256:${hash('sha256', canonicalJson(value), 'hex')}`;
}

/** The tools of a list with their hashes. @throws OmegaError mcp.protocol when one has no canonical form */
export function pinnable(server: string, raws: readonly JsonObject[]): McpTool[] {
  return raws.map((raw) => {
    const name = typeof raw['name'] === 'string' ? raw['name'] : '';
    try {
      return { name, wire: wireOf(raw), raw };
    } catch (cause) {
      throw new OmegaError('mcp.protocol', `The MCP server "${server}" describes "${name}" in no proper JSON.`, {
        cause,
      });
    }
  });
}

/** One hash over a whole list, whatever its order. */
export function wireOfAll(tools: readonly McpTool[]): string {
  return wireOf(tools.map(({ wire }) => wire).toSorted());
}
