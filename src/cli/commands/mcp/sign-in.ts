/** `omega mcp login|logout`: signing in at servers, with the browser of whoever sits here. */
import type { Command } from 'commander';
import { createInterface } from 'node:readline/promises';
import type { McpServer } from '../../../contracts/mcp/servers.ts';
import type { McpConsentPage } from '../../../contracts/ports/mcp/sign-in.ts';
import { findDaemon } from '../../connect.ts';
import { say, warn, type CliContext } from '../../context.ts';
import { EXIT, Exit } from '../../exits.ts';
import { openPage } from '../../output/open-page.ts';
import { reconnect, settledServers } from './views.ts';

/** Longest wait for the yes, ms. */
const WAIT_MS = 600_000;

async function serverOf(context: CliContext, name: string): Promise<McpServer> {
  const setup = await context.setup();
  const file = await setup.mcpFile(setup.homeFolder(context.env));
  const { servers, problems } = file.load(context.env);
  for (const line of problems) warn(context, line);
  const server = servers.find((one) => one.name === name);
  if (server !== undefined) return server;
  throw new Exit(EXIT.failed, `There is no server "${name}" in ${file.path}; omega mcp list shows them.`);
}

/** Tells the daemon, if there is one, and says what came of it. */
async function connectAnew(context: CliContext, name: string): Promise<void> {
  const daemon = await findDaemon(context);
  if (daemon === undefined) return;
  await reconnect(daemon, name);
  const { servers } = await settledServers(daemon, name);
  for (const { state, detail } of servers.filter((one) => one.name === name))
    say(context, detail === '' ? `The daemon has connected it: ${state}.` : `The daemon says: ${detail}`);
}

async function pasted(context: CliContext, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: context.stdin, output: context.stdout });
  try {
    return (await lines.question('The address it ends at: ', { signal })).trim();
  } finally {
    lines.close();
  }
}

function landed({ landed: address }: McpConsentPage, signal: AbortSignal): Promise<string> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  return Promise.race([address, over]);
}

async function login(context: CliContext, name: string, options: { paste?: boolean }): Promise<void> {
  const setup = await context.setup();
  const server = await serverOf(context, name);
  const stop = new AbortController();
  const undo = context.onSignal(() => stop.abort(new Exit(EXIT.failed, 'The sign-in was broken off.')));
  const late = setTimeout(() => stop.abort(new Exit(EXIT.failed, 'Nobody agreed within ten minutes.')), WAIT_MS);
  const signIn = await (await context.app()).mcpSignIn(setup.homeFolder(context.env));
  let page: McpConsentPage | undefined;
  try {
    page = await signIn.begin(server, stop.signal);
    say(context, `To let Omega use "${name}", open this page and agree:\n\n  ${page.url}\n`);
    if (options.paste === true)
      say(context, 'At its end the browser shows a page that it cannot open. Copy its address.');
    else openPage(context, page.url);
    const address = await (options.paste === true ? pasted(context, stop.signal) : landed(page, stop.signal));
    const scope = await page.finish(address);
    say(context, scope === '' ? `Signed in at "${name}".` : `Signed in at "${name}", with these rights: ${scope}`);
  } finally {
    clearTimeout(late);
    undo();
    await page?.close();
  }
  await connectAnew(context, name);
}

const FORGOTTEN = {
  revoked: 'The tokens are forgotten here and taken back there.',
  forgotten: 'The tokens are forgotten here. There, the server offers no way to take them back, or did not answer.',
  none: 'There were no tokens.',
} as const;

async function logout(context: CliContext, name: string): Promise<void> {
  const setup = await context.setup();
  const server = await serverOf(context, name);
  const signIn = await (await context.app()).mcpSignIn(setup.homeFolder(context.env));
  say(context, FORGOTTEN[await signIn.forget(server, AbortSignal.timeout(WAIT_MS))]);
  await connectAnew(context, name);
}

/** Adds the commands. */
export function addSignIn(mcp: Command, context: CliContext): void {
  mcp
    .command('login')
    .description(
      'Signs in at a server that wants it (OAuth): shows the page to agree on and waits for the browser to come back. Tokens are kept in a private file of the data folder.',
    )
    .argument('<server>', 'name of the server')
    .option('--paste', 'the browser is on another machine: take the address it ends at from the terminal')
    .addHelpText('after', '\nExample:\n  omega mcp login notes\n  omega mcp login notes --paste')
    .action((server: string, options: { paste?: boolean }) => login(context, server, options));
  mcp
    .command('logout')
    .description('Forgets the tokens of a server, and takes them back there where it offers that.')
    .argument('<server>', 'name of the server')
    .addHelpText('after', '\nExample:\n  omega mcp logout notes')
    .action((server: string) => logout(context, server));
}
