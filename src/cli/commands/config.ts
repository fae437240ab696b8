/** `omega config`: checks the configuration, says where it is, prints the example. */
import type { Command } from 'commander';
import type { ConfigProblem } from '../../contracts/setup.ts';
import type { CliContext } from '../context.ts';
import { json, say, warn } from '../context.ts';
import { EXIT, Exit } from '../exits.ts';
import { count } from '../output/table.ts';

async function check(context: CliContext, options: { json?: boolean }): Promise<void> {
  const setup = await context.setup();
  const home = setup.homeFolder(context.env);
  const loaded = await setup.loadConfig(home, context.env);
  const problems: readonly ConfigProblem[] = loaded.ok ? [] : loaded.problems;
  if (options.json === true) {
    say(context, json({ ok: loaded.ok, file: setup.configPath(home), problems, warnings: loaded.warnings }));
  } else {
    for (const { text } of problems) warn(context, text);
    for (const { text } of loaded.warnings) warn(context, `Warning: ${text}`);
    const verdict = loaded.ok
      ? 'The configuration is fine'
      : `The configuration has ${count(problems.length, 'mistake')}`;
    (loaded.ok ? say : warn)(context, `${verdict}: ${setup.configPath(home)}`);
  }
  if (!loaded.ok) throw new Exit(EXIT.usage);
}

/** Adds the command with its three parts. */
export function addConfig(program: Command, context: CliContext): void {
  const config = program
    .command('config')
    .summary('check the configuration, or show where it is')
    .description('Checks the configuration, says where its file is, prints an example with every key explained.')
    .addHelpText(
      'after',
      `
Examples:
  omega config check
  mkdir -p ~/.omega && omega config example > ~/.omega/config.toml`,
    );
  config
    .command('check')
    .description('Reads config.toml and the environment and tells every mistake with its line. Starts nothing.')
    .option('--json', 'print {ok, file, problems, warnings}')
    .addHelpText(
      'after',
      `
Examples:
  omega config check
  OMEGA_MEMORY__MESSAGES=20 omega config check --json

Exit codes: 0 no mistake, 2 mistakes.`,
    )
    .action((options: { json?: boolean }) => check(context, options));
  config
    .command('path')
    .description('Prints the path of config.toml, whether it exists or not.')
    .addHelpText('after', '\nExample:\n  $EDITOR "$(omega config path)"')
    .action(async () => {
      const setup = await context.setup();
      say(context, setup.configPath(setup.homeFolder(context.env)));
    });
  config
    .command('example')
    .description('Prints a configuration with every key explained and set to its default.')
    .addHelpText('after', '\nExample:\n  mkdir -p ~/.omega && omega config example > ~/.omega/config.toml')
    .action(async () => {
      const setup = await context.setup();
      context.stdout.write(setup.exampleConfig());
    });
}
