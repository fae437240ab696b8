/** `omega replay`: checks that the recorded journals still give the recorded states. */
import type { Command } from 'commander';
import type { ReplayLine, ReplayReport } from '../../contracts/app.ts';
import type { CliContext } from '../context.ts';
import { json, say } from '../context.ts';
import { EXIT, Exit } from '../exits.ts';
import { withProgress } from '../output/progress.ts';
import { count, duration, table } from '../output/table.ts';

const verdictOf = ({ difference, trouble }: ReplayLine) =>
  trouble === '' ? (difference === null ? 'same' : `differs at ${difference.rev}`) : 'cannot be replayed';

/** @returns the report as a person reads it: a table, the first difference of each actor, a closing line */
export function replayLines({ actors, took }: ReplayReport, width: number): string[] {
  const bad = actors.filter((actor) => actor.difference !== null || actor.trouble !== '');
  const rows = actors.map((actor) => [actor.address, String(actor.transitions), verdictOf(actor)]);
  const details = bad.flatMap(({ address, difference, trouble }) =>
    difference === null
      ? ['', `${address}: ${trouble}`]
      : [
          '',
          `${address}, revision ${difference.rev}, event ${difference.event}`,
          `  recorded  ${difference.recorded}`,
          `  replayed  ${difference.replayed}`,
        ],
  );
  const transitions = actors.reduce((sum, actor) => sum + actor.transitions, 0);
  const what = `${count(actors.length, 'actor')}, ${count(transitions, 'transition')} replayed in ${duration(took)}`;
  const verdict = bad.length === 0 ? 'all as recorded' : `${count(bad.length, 'actor')} with a difference`;
  return [...table(['ACTOR', 'TRANSITIONS', 'RESULT'], rows, width), ...details, '', `${what}: ${verdict}.`];
}

async function replay(context: CliContext, address: string | undefined, options: { all?: boolean; json?: boolean }) {
  if (address !== undefined && options.all === true)
    throw new Exit(EXIT.usage, 'Either an address or --all, not both.');
  const [setup, app] = await Promise.all([context.setup(), context.app()]);
  const home = setup.homeFolder(context.env);
  const report = await withProgress(context, 'Replaying', (progress) =>
    app.verifyJournals(home, address === undefined ? [] : [address], progress),
  );
  if (address !== undefined && report.actors.length === 0) {
    throw new Exit(EXIT.failed, `There is no actor ${address}; omega inspect lists them.`);
  }
  if (options.json === true) say(context, json(report));
  else for (const line of replayLines(report, context.stdout.columns ?? 0)) say(context, line);
  if (report.actors.some((actor) => actor.difference !== null || actor.trouble !== '')) throw new Exit(EXIT.failed);
}

/** Adds the command. */
export function addReplay(program: Command, context: CliContext): void {
  program
    .command('replay')
    .summary('check the journals against the machines')
    .description(
      'Replays recorded journals through the machines of this version and reports the first difference of each actor. ' +
        'Changes nothing; works beside a running daemon. Do it before a new version takes over.',
    )
    .argument('[address]', 'one actor, e.g. conversation:telegram:42')
    .requiredOption('--verify', 'compare with what was recorded (the only thing replay does)')
    .option('--all', 'every actor; so is leaving out the address')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Examples:
  omega replay --verify --all
  omega replay --verify conversation:telegram:42

Exit codes: 0 all as recorded, 1 a difference.`,
    )
    .action((address: string | undefined, options: { all?: boolean; json?: boolean }) =>
      replay(context, address, options),
    );
}
