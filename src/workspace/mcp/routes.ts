/** Routes about MCP: /mcp for clients of the owner, /v1/mcp for looking after servers, /v1/door for `omega mcp serve`. */
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { JsonObject } from '../../contracts/json.ts';
import type { McpDesk } from '../../contracts/ports/mcp/desk.ts';
import { DOOR_TOOLS, type McpDoor } from '../../contracts/ports/mcp/door.ts';
import { OmegaError } from '../../contracts/errors.ts';
import { jsonBody } from '../body.ts';
import { HttpFailure } from '../failures.ts';
import type { ServerParts } from '../parts.ts';

const Args = z.record(z.string(), z.json());
const Consent = z.strictObject({
  agreed: z
    .array(z.string().regex(/^sha256:[0-9a-f]{64}$/))
    .min(1)
    .max(500),
});
const Tool = z.enum(DOOR_TOOLS);

/** POST, GET and DELETE /mcp, over Streamable HTTP. */
export function mcpRoute({ mcp }: ServerParts, door: McpDoor): Hono {
  const app = new Hono();
  const handle = mcp?.serve(door);
  app.all('/', (c) => {
    if (handle === undefined) throw new HttpFailure(404, 'path.unknown', 'MCP is not served here.');
    return handle(c.req.raw);
  });
  return app;
}

/** A failure of a server is its own, not the daemon's. */
async function carried<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OmegaError)) throw error;
    throw new HttpFailure(error.code === 'mcp.not_configured' ? 404 : 502, error.code, error.message);
  }
}

function servers(desk: McpDesk): Hono {
  const app = new Hono();
  const named = (c: Context): string => c.req.param('server') ?? '';
  app.get('/', (c) => c.json({ servers: desk.servers(), warnings: desk.warnings() }));
  app.get('/:server/tools', async (c) => c.json({ tools: await carried(() => desk.tools(named(c))) }));
  app.get('/:server/consent', (c) => c.json({ waiting: desk.waiting(named(c), c.req.query('tool')) }));
  app.post('/:server/consent', async (c) => {
    const { agreed } = Consent.parse(await jsonBody(c));
    return c.json({ tools: await carried(() => desk.consent(named(c), agreed)) });
  });
  app.post('/:server/reconnect', async (c) => {
    await carried(() => desk.reconnect(named(c)));
    return c.json({});
  });
  app.post('/:server/try', async (c) => {
    const tool = c.req.query('tool') ?? '';
    const args = Args.parse(await jsonBody(c)) as JsonObject;
    return c.json(await carried(() => desk.try(named(c), tool, args, c.req.raw.signal)));
  });
  return app;
}

/** What stands below /v1. */
export function mcpApi({ mcp }: ServerParts, door: McpDoor): Hono {
  const app = new Hono();
  if (mcp !== undefined) app.route('/mcp/servers', servers(mcp.desk));
  app.get('/door/runs', async (c) => c.json({ runs: await door.runs() }));
  app.post('/door/:tool', async (c) => {
    const tool = Tool.parse(c.req.param('tool'));
    const args = Args.parse(await jsonBody(c)) as JsonObject;
    try {
      return c.json(await door.use(tool, args, c.req.raw.signal));
    } catch (error) {
      if (error instanceof HttpFailure) throw error;
      throw new HttpFailure(422, 'door.refused', error instanceof Error ? error.message : String(error));
    }
  });
  return app;
}
