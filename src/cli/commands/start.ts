/** `omega start`: runs the daemon until it is told to stop. */
import type { Command } from 'commander';
import type { Booted } from '../boot.ts';
import { boot } from '../boot.ts';
import type { CliContext, EndSignal } from '../context.ts';
import { say, warn } from '../context.ts';
import { EXIT } from '../exits.ts';
import { withProgress } from '../output/progress.ts';

/** A stop that takes longer is cut short: whoever asked for it was promised ten seconds. */
const STOP_LIMIT_MS = 9500;

/** What a person is shown at start, line by line. */
export function startLines({
  app,
  home,
  choice,
  version,
}: Pick<Booted, 'app' | 'home' | 'choice' | 'version'>): string[] {
  const channels = app.status().channels.map(({ name, state, detail }) => {
    const more = detail === '' ? state : `${state}: ${detail}`;
    return state === 'online' ? name : `${name} (${more})`;
  });
  return [
    `Omega ${version}`,
    `Data folder  ${home}`,
    `Provider     ${choice.chain.join(', then ')}`,
    ...choice.reasons.map((reason) => `             ${reason}`),
    `Channels     ${channels.join(', ') || 'none'}`,
    ...(app.loginLink === '' ? [] : [`Page         ${app.loginLink} (the link works once, for 15 minutes)`]),
    ...app.banner,
    'Ready.',
  ];
}

/** Resolves when the first signal comes; a second one ends the process at once. */
function untilSignal(context: CliContext): Promise<EndSignal> {
  return new Promise((resolve) => {
    let asked = false;
    context.onSignal((signal) => {
      if (asked) context.abort(EXIT.interrupted);
      asked = true;
      resolve(signal);
    });
  });
}

async function stopInTime(context: CliContext, booted: Booted): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), STOP_LIMIT_MS);
  });
  const outcome = await withProgress(context, 'Stopping', () => Promise.race([booted.stop(), limit]));
  clearTimeout(timer);
  if (outcome === 'late') {
    // Nothing is lost: what was under way is taken up at the next start, as after a crash.
    warn(context, 'Some work did not end in time; it goes on at the next start.');
    context.abort(EXIT.failed);
  }
}

async function start(context: CliContext, options: { stately?: boolean }): Promise<void> {
  const signal = untilSignal(context);
  const booted = await withProgress(context, 'Starting', () => boot(context, { stately: options.stately === true }));
  for (const line of startLines(booted)) say(context, line);
  if (options.stately === true) warn(context, STATELY_WARNING);
  await signal;
  await stopInTime(context, booted);
  say(context, 'Stopped.');
}

/** Printed whenever the bridge to the Stately inspector is open. */
export const STATELY_WARNING =
  'The Stately bridge is open: the web page at stately.ai that shows it receives states and events of your conversations.';

/** Adds the command. */
export function addStart(program: Command, context: CliContext): void {
  program
    .command('start')
    .summary('run the daemon until it is stopped')
    .description(
      'Runs the daemon in the foreground: takes messages from every channel, answers them, serves the page and the HTTP API. ' +
        'SIGINT (Ctrl-C) or SIGTERM stops it within 10 seconds; a second one at once.',
    )
    .option('--stately', 'also open the bridge to the Stately inspector (sends states to a web page of another party)')
    .addHelpText(
      'after',
      `
Examples:
  omega start                                    with what is found: a key, Ollama, or no model at all
  ANTHROPIC_API_KEY=sk-... omega start           with Claude
  OMEGA_HOME=/srv/omega OMEGA_PORT=8080 omega start

Exit codes: 0 stopped, 1 failed, 2 wrong configuration, 3 data folder or port in use.`,
    )
    .action((options: { stately?: boolean }) => start(context, options));
}
