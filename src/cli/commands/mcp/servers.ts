/** `omega mcp list|add|remove|import`: the servers in mcp.json. */
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { McpEntry, McpEra, McpFile } from '../../../contracts/mcp/servers.ts';
import { findDaemon } from '../../connect.ts';
import { json, say, warn, type CliContext } from '../../context.ts';
import { EXIT, Exit } from '../../exits.ts';
import { serversNow, settledServers } from './views.ts';
import { table } from '../../output/table.ts';

/** Lets the daemon see the file, if there is one. @returns what that means, as a sentence */
async function noticed(context: CliContext): Promise<string> {
  const daemon = await findDaemon(context);
  if (daemon === undefined) return 'The daemon takes it over at its next start.';
  await serversNow(daemon);
  return 'The daemon has taken it over.';
}

async function open(context: CliContext): Promise<McpFile> {
  const setup = await context.setup();
  const home = setup.homeFolder(context.env);
  setup.prepareHome(home);
  return setup.mcpFile(home);
}

async function list(context: CliContext, options: { json?: boolean }): Promise<void> {
  const setup = await context.setup();
  const file = await setup.mcpFile(setup.homeFolder(context.env));
  const { servers, problems, warnings } = file.load(context.env);
  const daemon = await findDaemon(context);
  const view = daemon === undefined ? undefined : await settledServers(daemon);
  if (options.json === true) {
    const configured = servers.map(({ name, enabled, era, way }) => ({ name, enabled, era, kind: way.kind }));
    say(context, json({ file: file.path, configured, problems, warnings, servers: view?.servers ?? null }));
  } else {
    const rows = (view?.servers ?? []).map((one) => [
      one.name,
      one.state,
      `${one.tools}`,
      `${one.waiting}`,
      one.detail || one.peer,
    ]);
    const here = new Set(rows.map(([name]) => name));
    for (const { name, enabled } of servers)
      if (!here.has(name))
        rows.push([name, enabled ? (daemon ? 'not seen yet' : 'the daemon is off') : 'disabled', '', '', '']);
    if (rows.length === 0) say(context, `No servers yet: ${file.path}`);
    else
      for (const line of table(['SERVER', 'STATE', 'TOOLS', 'WAITING', 'WHAT'], rows, context.stdout.columns ?? 0))
        say(context, line);
    for (const line of [...warnings, ...(view?.warnings ?? [])]) warn(context, `Warning: ${line}`);
    for (const line of problems) warn(context, line);
  }
  if (problems.length > 0) throw new Exit(EXIT.usage);
}

interface AddOptions {
  url?: string;
  env: string[];
  header: string[];
  era?: McpEra;
  timeout?: string;
}

function pairs(given: readonly string[], what: string): Record<string, string> {
  return Object.fromEntries(
    given.map((one) => {
      const at = one.indexOf('=');
      if (at < 1) throw new Exit(EXIT.usage, `${what}: write NAME=value, not "${one}".`);
      return [one.slice(0, at), one.slice(at + 1)];
    }),
  );
}

async function add(context: CliContext, name: string, words: readonly string[], options: AddOptions): Promise<void> {
  const [command, ...args] = words;
  const entry: McpEntry = {
    ...(command === undefined ? {} : { command, args }),
    ...(options.url === undefined ? {} : { url: options.url }),
    ...(options.env.length === 0 ? {} : { env: pairs(options.env, '--env') }),
    ...(options.header.length === 0 ? {} : { headers: pairs(options.header, '--header') }),
    ...(options.era === undefined ? {} : { era: options.era }),
    ...(options.timeout === undefined ? {} : { timeout_seconds: Number(options.timeout) }),
  };
  const file = await open(context);
  file.put(name, entry);
  say(context, `"${name}" is set up in ${file.path}. ${await noticed(context)}`);
}

async function remove(context: CliContext, name: string): Promise<void> {
  const file = await open(context);
  if (!file.remove(name)) throw new Exit(EXIT.failed, `There is no server "${name}" in ${file.path}.`);
  say(context, `"${name}" is removed. ${await noticed(context)}`);
}

async function importFrom(context: CliContext, path: string): Promise<void> {
  const file = await open(context);
  const { added, kept, warnings } = file.importFrom(resolve(path));
  for (const name of added) say(context, `added    ${name}`);
  for (const name of kept) say(context, `kept     ${name} (is set up already)`);
  for (const line of warnings) warn(context, `Warning: ${line}`);
  say(context, added.length === 0 ? 'Nothing was added.' : await noticed(context));
}

const collect = (value: string, all: string[]): string[] => [...all, value];

/** Adds the commands. */
export function addServers(mcp: Command, context: CliContext): void {
  mcp
    .command('list')
    .description('Lists the servers with their state, and every mistake in mcp.json with its line.')
    .option('--json', 'print {file, configured, problems, warnings, servers}')
    .addHelpText('after', '\nExample:\n  omega mcp list\n\nExit codes: 0 no mistake, 2 mistakes in mcp.json.')
    .action((options: { json?: boolean }) => list(context, options));
  mcp
    .command('add')
    .description(
      'Sets up a server: a program that is started, or an address. Adding it agrees to the tools it has now.',
    )
    .argument('<name>', 'letters, digits, "_" and "-"')
    .argument('[command...]', 'program and arguments, after "--"')
    .option('--url <address>', 'address of a server over HTTP')
    .option('--env <NAME=value>', 'variable of the program; env:NAME and file:/path refer to secrets', collect, [])
    .option('--header <NAME=value>', 'header of requests; env:NAME and file:/path refer to secrets', collect, [])
    .option('--era <era>', 'auto, legacy or 2026-07-28')
    .option('--timeout <seconds>', 'longest wait for an answer')
    .addHelpText('after', '\nExample:\n  omega mcp add files -- mcp-server-filesystem ~/notes')
    .action((name: string, words: string[], options: AddOptions) => add(context, name, words, options));
  mcp
    .command('remove')
    .description('Removes a server from mcp.json.')
    .argument('<name>', 'name of the server')
    .addHelpText('after', '\nExample:\n  omega mcp remove files')
    .action((name: string) => remove(context, name));
  mcp
    .command('import')
    .description(
      'Takes over the servers of claude_desktop_config.json, .mcp.json or .vscode/mcp.json; those that are there stay.',
    )
    .argument('<file>', 'the file')
    .addHelpText('after', '\nExample:\n  omega mcp import .vscode/mcp.json')
    .action((path: string) => importFrom(context, path));
}
