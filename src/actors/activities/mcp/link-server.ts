/** Activity linkServer: stays connected with one MCP server as long as the connection holds. */
import { OmegaError } from '../../../contracts/errors.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { serverOf, type McpParts } from '../../mcp/parts.ts';
import { tellSignIn, type SignInPorts } from '../../mcp/sign-in.ts';

type LinkPorts = SignInPorts & Pick<AgentPorts, 'clock' | 'log'>;

/** Builds the activity. */
export const linkServer = (ports: LinkPorts, parts: McpParts) =>
  activity<{ server: string }, null>({
    name: 'linkServer',
    semantics: 'pure',
    pool: 'listen',
    async run({ server }, context) {
      const known = serverOf(parts, server);
      if (known === undefined || !known.enabled)
        throw new OmegaError('mcp.not_configured', `There is no server "${server}" in mcp.json.`);
      const sink = {
        online: ({ name, version, protocol }: { name: string; version: string; protocol: string }) =>
          context.report({ type: 'mcp.online', peer: `${name} ${version} (${protocol})` }),
        changed: () => context.report({ type: 'mcp.changed' }),
        wanting(scope: string) {
          const now = { address: context.address, at: ports.clock.now(), post: context.post };
          context
            .commit(() => tellSignIn(ports, now, { server, scope }))
            .catch((error: unknown) => ports.log('warn', 'mcp.untold', { server, error: String(error) }));
        },
      };
      await parts.host.connect(known, sink, context.signal);
      return null;
    },
  });
