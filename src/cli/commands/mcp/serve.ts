/** `omega mcp serve`: Omega as an MCP server for a program that starts this command; it speaks to the daemon. */
import type { Command } from 'commander';
import type { JsonObject } from '../../../contracts/json.ts';
import type { DoorRun, McpDoor } from '../../../contracts/ports/mcp/door.ts';
import { connect, getJson, type Connection } from '../../connect.ts';
import type { CliContext } from '../../context.ts';
import { post } from './views.ts';

/** The door of the daemon, through its API. */
function doorOf(connection: Connection): McpDoor {
  return {
    use: (tool, args, signal) => post<JsonObject>(connection, `/v1/door/${tool}`, args, signal),
    runs: async () => ((await getJson(connection, '/v1/door/runs')) as { runs: DoorRun[] }).runs,
  };
}

async function serve(context: CliContext): Promise<void> {
  const setup = await context.setup();
  const connection = await connect(context);
  const stop = new AbortController();
  const undo = context.onSignal(() => stop.abort());
  try {
    await setup.serveMcp(doorOf(connection), stop.signal);
  } finally {
    undo();
    await connection.close();
  }
}

/** Adds the command. */
export function addServe(mcp: Command, context: CliContext): void {
  mcp
    .command('serve')
    .description(
      'Serves Omega over standard input and output to the program that starts this: ask, search_memory, send_message, list_runs, get_run. ' +
        'Speaks to the running daemon, or starts one for as long as it is used. Over HTTP the daemon offers the same at /mcp.',
    )
    .addHelpText(
      'after',
      '\nExample:\n  in the settings of another program:\n  {"mcpServers": {"omega": {"command": "omega", "args": ["mcp", "serve"]}}}',
    )
    .action(() => serve(context));
}
