/** `omega test`: walks the machines, and kills the daemon over and over, on the user's own machine. */
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { CrashReport, FlowLine, FlowReport } from '../../contracts/app.ts';
import { requireConfig } from '../boot.ts';
import type { CliContext } from '../context.ts';
import { json, say } from '../context.ts';
import { EXIT, Exit } from '../exits.ts';
import { withProgress } from '../output/progress.ts';
import { count, duration, table } from '../output/table.ts';

const share = (part: number, whole: number) =>
  `${part}/${whole} (${whole === 0 ? 100 : Math.floor((100 * part) / whole)} %)`;
const failures = (line: FlowLine) => line.paths.filter((path) => !path.ok).length;

/** @returns coverage of every machine, then its paths when there is only one, then what went wrong */
export function flowLines({ machines, took }: FlowReport, width: number): string[] {
  const rows = machines.map((line) => [
    `${line.machine} v${line.version}`,
    share(line.states.visited, line.states.total),
    share(line.transitions.taken, line.transitions.total),
    String(line.paths.length),
    failures(line) === 0 ? 'ok' : `${failures(line)} failed`,
  ]);
  const [only] = machines;
  const paths = only === undefined || machines.length > 1 ? [] : only.paths;
  const walked = paths.map((path) => [path.ok ? 'ok' : 'failed', path.end, path.events.join(' > ') || '(start)']);
  const missed = machines.flatMap((line) => line.transitions.missed.map((one) => `  ${line.machine}: ${one}`));
  const broken = machines.flatMap((line) =>
    line.paths
      .filter((path) => !path.ok)
      .map((path) => `  ${line.machine}: ${path.events.join(' > ')}: ${path.trouble}`),
  );
  const total = machines.reduce((sum, line) => sum + line.paths.length, 0);
  return [
    ...table(['MACHINE', 'STATES', 'TRANSITIONS', 'PATHS', 'RESULT'], rows, width),
    ...(walked.length === 0 ? [] : ['', ...table(['RESULT', 'ENDS IN', 'EVENTS'], walked, width)]),
    ...(missed.length === 0 ? [] : ['', 'Transitions no path took:', ...missed]),
    ...(broken.length === 0 ? [] : ['', 'Paths that failed:', ...broken]),
    '',
    `${count(machines.length, 'machine')}, ${count(total, 'path')} in ${duration(took)}.`,
  ];
}

/** @returns what the kill loop found, as a table and a verdict */
export function crashLines(report: CrashReport): string[] {
  const rows = [
    ['times killed', report.kills],
    ['messages sent', report.sent],
    ['answered', report.answered],
    ['lost', report.lost],
    ['answered twice', report.duplicated],
    ['out of order', report.outOfOrder],
    ['gaps in journals', report.journalGaps],
  ] as const;
  return [
    ...table(
      ['WHAT', 'COUNT'],
      rows.map(([what, amount]) => [what, String(amount)]),
    ),
    ...(report.troubles.length === 0 ? [] : ['', ...report.troubles]),
    '',
    `${crashPassed(report) ? 'Nothing was lost' : 'Something went wrong'}; it took ${duration(report.took)}.`,
  ];
}

function crashPassed(report: CrashReport): boolean {
  const { lost, duplicated, outOfOrder, journalGaps, troubles } = report;
  return lost + duplicated + outOfOrder + journalGaps + troubles.length === 0 && report.answered === report.sent;
}

async function flow(context: CliContext, machine: string | undefined, options: { json?: boolean }): Promise<void> {
  const app = await context.app();
  const report = await withProgress(context, 'Walking', (progress) => app.testFlows(machine, progress));
  if (machine !== undefined && report.machines.length === 0) {
    throw new Exit(EXIT.usage, `There is no machine ${machine}; omega test flow lists them all.`);
  }
  if (options.json === true) say(context, json(report));
  else for (const line of flowLines(report, context.stdout.columns ?? 0)) say(context, line);
  if (report.machines.some((line) => failures(line) > 0)) throw new Exit(EXIT.failed);
}

async function crash(context: CliContext, options: { kills: number; json?: boolean }): Promise<void> {
  const { config } = await requireConfig(context);
  const app = await context.app();
  const report = await withProgress(context, 'Killing', (progress) =>
    app.testCrash({ config, kills: options.kills }, progress),
  );
  if (options.json === true) say(context, json(report));
  else for (const line of crashLines(report)) say(context, line);
  if (!crashPassed(report)) throw new Exit(EXIT.failed);
}

function kills(text: string): number {
  const amount = Number(text);
  if (Number.isInteger(amount) && amount >= 1 && amount <= 10_000) return amount;
  throw new InvalidArgumentError('It must be an integer from 1 to 10000.');
}

/** Adds the command with its two parts. */
export function addTest(program: Command, context: CliContext): void {
  const test = program
    .command('test')
    .summary('test the flows, or survive kills, on this machine')
    .description('Tests Omega on your own machine, with your configuration and without spending a token.')
    .addHelpText('after', '\nExamples:\n  omega test flow\n  omega test flow turn\n  omega test crash --kills 20');
  test
    .command('flow')
    .description(
      'Walks every path of a machine with scripted ends and a given clock, and prints coverage and the paths as a table.',
    )
    .argument('[machine]', 'one machine, e.g. turn; all when left out')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExamples:\n  omega test flow\n  omega test flow conversation --json')
    .action((machine: string | undefined, options: { json?: boolean }) => flow(context, machine, options));
  test
    .command('crash')
    .description(
      'Kills a daemon with your configuration (kill -9) again and again while messages come in, and counts what was lost. ' +
        'Runs in a folder of its own against stub ends: nothing of yours is touched, nothing is sent.',
    )
    .option('--kills <number>', 'how often to kill it', kills, 20)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExample:\n  omega test crash --kills 50\n\nExit codes: 0 nothing lost, 1 something was.')
    .action((options: { kills: number; json?: boolean }) => crash(context, options));
}
