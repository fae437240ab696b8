/** The slash commands: their list and how one is read from a message. */

/**
 * Every command there is, in the order /help shows them. `control` commands act at once, past waiting messages.
 * What each does is said by the catalogue, in every language.
 */
export const COMMANDS = [
  { name: 'help', args: '', control: false },
  { name: 'stop', args: '', control: true },
  { name: 'pause', args: '', control: true },
  { name: 'resume', args: '', control: true },
  { name: 'forget', args: '', control: false },
  { name: 'status', args: '', control: false },
  { name: 'why', args: '', control: false },
  { name: 'runs', args: '', control: false },
  { name: 'tasks', args: '', control: false },
  { name: 'task', args: '<id> pause|resume|snooze <time>|<change>', control: false },
  { name: 'cancel', args: '<id>', control: false },
  { name: 'note', args: '<text>', control: false },
  { name: 'recall', args: '<words>', control: false },
  { name: 'facts', args: '[set <key> <value>|forget <key>]', control: false },
  { name: 'memory', args: '[export]', control: false },
  { name: 'history', args: '', control: false },
  { name: 'learning', args: '', control: false },
  { name: 'purge', args: '', control: false },
  { name: 'language', args: '[name]', control: false },
  { name: 'personality', args: '[text|reset]', control: false },
  { name: 'project', args: '[name|off]', control: false },
  { name: 'projects', args: '', control: false },
  { name: 'skills', args: '[undo <name>]', control: false },
  { name: 'heartbeat', args: '', control: false },
  { name: 'model', args: '[name]', control: false },
  { name: 'usage', args: '', control: false },
  { name: 'approve', args: '[<code> [run|project]]', control: false },
  { name: 'deny', args: '<code> [why]', control: false },
  { name: 'answer', args: '<code> <words>', control: false },
  { name: 'approvals', args: '', control: false },
  { name: 'token', args: '', control: false },
  { name: 'context', args: '[full]', control: false },
  { name: 'setup', args: '<what you do>', control: false },
  { name: 'whatsapp', args: '', control: false },
  { name: 'google', args: '', control: false },
  { name: 'whoami', args: '', control: false },
] as const satisfies readonly { name: string; args: string; control: boolean }[];

/** Name of a command. */
export type CommandName = (typeof COMMANDS)[number]['name'];

/** A command as read from a message. For `unknown` the arguments hold the whole text without its slash. */
export interface ParsedCommand {
  name: CommandName | 'unknown';
  args: string;
}

/** What other programs send on their own: Telegram's button for a new chat sends /start. */
const ALIASES: ReadonlyMap<string, CommandName> = new Map([
  ['start', 'help'],
  ['lang', 'language'],
]);
const BY_NAME: ReadonlyMap<string, CommandName> = new Map(COMMANDS.map((c) => [c.name, c.name]));
const CONTROL: ReadonlySet<string> = new Set(COMMANDS.filter((c) => c.control).map((c) => c.name));

/** A word after the slash, perhaps with the bot's name, and nothing else up to white space. */
const TOKEN = /^\/(\p{L}[\p{L}\p{N}_-]*)(?:@\w+)?(?=\s|$)/u;
/** A folder at the root of a file system is a path, not a mistyped command. */
const ROOT_FOLDER = /^(?:bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)$/;

/**
 * Reads a slash command.
 *
 * @param text a whole message; leading white space is allowed
 * @returns    name and trimmed arguments; `unknown` with the text behind the slash when the first token is a plain word
 *             that is no command; undefined when it is no command at all: no slash, or a path such as /etc/passwd
 * @throws     never
 * @example    parseCommand('/NOTE@omega_bot buy milk') -> { name: 'note', args: 'buy milk' }
 */
export function parseCommand(text: string): ParsedCommand | undefined {
  const trimmed = text.trim();
  const token = TOKEN.exec(trimmed);
  if (token === null) return undefined;
  const word = token[1]!.toLowerCase();
  const name = BY_NAME.get(word) ?? ALIASES.get(word);
  if (name !== undefined) return { name, args: trimmed.slice(token[0].length).trim() };
  return ROOT_FOLDER.test(word) ? undefined : { name: 'unknown', args: trimmed.slice(1) };
}

/**
 * Tells whether a command acts at once instead of waiting its turn.
 *
 * @param name as {@link parseCommand} returns it
 * @returns    true for stop, pause and resume
 * @throws     never
 */
export function isControl(name: string): boolean {
  return CONTROL.has(name);
}
