/** `omega policy`: checks the policy files, and says why a call would be allowed, asked for or refused. */
import type { Command } from 'commander';
import { Option } from 'commander';
import type { PolicyExplanation, PolicyReport } from '../../contracts/app.ts';
import type { JsonObject } from '../../contracts/json.ts';
import { RUN_EVENT_ORIGINS, type RunEventOrigin } from '../../contracts/run-event.ts';
import type { CliContext } from '../context.ts';
import { json, say, warn } from '../context.ts';
import { EXIT, Exit } from '../exits.ts';
import { count } from '../output/table.ts';

interface ExplainOptions {
  project: string;
  origin: RunEventOrigin;
  tainted?: boolean;
  json?: boolean;
}

const LEVELS = {
  ask_once: 'asked for; a yes may cover the run or the project',
  ask_each: 'asked for each time',
  typed_confirm: 'asked for each time, and confirmed by typing its code',
} as const;

type Verdict = Pick<PolicyExplanation['decision'], 'effect' | 'level'>;

function verdict({ effect, level }: Verdict): string {
  if (effect === 'deny') return 'refused';
  return level === null ? 'allowed' : LEVELS[level];
}

function condition({ what }: PolicyExplanation['changes'][number]): string {
  switch (what.kind) {
    case 'without':
      return `without the rule ${what.rule}`;
    case 'grant':
      return 'after a yes for the run or the project';
    case 'allow-rule':
      return 'with a rule in policy.yaml that allows it';
    case 'tainted':
      return 'once words from outside are in the conversation';
    case 'untainted':
      return 'without words from outside in the conversation';
  }
}

/** @returns what was decided and why, as lines */
function explanationLines({ call, decision, changes, problems }: PolicyExplanation): string[] {
  const { tool, version, scopes, egress, subject } = call;
  return [
    `${tool} ${version}: ${verdict(decision)}`,
    `rules    ${decision.rules.join(', ')}`,
    `scopes   ${scopes.join(', ') || '-'}`,
    ...(egress.length === 0 ? [] : [`hosts    ${egress.join(', ')}`]),
    ...(subject === '' ? [] : [`a yes is bound to ${subject}`]),
    ...(decision.obligations.length === 0 ? [] : [`beside   ${decision.obligations.join(', ')}`]),
    ...changes.map((change) => `${condition(change)}: ${verdict(change)} (${change.rules.join(', ')})`),
    ...problems.map((problem) => `Warning: ${problem}; everything is asked for until it is mended`),
  ];
}

function argumentsIn(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Exit(EXIT.usage, `The arguments are no JSON: ${(error as Error).message}`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new Exit(EXIT.usage, 'The arguments must be a JSON object such as {"url": "https://example.com"}.');
}

async function explain(context: CliContext, tool: string, text: string, options: ExplainOptions): Promise<void> {
  const args = argumentsIn(text);
  const setup = await context.setup();
  const app = await context.app();
  const { project, origin, tainted = false } = options;
  const home = setup.homeFolder(context.env);
  const found = await app.explainPolicy({ home, tool, args, project, origin, tainted, at: context.now() });
  if (options.json === true) say(context, json(found));
  else for (const line of explanationLines(found)) say(context, line);
}

/** @returns the files with their rules, as lines */
function reportLines({ files }: PolicyReport): string[] {
  return files.map(({ path, exists, rules, problems }) => {
    if (!exists) return `${path}: none; the built-in rules hold`;
    return problems.length === 0 ? `${path}: ${count(rules, 'rule')}` : `${path}: ${count(problems.length, 'mistake')}`;
  });
}

async function check(context: CliContext, options: { json?: boolean }): Promise<void> {
  const setup = await context.setup();
  const app = await context.app();
  const report = await app.checkPolicy(setup.homeFolder(context.env));
  const problems = report.files.flatMap((file) => file.problems);
  if (options.json === true) {
    say(context, json({ ok: problems.length === 0, ...report }));
  } else {
    for (const problem of problems) warn(context, problem);
    for (const line of reportLines(report)) (problems.length === 0 ? say : warn)(context, line);
  }
  if (problems.length > 0) throw new Exit(EXIT.usage);
}

function addExplain(policy: Command, context: CliContext): void {
  policy
    .command('explain')
    .description('Decides about a call without making it: what happens, by which rules, and what would change that.')
    .argument('<tool>', 'id of a tool, e.g. omega/fetch; its last part is enough where only one is called so')
    .argument('[arguments]', 'JSON object', '{}')
    .option('--project <name>', 'folder name of a project', '')
    .addOption(
      new Option('--origin <who>', 'who set it off').choices([...RUN_EVENT_ORIGINS]).default('owner' as RunEventOrigin),
    )
    .option('--tainted', 'as if words of a page, an MCP server or a stranger were in the conversation')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  omega policy explain fetch '{"url": "https://example.com"}'
  omega policy explain omega/bash '{"command": "git status"}' --project garden --tainted`,
    )
    .action((tool: string, text: string, options: ExplainOptions) => explain(context, tool, text, options));
}

/** Adds the command with its two parts. */
export function addPolicy(program: Command, context: CliContext): void {
  const policy = program
    .command('policy')
    .summary('check the policy, or say why a call is allowed, asked for or refused')
    .description('What tools may do: checks policy.yaml and explains decisions. Starts nothing and calls nothing.')
    .addHelpText(
      'after',
      `
Examples:
  omega policy check
  omega policy explain fetch '{"url": "https://example.com"}'`,
    );
  addExplain(policy, context);
  policy
    .command('check')
    .description('Reads policy.yaml of the data folder and of every project, and tells every mistake with its line.')
    .option('--json', 'print {ok, files}')
    .addHelpText(
      'after',
      `
Examples:
  omega policy check
  omega policy check --json

Exit codes: 0 no mistake, 2 mistakes.`,
    )
    .action((options: { json?: boolean }) => check(context, options));
}
