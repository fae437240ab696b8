/** Omega as an MCP server, for clients of its owner: over HTTP behind the daemon's own guards, or over standard input. */
import type { McpServer as SdkServer } from '@modelcontextprotocol/server';
import type { JsonObject } from '../../../contracts/json.ts';
import { DOOR_TOOLS, type McpDoor } from '../../../contracts/ports/mcp/door.ts';
import { DOOR_TOOL_SPECS } from './tools.ts';

/** Largest request, bytes. */
const MOST_BODY = 1_048_576;
const RUN = 'omega://runs/';

/** The same server for every connection, in whatever protocol it is asked. */
async function factory(door: McpDoor, version: string): Promise<() => SdkServer> {
  const { McpServer, ResourceTemplate, ResourceNotFoundError } = await import('@modelcontextprotocol/server');
  return () => {
    const server = new McpServer(
      { name: 'omega', title: 'Omega', version },
      { capabilities: { tools: {}, resources: {} } },
    );
    for (const name of DOOR_TOOLS)
      server.registerTool(name, DOOR_TOOL_SPECS[name], async (args: unknown, context) => {
        try {
          const structuredContent = await door.use(name, args as JsonObject, context.mcpReq.signal);
          return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] };
        } catch (error) {
          if (context.mcpReq.signal.aborted) throw error;
          return {
            isError: true,
            content: [{ type: 'text', text: error instanceof Error ? error.message : String(error) }],
          };
        }
      });
    const list = async () => ({
      resources: (await door.runs()).map(({ id, title }) => ({
        uri: `${RUN}${id}`,
        name: id,
        title,
        mimeType: 'application/json',
      })),
    });
    server.registerResource(
      'run',
      new ResourceTemplate(`${RUN}{id}`, { list }),
      { title: 'Run', description: 'What happened in one run.', mimeType: 'application/json' },
      async (uri, _, context) => {
        const id = decodeURIComponent(uri.href.slice(RUN.length));
        try {
          const run = await door.use('get_run', { id }, context.mcpReq.signal);
          return { contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(run) }] };
        } catch {
          throw new ResourceNotFoundError(uri.href, `There is no run ${id}.`);
        }
      },
    );
    return server;
  };
}

/** Answers requests over Streamable HTTP; the caller has checked host, origin and token. The SDK is loaded with the first one. */
export function mcpOverHttp(door: McpDoor, version: string): (request: Request) => Promise<Response> {
  const made = async (): Promise<(request: Request) => Promise<Response>> => {
    const { createMcpHandler } = await import('@modelcontextprotocol/server');
    const { fetch } = createMcpHandler(await factory(door, version), { maxRequestBodySize: MOST_BODY });
    return fetch;
  };
  let handler: Promise<(request: Request) => Promise<Response>> | undefined;
  return async (request) => (await (handler ??= made()))(request);
}

/** Serves one client over standard input and output; resolves when it has gone. */
export async function mcpOverStdio(door: McpDoor, version: string, signal: AbortSignal): Promise<void> {
  const { serveStdio, StdioServerTransport } = await import('@modelcontextprotocol/server/stdio');
  const build = await factory(door, version);
  const transport = new StdioServerTransport();
  const handle = serveStdio(build, { transport });
  const gone = new Promise<void>((resolve) => process.stdin.once('close', resolve).once('end', resolve));
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await Promise.race([gone, stopped]);
  await handle.close();
}
