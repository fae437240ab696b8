/** `omega chat`: a conversation in the terminal, or line by line from a pipe. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import type { Command } from 'commander';
import { ApprovalWatch } from '../approvals/watch.ts';
import { ask, stopAnswer, type Answer, type Question } from '../completion.ts';
import type { Connection } from '../connect.ts';
import { connect, findDaemon, getJson } from '../connect.ts';
import type { CliContext } from '../context.ts';
import { say, warn } from '../context.ts';
import { EXIT, Exit, outcomeOf } from '../exits.ts';
import { Lines } from '../lines.ts';
import { showProgress } from '../output/progress.ts';

/** Lines kept of what was typed before. */
const HISTORY = 1000;
const LEAVE = ['/exit', '/quit'];
const PROMPT = 'you> ';
/** A word after a slash, and no path. */
const COMMAND = /^\/\p{L}[\p{L}\p{N}_-]*(?:\s|$)/u;

/** One chat while it lasts. */
interface Chat {
  context: CliContext;
  connection: Connection;
  conversation: string;
  reader: Interface;
  lines: Lines;
  /** a person sits there: prompt, history, Ctrl-C */
  live: boolean;
  /** aborts the answer that is being written */
  answering: AbortController | undefined;
  /** the program was told to end: nothing is asked for any more */
  ended: boolean;
  /** called with every line that is sent */
  onLine: (line: string) => void;
}

function readHistory(path: string): string[] {
  try {
    // readline wants the newest line first.
    return readFileSync(path, 'utf8').split('\n').filter(Boolean).slice(-HISTORY).reverse();
  } catch {
    return [];
  }
}

function remember(path: string, line: string): void {
  try {
    appendFileSync(path, `${line}\n`, { mode: 0o600 });
  } catch {
    // A history that cannot be kept is no reason not to talk.
  }
}

/** Names of the commands the daemon knows, for completion; none when it does not tell. */
async function commandNames(connection: Connection): Promise<string[]> {
  try {
    const body = await getJson(connection, '/v1/commands');
    const list: unknown = typeof body === 'object' && body !== null && 'commands' in body ? body.commands : body;
    if (!Array.isArray(list)) return LEAVE;
    const names = list.flatMap((entry: unknown) => {
      const name: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'name') : entry;
      return typeof name === 'string' ? `/${name.replace(/^\//, '')}` : [];
    });
    return [...new Set([...names, ...LEAVE])].sort();
  } catch {
    return LEAVE;
  }
}

/** @returns the commands that begin with what is typed, in the shape readline wants */
export function completions(names: readonly string[], line: string): [string[], string] {
  return line.startsWith('/') ? [names.filter((name) => name.startsWith(line)), line] : [[], line];
}

/** Questions that the answer waits for are put between its words. */
function watch(chat: Chat, signal: AbortSignal, onShow: () => void): ApprovalWatch {
  const { context, conversation, live, lines } = chat;
  const desk = live ? lines : undefined;
  return new ApprovalWatch({
    context,
    connection: () => chat.connection,
    key: `terminal:${conversation}`,
    desk,
    signal,
    onShow,
  });
}

/** Sends a line to the daemon, and finds that again when it comes back elsewhere. */
function send(chat: Chat, text: string, hear: Pick<Question, 'signal' | 'onText' | 'onRetry'>): Promise<Answer> {
  const { context, connection, conversation } = chat;
  chat.onLine(text);
  return ask(connection, { text, conversation, key: randomUUID(), ...hear }, async () => {
    const found = await findDaemon(context);
    // A restarted daemon may have another port; the next question goes there at once.
    if (found !== undefined) chat.connection = found;
    return found;
  });
}

/**
 * Sends the commands that are typed while an answer is being written; theirs come whole, between its words.
 *
 * @returns takes no more of them, and resolves when all are answered; never throws
 */
function besides(chat: Chat, signal: AbortSignal, write: (words: string) => void): () => Promise<unknown> {
  const { context, lines, live } = chat;
  const answers: Promise<void>[] = [];
  const answered = async (text: string): Promise<void> => {
    try {
      const { reply } = await send(chat, text, { signal, onText: () => undefined });
      write(`\n${reply.trimEnd()}\n`);
    } catch (error) {
      if (!signal.aborted) warn(context, `omega: ${outcomeOf(error).message}`);
    }
  };
  const close = lines.offer((line) => {
    const text = line.trim();
    const taken = live && COMMAND.test(text) && !LEAVE.includes(text);
    if (taken) answers.push(answered(text));
    return taken;
  });
  return () => {
    close();
    return Promise.all(answers);
  };
}

async function answer(chat: Chat, text: string): Promise<boolean> {
  const { context, conversation } = chat;
  const abort = new AbortController();
  const { signal } = abort;
  chat.answering = abort;
  const progress = showProgress(context, 'Thinking');
  const onText = (piece: string) => {
    progress.end();
    watching.write(piece);
  };
  const onRetry = () => progress.say('The daemon went away; waiting for it');
  const watching = watch(chat, signal, () => progress.end());
  const settled = besides(chat, signal, onText);
  try {
    const { reply } = await send(chat, text, { signal, onText, onRetry });
    await settled();
    await watching.end();
    if (!reply.endsWith('\n')) say(context);
    return true;
  } catch (error) {
    progress.end();
    await settled();
    await watching.end();
    if (signal.aborted) {
      await stopAnswer(chat.connection, conversation, randomUUID());
      say(context, '\n(stopped)');
      return true;
    }
    warn(context, `omega: ${outcomeOf(error).message}`);
    return false;
  } finally {
    progress.end();
    chat.answering = undefined;
  }
}

/** Ctrl-C: stops the answer; else clears the line; else says how to leave. */
function interrupt(chat: Chat): void {
  if (chat.answering !== undefined) {
    chat.answering.abort(new Exit(EXIT.interrupted));
    return;
  }
  const empty = chat.reader.line === '';
  say(chat.context, empty ? '\n(Ctrl-D leaves)' : '');
  chat.reader.write(null, { ctrl: true, name: 'e' });
  chat.reader.write(null, { ctrl: true, name: 'u' });
  chat.lines.prompt();
}

/** Answers line by line until the input ends; words typed during an answer wait their turn. */
async function talk(chat: Chat): Promise<boolean> {
  let good = true;
  if (chat.live) chat.lines.prompt();
  for (let raw = await chat.lines.next(); raw !== undefined; raw = await chat.lines.next()) {
    const line = raw.trim();
    if (LEAVE.includes(line)) break;
    if (line !== '') good = (await answer(chat, line)) && good;
    if (chat.ended) break;
    if (chat.live) chat.lines.prompt();
  }
  return good;
}

async function chat(context: CliContext, options: { conversation: string }): Promise<void> {
  const setup = await context.setup();
  const history = join(setup.homeFolder(context.env), 'chat_history');
  const live = context.stdin.isTTY === true && context.stdout.isTTY === true;
  const connection = await connect(context);
  const names = live ? await commandNames(connection) : [];
  const reader = createInterface({
    input: context.stdin,
    ...(live ? { output: context.stdout, prompt: PROMPT } : {}),
    terminal: live,
    history: live ? readHistory(history) : [],
    historySize: HISTORY,
    completer: (line: string) => completions(names, line),
  });
  const state: Chat = {
    context,
    connection,
    conversation: options.conversation,
    reader,
    lines: new Lines(reader, PROMPT),
    live,
    answering: undefined,
    ended: false,
    onLine: (line) => live && remember(history, line),
  };
  reader.on('SIGINT', () => interrupt(state));
  // Without a terminal Ctrl-C comes as a signal, and ends the whole thing.
  const undo = context.onSignal(() => {
    state.ended = true;
    state.answering?.abort(new Exit(EXIT.interrupted));
    reader.close();
  });
  try {
    if (live) say(context, 'Talk to Omega. /help lists its commands, Ctrl-C stops an answer, Ctrl-D leaves.');
    const good = await talk(state);
    if (live) say(context);
    if (state.ended) throw new Exit(EXIT.interrupted);
    if (!good && !live) throw new Exit(EXIT.failed);
  } finally {
    undo();
    reader.close();
    await connection.close();
  }
}

/** Adds the command. */
export function addChat(program: Command, context: CliContext): void {
  program
    .command('chat')
    .summary('talk in the terminal')
    .description(
      'A conversation in the terminal: answers appear as they are written, Ctrl-C stops one, Ctrl-D leaves. What needs your yes is shown whole and answered here. Speaks to the running ' +
        'daemon, or starts one while the chat lasts. From a pipe every line is a message.',
    )
    .option('-c, --conversation <name>', 'conversation to go on with', 'default')
    .addHelpText(
      'after',
      `
Examples:
  omega chat
  omega chat --conversation work
  printf 'My name is Ada\\nWhat is my name?\\n' | omega chat

Exit codes: 0 left, 1 an answer failed (from a pipe), 2 wrong configuration, 3 data folder in use, 130 interrupted.`,
    )
    .action((options: { conversation: string }) => chat(context, options));
}
