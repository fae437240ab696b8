/** `omega mcp tools|try|consent`: what servers offer. */
import type { Command } from 'commander';
import type { JsonObject } from '../../../contracts/json.ts';
import { findDaemon, type Connection } from '../../connect.ts';
import { json, say, warn, type CliContext } from '../../context.ts';
import { EXIT, Exit } from '../../exits.ts';
import { agree, settledServers, toolsOf, tryTool, waitingAt } from './views.ts';
import { count, table } from '../../output/table.ts';

/** Asks the daemon, waits until the server is reached, and says what keeps it from being used. */
async function withServer<T>(
  context: CliContext,
  name: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await findDaemon(context);
  if (connection === undefined)
    throw new Exit(EXIT.failed, 'Servers are kept by the daemon; start it with: omega start');
  try {
    const { servers } = await settledServers(connection, name);
    const server = servers.find((one) => one.name === name);
    if (server === undefined) throw new Exit(EXIT.failed, `There is no server "${name}"; omega mcp list shows them.`);
    if (server.detail !== '') warn(context, `${name}: ${server.detail}`);
    return await work(connection);
  } finally {
    await connection.close();
  }
}

async function tools(context: CliContext, name: string, options: { json?: boolean }): Promise<void> {
  await withServer(context, name, async (connection) => {
    const found = await toolsOf(connection, name);
    if (options.json === true) return say(context, json(found));
    const rows = found.map((tool) => [
      tool.name,
      tool.held === '' ? tool.approval : `held back: ${tool.held}`,
      tool.description,
    ]);
    for (const line of table(['TOOL', 'NEEDS', 'WHAT IT SAYS OF ITSELF'], rows, context.stdout.columns ?? 0))
      say(context, line);
    return undefined;
  });
}

function argsIn(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Said below.
  }
  throw new Exit(EXIT.usage, `The arguments must be a JSON object, e.g. '{"path": "a.txt"}'.`);
}

async function tryOut(
  context: CliContext,
  place: { server: string; tool: string; text: string },
  options: { json?: boolean },
): Promise<void> {
  const args = argsIn(place.text);
  await withServer(context, place.server, async (connection) => {
    const abort = new AbortController();
    const undo = context.onSignal(() => abort.abort(new Exit(EXIT.interrupted)));
    try {
      const output = await tryTool(connection, { ...place, args }, abort.signal);
      say(context, options.json === true || output.text === undefined ? json(output.output) : output.text);
    } finally {
      undo();
    }
  });
}

async function consent(
  context: CliContext,
  place: { server: string; tool?: string },
  options: { yes?: boolean },
): Promise<void> {
  await withServer(context, place.server, async (connection) => {
    const waiting = await waitingAt(connection, place.server, place.tool);
    if (waiting.length === 0) return say(context, 'Nothing waits for a yes.');
    for (const { tool, reason, card } of waiting) {
      say(context, `${tool} (${reason})`);
      for (const line of card.body.split('\n')) say(context, `  ${line}`);
    }
    if (options.yes !== true)
      return say(context, `\nTo agree to ${count(waiting.length, 'tool')} as shown, add --yes.`);
    const agreed = await agree(
      connection,
      place.server,
      waiting.map(({ wire }) => wire),
    );
    return say(context, `Agreed: ${agreed.join(', ')}`);
  });
}

/** Adds the commands. */
export function addTools(mcp: Command, context: CliContext): void {
  mcp
    .command('tools')
    .description('Lists the tools of a server, what each needs before it runs, and which are held back.')
    .argument('<server>', 'name of the server')
    .option('--json', 'print [{name, modelName, description, approval, held}]')
    .addHelpText('after', '\nExample:\n  omega mcp tools files')
    .action((name: string, options: { json?: boolean }) => tools(context, name, options));
  mcp
    .command('try')
    .description('Calls one tool and prints what it gives. It really runs; nobody is asked beforehand.')
    .argument('<server>', 'name of the server')
    .argument('<tool>', 'name of the tool')
    .argument('[json]', 'arguments as a JSON object', '{}')
    .option('--json', 'print the output as JSON')
    .addHelpText('after', `\nExample:\n  omega mcp try files read_text_file '{"path": "a.txt"}'`)
    .action((server: string, tool: string, text: string, options: { json?: boolean }) =>
      tryOut(context, { server, tool, text }, options),
    );
  mcp
    .command('consent')
    .description('Shows what is new or changed in the tools of a server, whole; with --yes agrees to exactly that.')
    .argument('<server>', 'name of the server')
    .argument('[tool]', 'one tool; default: all that wait')
    .option('--yes', 'agree')
    .addHelpText('after', '\nExample:\n  omega mcp consent files\n  omega mcp consent files read_text_file --yes')
    .action((server: string, tool: string | undefined, options: { yes?: boolean }) =>
      consent(context, { server, ...(tool === undefined ? {} : { tool }) }, options),
    );
}
