/** `omega approvals`: what waits for a yes, whole, and the answer. */
import type { Command } from 'commander';
import type { Approval } from '../../contracts/tools/policy.ts';
import { answerApproval, findApproval, listApprovals, type AnswerBody } from '../approvals/client.ts';
import { headOf, howToAnswer, wholeCard } from '../approvals/shown.ts';
import { connect, type Connection } from '../connect.ts';
import { json, say, type CliContext } from '../context.ts';
import { EXIT, Exit } from '../exits.ts';

interface ListOptions {
  all?: boolean;
  json?: boolean;
}

interface AnswerOptions {
  scope: string;
  json?: boolean;
}

/** A question and how it is answered. */
function shown(approval: Approval): string {
  const how = approval.state === 'pending' ? [`      ${howToAnswer(approval)}`] : [];
  return [headOf(approval), ...wholeCard(approval), ...how].join('\n');
}

async function withDaemon<T>(context: CliContext, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await connect(context);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

function list(context: CliContext, { all, json: asJson }: ListOptions): Promise<void> {
  return withDaemon(context, async (connection) => {
    const approvals = await listApprovals(connection, all === true);
    if (asJson === true) return say(context, json(approvals));
    say(context, approvals.length === 0 ? 'Nothing waits for your answer.' : approvals.map(shown).join('\n\n'));
  });
}

function show(context: CliContext, code: string, { json: asJson }: ListOptions): Promise<void> {
  return withDaemon(context, async (connection) => {
    const approval = await findApproval(connection, code);
    if (approval === undefined) throw new Exit(EXIT.failed, `There is no open question ${code}.`);
    say(context, asJson === true ? json(approval) : shown(approval));
  });
}

function answer(
  context: CliContext,
  given: { answer: 'yes' | 'no'; code: string; words: string[] },
  options: AnswerOptions,
): Promise<void> {
  return withDaemon(context, async (connection) => {
    const { code, words } = given;
    const body = { answer: given.answer, words: words.join(' '), scope: options.scope, code };
    const approval = await answerApproval(connection, code, body as AnswerBody);
    say(context, options.json === true ? json(approval) : `${approval.card.title}: ${given.answer}`);
  });
}

const EXAMPLES = `
Examples:
  omega approvals                         what waits, whole
  omega approvals yes AB2C                let it happen, this once
  omega approvals yes AB2C --scope run    and the same kind of call for the rest of this answer
  omega approvals no AB2C "use the other folder"

Exit codes: 0 done, 1 there is no such open question, 2 wrong arguments.`;
const example = (line: string, codes: string): string =>
  `\nExamples:\n  omega approvals ${line}\n\nExit codes: ${codes}.`;

function addAnswer(command: Command, context: CliContext, word: 'yes' | 'no'): void {
  command
    .command(word)
    .summary(word === 'yes' ? 'let it happen, or answer a question' : 'turn it down')
    .argument('<code>', 'its code')
    .argument('[words...]', word === 'yes' ? 'your answer to a question' : 'why; the model is told')
    .option('--scope <scope>', 'once, run (this answer) or project (always here)', 'once')
    .option('--json', 'print JSON')
    .addHelpText('after', example(`${word} AB2C`, '0 taken, 1 too late or no such question'))
    .action((code: string, words: string[], options: AnswerOptions) =>
      answer(context, { answer: word, code, words }, options),
    );
}

/** Adds the command. */
export function addApprovals(program: Command, context: CliContext): void {
  const command = program
    .command('approvals')
    .summary('what waits for your yes, and your answer')
    .description('Shows what Omega wants to do and waits for, exactly as it would be done, and takes your answer.')
    .addHelpText('after', EXAMPLES);
  command
    .command('list', { isDefault: true })
    .summary('what waits for an answer')
    .option('--all', 'answered ones too')
    .option('--json', 'print JSON')
    .addHelpText('after', example('list --all --json | jq -r .[].card.title', '0 shown'))
    .action((options: ListOptions) => list(context, options));
  command
    .command('show')
    .summary('one question, whole')
    .argument('<code>', 'its code')
    .option('--json', 'print JSON')
    .addHelpText('after', example('show AB2C', '0 shown, 1 there is no such open question'))
    .action((code: string, options: ListOptions) => show(context, code, options));
  for (const word of ['yes', 'no'] as const) addAnswer(command, context, word);
}
