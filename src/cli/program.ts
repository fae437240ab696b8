/** The command line: all commands, their shared output and the way errors become exit codes. */
import { Command, CommanderError } from 'commander';
import { addApprovals } from './commands/approvals.ts';
import { addAsk } from './commands/ask.ts';
import { addChat } from './commands/chat.ts';
import { addConfig } from './commands/config.ts';
import { addDoctor } from './commands/doctor.ts';
import { addInspect } from './commands/inspect.ts';
import { addPolicy } from './commands/policy.ts';
import { addModels } from './commands/models.ts';
import { addMcp } from './commands/mcp/index.ts';
import { addReplay } from './commands/replay.ts';
import { addStart } from './commands/start.ts';
import { addTest } from './commands/test.ts';
import type { CliContext } from './context.ts';
import { warn } from './context.ts';
import { EXIT, outcomeOf } from './exits.ts';

const AFTER = `
Examples:
  omega start                  run the daemon, print the link to its page
  omega ask "Good morning"     one question, one answer
  omega chat                   talk in the terminal
  omega doctor                 what works, and what to do about the rest

Environment: OMEGA_HOME (data folder, default ~/.omega), OMEGA_PORT (default 7777), OMEGA_API_TOKEN,
ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY, GEMINI_API_KEY, OLLAMA_HOST, TELEGRAM_BOT_TOKEN and every key of
the configuration as OMEGA_SECTION__KEY; omega config example lists them.`;

/**
 * Builds the command line.
 *
 * @param version printed by `--version`
 * @returns       a commander program that throws instead of exiting
 */
export function buildProgram(context: CliContext, version: string): Command {
  const program = new Command('omega')
    .description('A personal AI agent that runs as one daemon on your own machine, loses nothing and shows every step.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHelpWidth: () => Math.min(context.stdout.columns ?? 100, 120),
      getErrHelpWidth: () => Math.min(context.stdout.columns ?? 100, 120),
    })
    .addHelpText('after', AFTER);
  addStart(program, context);
  addAsk(program, context);
  addChat(program, context);
  addApprovals(program, context);
  addInspect(program, context);
  addMcp(program, context);
  addReplay(program, context);
  addTest(program, context);
  addDoctor(program, context);
  addModels(program, context);
  addConfig(program, context);
  addPolicy(program, context);
  return program;
}

/**
 * Runs one command.
 *
 * @param args words after the program's name
 * @returns    exit code: 0 ok, 1 failure, 2 wrong usage or configuration, 3 folder or port taken, 130 interrupted; never throws
 */
export async function run(context: CliContext, args: readonly string[]): Promise<number> {
  try {
    const setup = await context.setup();
    await buildProgram(context, setup.packageVersion()).parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    // Commander has printed its own sentence; help and version come as errors with code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const { code, message } = outcomeOf(error);
    if (message !== '') warn(context, `omega: ${message}`);
    return code;
  }
}
