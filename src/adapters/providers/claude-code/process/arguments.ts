/** The command line of the program. Pure; texts go through files and standard input, because arguments show in the list of processes. */
import type { JsonObject } from '../../../../contracts/json.ts';

/** Tools that only read, and only below the folder it works in. */
const READING = ['Read', 'Glob', 'Grep'];

/** What every start has. */
export interface Launch {
  program: string;
  /** empty = the program's own choice */
  model: string;
  /** file with the instructions */
  system: string;
  /** file with MCP servers, if there are any */
  mcp?: string;
  /** file that is told beside the instructions */
  guide?: string;
  /** shape of the answer */
  schema?: JsonObject;
  /** rules of tools that may be used unasked, its own and those of MCP servers */
  allowed: readonly string[];
}

const STREAMS = '-p --input-format stream-json --output-format stream-json --verbose --include-partial-messages'.split(
  ' ',
);
/** What is not allowed is refused, never asked; no settings, hooks or servers but those named here. */
const STRICT = '--permission-mode dontAsk --strict-mcp-config --disable-slash-commands'.split(' ');

/** A schema without the name of its dialect: the program knows only older ones by name. */
function plain(schema: JsonObject): string {
  const { $schema: _dialect, ...rest } = schema;
  return JSON.stringify(rest);
}

function common({ program, model, system, mcp, schema }: Launch): string[] {
  return [
    program,
    ...STREAMS,
    ...STRICT,
    '--system-prompt-file',
    system,
    ...(model === '' ? [] : ['--model', model]),
    ...(mcp === undefined ? [] : ['--mcp-config', mcp]),
    ...(schema === undefined ? [] : ['--json-schema', plain(schema)]),
  ];
}

/** Tools that neither run nor write anything, whatever they are given. */
const HARMLESS: ReadonlySet<string> = new Set([...READING, 'LS', 'WebFetch', 'WebSearch', 'TodoWrite']);

/** @returns whether a rule allows the program itself to run or write something */
export function isActing(rule: string): boolean {
  return toolOf(rule).some((tool) => !HARMLESS.has(tool));
}

/** Name of the built-in tool that a rule is about, e.g. `Bash` of `Bash(git *)`; nothing for tools of MCP servers. */
function toolOf(rule: string): string[] {
  return rule.startsWith('mcp__') ? [] : [rule.replace(/\(.*$/s, '').trim()];
}

/**
 * A process for a conversation: it keeps its session, may read its folder, and may use what was allowed. `--restricted` leaves
 * out everybody's settings, so that no file in the folder can allow more than we do, and confines its file tools to the folder.
 *
 * @param session `id` of the session, and whether it exists already
 */
export function conversationArguments(
  launch: Launch,
  session: { id: string; exists: boolean },
  maxTurns: number,
): string[] {
  const { guide, allowed } = launch;
  return [
    ...common(launch),
    '--restricted',
    // What we say now counts, not what was said when the session began.
    '--system-prompt-snapshot',
    'off',
    ...(guide === undefined ? [] : ['--append-system-prompt-file', guide]),
    '--tools',
    [...new Set([...READING, ...allowed.flatMap(toolOf)])].join(','),
    ...(allowed.length === 0 ? [] : ['--allowedTools', ...allowed]),
    '--max-turns',
    String(maxTurns),
    session.exists ? '--resume' : '--session-id',
    session.id,
  ];
}

/**
 * A process for one small question: no tools, no session, nothing read from disk.
 *
 * @param hasKey `--bare` is the quickest way but takes an API key only; without one, `--safe-mode` uses the log-in
 */
export function questionArguments(launch: Launch, hasKey: boolean): string[] {
  return [...common(launch), hasKey ? '--bare' : '--safe-mode', '--no-session-persistence', '--tools', ''];
}
