/** `omega doctor`: one screen that says what works and what to do about the rest. */
import type { Command } from 'commander';
import type { Check } from '../../contracts/app.ts';
import type { DaemonStatus } from '../../contracts/ports/views.ts';
import { choiceCheck, configChecks, diskCheck, folderCheck, nodeCheck, portCheck, tokenCheck } from '../checks.ts';
import type { Connection } from '../connect.ts';
import { findDaemon } from '../connect.ts';
import type { CliContext } from '../context.ts';
import { json, say } from '../context.ts';
import { EXIT, Exit } from '../exits.ts';
import { withProgress } from '../output/progress.ts';
import { count } from '../output/table.ts';

const MARKS = { ok: 'ok     ', warning: 'warning', problem: 'problem' } as const;

/** @returns the checks as lines, with what to do below each that is not ok, and a verdict */
export function doctorLines(checks: readonly Check[]): string[] {
  const width = Math.max(...checks.map((check) => check.name.length));
  const lines = checks.flatMap(({ name, state, detail, advice }) => [
    `${MARKS[state]}  ${name.padEnd(width)}  ${detail}`,
    ...(advice === '' ? [] : [`${' '.repeat(9)}${' '.repeat(width)}  → ${advice}`]),
  ]);
  const problems = checks.filter((check) => check.state === 'problem').length;
  const warnings = checks.filter((check) => check.state === 'warning').length;
  const verdict =
    problems + warnings === 0 ? 'All is well.' : `${count(problems, 'problem')}, ${count(warnings, 'warning')}.`;
  return [...lines, '', verdict];
}

/** States of a running channel that are not a problem. */
const FINE = ['online', 'off', 'disabled', 'connecting'];

async function liveChannels(daemon: Connection): Promise<Check[]> {
  // Also a daemon that is not ready (503) tells the state of its channels.
  const response = await fetch(`${daemon.url}/readyz`, { signal: AbortSignal.timeout(2000) });
  const status = (await response.json()) as DaemonStatus;
  const daemonCheck: Check = status.ready
    ? { name: 'daemon', state: 'ok', detail: `takes messages, version ${status.version}`, advice: '' }
    : { name: 'daemon', state: 'problem', detail: status.trouble || 'takes no messages yet', advice: '' };
  const channels = status.channels.map(({ name, state, detail }): Check => {
    const text = detail === '' ? state : `${state}: ${detail}`;
    return { name: `channel ${name}`, state: FINE.includes(state) ? 'ok' : 'problem', detail: text, advice: '' };
  });
  return [daemonCheck, ...channels];
}

async function attempt(name: string, work: () => Promise<Check[]>): Promise<Check[]> {
  try {
    return await work();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ name, state: 'problem', detail, advice: '' }];
  }
}

async function examine(context: CliContext, progress: (text: string) => void): Promise<Check[]> {
  const { env } = context;
  const setup = await context.setup();
  const home = setup.homeFolder(env);
  const loaded = await setup.loadConfig(home, env);
  const given = (env['OMEGA_API_TOKEN'] ?? '') !== '';
  const still = [
    nodeCheck(process.versions.node),
    folderCheck(home),
    diskCheck(home),
    tokenCheck(setup.checkTokenFile(home), home, given),
    ...configChecks(loaded, setup.configPath(home)),
  ];
  if (!loaded.ok) return still;
  const { config, secrets } = loaded;
  progress('Looking for the daemon');
  const daemon = await findDaemon(context);
  const port = await portCheck(config.server.port, config.server.host, daemon?.url);
  const live = daemon === undefined ? [] : await attempt('daemon', () => liveChannels(daemon));
  progress('Asking providers and channels');
  const choice = await setup.chooseProviders(loaded, env);
  const deep = await attempt('application', async () =>
    (await context.app()).diagnose({ home, config, secrets, chain: choice.chain, env }),
  );
  // A running daemon knows its channels better than a second look from outside, which may even disturb them.
  const rest = daemon === undefined ? deep : deep.filter((check) => !check.name.startsWith('channel '));
  return [...still, port, choiceCheck(choice), ...rest, ...live];
}

async function doctor(context: CliContext, options: { json?: boolean }): Promise<void> {
  const checks = await withProgress(context, 'Looking', (progress) => examine(context, progress));
  const healthy = checks.every((check) => check.state !== 'problem');
  if (options.json === true) say(context, json({ ok: healthy, checks }));
  else for (const line of doctorLines(checks)) say(context, line);
  if (!healthy) throw new Exit(EXIT.failed);
}

/** Adds the command. */
export function addDoctor(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .summary('check everything and say what to do')
    .description(
      'Checks Node, data folder, disk, token, configuration, port, database, every provider and every channel, and says what to do ' +
        'about what is wrong. Spends no tokens, changes nothing.',
    )
    .option('--json', 'print {ok, checks}')
    .addHelpText('after', '\nExamples:\n  omega doctor\n  omega doctor --json\n\nExit codes: 0 no problem, 1 problems.')
    .action((options: { json?: boolean }) => doctor(context, options));
}
