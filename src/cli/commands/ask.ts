/** `omega ask`: one question, one answer, then the end. */
import { randomUUID } from 'node:crypto';
import { text as readAll } from 'node:stream/consumers';
import type { Command } from 'commander';
import { isAttended, terminalDesk } from '../approvals/desk.ts';
import { ApprovalWatch } from '../approvals/watch.ts';
import type { Answer } from '../completion.ts';
import { ask as askDaemon, stopAnswer } from '../completion.ts';
import { connect, findDaemon } from '../connect.ts';
import type { Connection } from '../connect.ts';
import type { CliContext } from '../context.ts';
import { json, say } from '../context.ts';
import { EXIT, Exit } from '../exits.ts';
import { showProgress } from '../output/progress.ts';

interface AskOptions {
  conversation: string;
  json?: boolean;
}

async function questionText(context: CliContext, words: readonly string[]): Promise<string> {
  // Standard input is read only when asked for: under cron or ssh it may stay open for ever.
  const piped = words.includes('-') || (words.length === 0 && context.stdin.isTTY !== true);
  const input = piped ? (await readAll(context.stdin)).trim() : '';
  const spoken = words
    .filter((word) => word !== '-')
    .join(' ')
    .trim();
  const text = [spoken, input].filter((part) => part !== '').join('\n\n');
  if (text === '') throw new Exit(EXIT.usage, 'Nothing to ask. Try: omega ask "What can you do?"');
  return text;
}

async function stream(context: CliContext, connection: Connection, text: string, options: AskOptions): Promise<Answer> {
  const abort = new AbortController();
  const interrupt = () => abort.abort(new Exit(EXIT.interrupted));
  const undo = context.onSignal(interrupt);
  const progress = showProgress(context, 'Waiting for the answer');
  const question = { text, conversation: options.conversation, key: randomUUID(), signal: abort.signal };
  const onText = (piece: string) => {
    progress.end();
    if (options.json !== true) watching.write(piece);
  };
  const onRetry = () => progress.say('The daemon went away; waiting for it');
  let current = connection;
  const watching = new ApprovalWatch({
    context,
    connection: () => current,
    key: `terminal:${options.conversation}`,
    desk: isAttended(context) && options.json !== true ? terminalDesk(context, interrupt) : undefined,
    signal: abort.signal,
    onShow: () => progress.end(),
  });
  try {
    return await askDaemon(connection, { ...question, onText, onRetry }, async () => {
      const found = await findDaemon(context);
      current = found ?? current;
      return found;
    });
  } catch (error) {
    if (abort.signal.aborted) await stopAnswer(current, options.conversation, randomUUID());
    throw error;
  } finally {
    progress.end();
    await watching.end();
    undo();
  }
}

async function ask(context: CliContext, words: readonly string[], options: AskOptions): Promise<void> {
  const text = await questionText(context, words);
  const began = performance.now();
  const connection = await connect(context);
  try {
    const answer = await stream(context, connection, text, options);
    if (options.json === true) {
      const { reply, runId, model, usage } = answer;
      say(context, json({ reply, run_id: runId, model, usage, ms: Math.round(performance.now() - began) }));
    } else if (!answer.reply.endsWith('\n')) {
      say(context);
    }
  } finally {
    await connection.close();
  }
}

/** Adds the command. */
export function addAsk(program: Command, context: CliContext): void {
  program
    .command('ask')
    .summary('ask one thing and print the answer')
    .description(
      'Asks one thing and streams the answer to standard output. Speaks to the running daemon, or starts one for the call. ' +
        'Without text, or where the text is "-", standard input is read. What needs your yes is asked for here; without a terminal ' +
        'one line on standard error says what waits.',
    )
    .argument('[text...]', 'what to ask; "-" stands for standard input')
    .option('-c, --conversation <name>', 'conversation that the question belongs to', 'default')
    .option('--json', 'print {reply, run_id, model, usage, ms} instead of the text')
    .addHelpText(
      'after',
      `
Examples:
  omega ask "What did I want to buy?"
  git diff | omega ask "Write a commit message for this:" -
  omega ask --conversation work --json "Sum up the week" | jq -r .reply

Exit codes: 0 answered, 1 failed, 2 nothing asked or wrong configuration, 3 data folder in use, 130 interrupted.`,
    )
    .action((words: string[], options: AskOptions) => ask(context, words, options));
}
