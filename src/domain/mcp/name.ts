/** Names of tools of MCP servers: the id policy knows them by, the name a model calls them by. */

/** Longest name a model may call. */
const MOST = 64;

/** A short mark that tells two long names apart (FNV-1a, 32 bits, hex). */
function mark(text: string): string {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

function slug(text: string, allowed: RegExp): string {
  const plain = text.toLowerCase().replaceAll(allowed, '-');
  return plain.replaceAll(/([._-])[._-]+/g, '$1').replaceAll(/^[._-]+|[._-]+$/g, '');
}

/**
 * The id of a tool, e.g. `mcp.github/create_issue`. A name that had to be changed for it carries a mark of the whole, so
 * that two tools never share an id by accident.
 */
export function toolId(server: string, tool: string): string {
  const where = slug(server, /[^a-z0-9.-]/g) || 'server';
  const what = slug(tool, /[^a-z0-9._-]/g) || 'tool';
  const short = what.slice(0, 120).replaceAll(/[._-]+$/g, '');
  return `mcp.${where}/${short === tool ? short : `${short}-${mark(tool)}`}`;
}

/** The name a model calls a tool by, e.g. `mcp_github_create_issue`: letters, digits, `_` and `-`, at most 64. */
export function modelName(server: string, tool: string): string {
  const plain = `mcp_${server}_${tool}`.replaceAll(/[^A-Za-z0-9_-]/g, '_');
  const exact = plain === `mcp_${server}_${tool}` && plain.length <= MOST;
  return exact ? plain : `${plain.slice(0, MOST - 9)}_${mark(`${server}/${tool}`)}`;
}
