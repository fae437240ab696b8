/** The slash commands: their list and how one is read from a message. */

/**
 * When a command is carried out: `control` stops or holds the run that answers; `aside` is answered at once, beside it; `turn`
 * waits its turn, for it changes how messages are answered and those before it were not meant.
 */
export type Pace = 'control' | 'aside' | 'turn';

/** Every command there is, in the order /help shows them. What each does is said by the catalogue, in every language. */
export const COMMANDS = [
  { name: 'help', args: '', pace: 'aside' },
  { name: 'stop', args: '', pace: 'control' },
  { name: 'pause', args: '', pace: 'control' },
  { name: 'resume', args: '', pace: 'control' },
  { name: 'forget', args: '', pace: 'turn' },
  { name: 'status', args: '', pace: 'aside' },
  { name: 'why', args: '', pace: 'aside' },
  { name: 'runs', args: '', pace: 'aside' },
  { name: 'tasks', args: '', pace: 'aside' },
  { name: 'task', args: '<id> pause|resume|snooze <time>|<change>', pace: 'aside' },
  { name: 'cancel', args: '<id>', pace: 'aside' },
  { name: 'note', args: '<text>', pace: 'aside' },
  { name: 'recall', args: '<words>', pace: 'aside' },
  { name: 'facts', args: '[set <key> <value>|forget <key>]', pace: 'aside' },
  { name: 'memory', args: '[export]', pace: 'aside' },
  { name: 'history', args: '', pace: 'aside' },
  { name: 'learning', args: '', pace: 'aside' },
  { name: 'purge', args: '', pace: 'turn' },
  { name: 'language', args: '[name]', pace: 'turn' },
  { name: 'personality', args: '[text|reset]', pace: 'turn' },
  { name: 'project', args: '[name|off]', pace: 'turn' },
  { name: 'projects', args: '', pace: 'aside' },
  { name: 'skills', args: '[undo <name>]', pace: 'aside' },
  { name: 'heartbeat', args: '', pace: 'aside' },
  { name: 'model', args: '[name]', pace: 'turn' },
  { name: 'usage', args: '', pace: 'aside' },
  { name: 'approve', args: '[<code> [run|project]]', pace: 'aside' },
  { name: 'deny', args: '<code> [why]', pace: 'aside' },
  { name: 'answer', args: '<code> <words>', pace: 'aside' },
  { name: 'approvals', args: '', pace: 'aside' },
  { name: 'token', args: '', pace: 'aside' },
  { name: 'context', args: '[full]', pace: 'aside' },
  { name: 'setup', args: '<what you do>', pace: 'turn' },
  { name: 'whatsapp', args: '', pace: 'turn' },
  { name: 'google', args: '[disconnect]', pace: 'turn' },
  { name: 'whoami', args: '', pace: 'aside' },
] as const satisfies readonly { name: string; args: string; pace: Pace }[];

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
const PACE: ReadonlyMap<string, Pace> = new Map(COMMANDS.map((c) => [c.name, c.pace]));

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
 * @param command as {@link parseCommand} returns it
 * @returns       when it is carried out; a mistyped command is told so at once, a skill is taken back only between answers
 */
export function paceOf({ name, args }: ParsedCommand): Pace {
  if (name === 'skills' && args !== '') return 'turn';
  return PACE.get(name) ?? 'aside';
}
