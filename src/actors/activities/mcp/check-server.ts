/** Activity checkServer: lists the tools of a server, within a deadline, and stores which of them may be offered. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { CheckedServer } from '../../../machines/world/mcp-server.machine.ts';
import { activity } from '../../activity.ts';
import { takeCatalogue, type Taken } from '../../mcp/catalogue.ts';
import { serverOf, type McpParts } from '../../mcp/parts.ts';
import { pinnable } from '../../mcp/wire.ts';

/** Builds the activity. */
export const checkServer = (parts: McpParts) =>
  activity<{ server: string }, CheckedServer>({
    name: 'checkServer',
    semantics: 'pure',
    async run({ server }, context) {
      const known = serverOf(parts, server);
      if (known === undefined)
        throw new OmegaError('mcp.not_configured', `There is no server "${server}" in mcp.json.`);
      const tools = pinnable(server, await parts.host.catalogue(server, context.signal));
      const peer = parts.host.link(server)?.peer ?? { name: server, version: '', protocol: '' };
      const taken: Taken = await context.commit(() => takeCatalogue(parts, known, { tools, peer, at: context.at }));
      return { wire: taken.wire, tools: taken.tools, waiting: taken.waiting.length };
    },
  });
