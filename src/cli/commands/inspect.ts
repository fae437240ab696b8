/** `omega inspect`: shows actors, and everything about one. */
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { ActorDetail, ActorSummary, JournalEntry } from '../../contracts/ports/views.ts';
import type { ActorSource } from '../actor-source.ts';
import { openActors, openReadOnly } from '../actor-source.ts';
import type { CliContext } from '../context.ts';
import { json, say, warn } from '../context.ts';
import { EXIT, Exit } from '../exits.ts';
import { withProgress } from '../output/progress.ts';
import { count, duration, table, timestamp } from '../output/table.ts';
import { STATELY_WARNING } from './start.ts';

interface InspectOptions {
  rev?: number;
  limit: number;
  machine?: string;
  status?: string;
  json?: boolean;
  stately?: boolean;
}

const stateOf = ({ state, status }: ActorSummary) => (status === 'active' ? state : `${state} (${status})`);

/** @returns a table of actors with state, age and what they wait for */
export function actorLines(actors: readonly ActorSummary[], now: number, width: number): string[] {
  const rows = actors.map((actor) => [
    actor.address,
    stateOf(actor),
    duration(now - actor.updatedAt),
    actor.waitingFor.join(', ') || '-',
  ]);
  return [...table(['ADDRESS', 'STATE', 'AGE', 'WAITING FOR'], rows, width), '', `${count(actors.length, 'actor')}.`];
}

function openLines(actor: ActorDetail, now: number): string[] {
  const due = (at: number) => (at <= now ? 'due now' : `in ${duration(at - now)}`);
  return [
    ...actor.effects.map((effect) => {
      const error = effect.error === null ? '' : `, last error: ${effect.error}`;
      return `effect   ${effect.activity} ${effect.id}: ${effect.state}, ${count(effect.attempts, 'attempt')}, ${due(effect.dueAt)}${error}`;
    }),
    ...actor.timers.map((timer) => `timer    ${timer.event} ${timer.id}: ${due(timer.dueAt)}`),
    ...actor.mailbox.map((mail) => `mailbox  ${mail.event} #${mail.seq}, ${count(mail.attempts, 'attempt')}`),
  ];
}

/** @returns one actor: head, context, what is open, its last transitions */
export function detailLines(
  actor: ActorDetail,
  journal: readonly JournalEntry[],
  outside: { now: number; width: number },
): string[] {
  const open = openLines(actor, outside.now);
  const rows = journal.map((entry) => [
    String(entry.rev),
    timestamp(entry.at),
    entry.event.type,
    typeof entry.value === 'string' ? entry.value : JSON.stringify(entry.value),
    entry.actions.join(', ') || '-',
  ]);
  return [
    `${actor.address}  (${actor.machine} version ${actor.version}, revision ${actor.rev})`,
    `state    ${stateOf(actor)}, for ${duration(outside.now - actor.updatedAt)}`,
    `waiting  ${actor.waitingFor.join(', ') || '-'}`,
    ...(actor.parent === null ? [] : [`parent   ${actor.parent}`]),
    `context  ${JSON.stringify(actor.context)}`,
    ...open,
    '',
    ...table(['REV', 'AT', 'EVENT', 'STATE', 'ASKED FOR'], rows, outside.width),
  ];
}

async function listed(context: CliContext, source: ActorSource, options: InspectOptions): Promise<string[]> {
  const { limit, machine, status } = options;
  const filter = { limit, ...(machine === undefined ? {} : { machine }), ...(status === undefined ? {} : { status }) };
  const actors = await source.actors(filter);
  if (options.json === true) return [json(actors)];
  return actorLines(actors, context.now(), context.stdout.columns ?? 0);
}

async function stateThen(source: ActorSource, address: string, rev: number): Promise<string[]> {
  const state = await source.stateAt(address, rev);
  if (state === undefined) throw new Exit(EXIT.failed, `There is no revision ${rev} of ${address}.`);
  return [json({ address, rev, ...state })];
}

async function one(context: CliContext, source: ActorSource, address: string, options: InspectOptions) {
  if (options.rev !== undefined) return stateThen(source, address, options.rev);
  const actor = await source.actor(address);
  if (actor === undefined) throw new Exit(EXIT.failed, `There is no actor ${address}; omega inspect lists them.`);
  const journal = await source.journal(address, {
    after: Math.max(-1, actor.rev - options.limit),
    limit: options.limit,
  });
  if (options.json === true) return [json({ ...actor, journal })];
  return detailLines(actor, journal, { now: context.now(), width: context.stdout.columns ?? 0 });
}

/** Keeps the bridge open until Ctrl-C. */
async function bridge(context: CliContext): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    context.onSignal(() => resolve());
  });
  const app = await openReadOnly(context, { stately: true });
  warn(context, STATELY_WARNING);
  for (const line of app.banner) say(context, line);
  say(context, 'Ctrl-C closes it.');
  await ended;
  await app.stop();
}

async function inspect(context: CliContext, address: string | undefined, options: InspectOptions): Promise<void> {
  if (options.stately === true) return bridge(context);
  if (options.rev !== undefined && address === undefined) throw new Exit(EXIT.usage, '--rev needs an address.');
  const lines = await withProgress(context, 'Reading', async () => {
    const source = await openActors(context);
    try {
      return await (address === undefined ? listed(context, source, options) : one(context, source, address, options));
    } finally {
      await source.close();
    }
  });
  for (const line of lines) say(context, line);
}

function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number, 0 or more.');
}

/** Adds the command. */
export function addInspect(program: Command, context: CliContext): void {
  program
    .command('inspect')
    .summary('list the actors, or show one with its journal')
    .description(
      'Lists every actor with its state, its age and what it waits for. With an address: its context, its open effects, timers and ' +
        'mail, and its last transitions. Works with and without a running daemon and changes nothing.',
    )
    .argument('[address]', 'one actor, e.g. conversation:telegram:42')
    .option('--rev <number>', 'state and context right after that revision, as JSON', whole)
    .option('--limit <number>', 'actors in the list, or transitions of one', whole, 100)
    .option('--machine <name>', 'only actors of that machine')
    .option('--status <status>', 'only actors that are active, done, error, quarantined or stopped')
    .option('--json', 'print JSON')
    .option('--stately', 'open the bridge to the Stately inspector (sends states to a web page of another party)')
    .addHelpText(
      'after',
      `
Examples:
  omega inspect
  omega inspect --machine turn --status active
  omega inspect conversation:telegram:42
  omega inspect conversation:telegram:42 --rev 3`,
    )
    .action((address: string | undefined, options: InspectOptions) => inspect(context, address, options));
}
