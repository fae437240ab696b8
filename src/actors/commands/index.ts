/** Every command by name. Adding one is one file, one line here and one line in domain/commands.ts. */
import type { CommandName } from '../../domain/commands.ts';
import { text } from '../../domain/texts.ts';
import type { Command } from './command.ts';
import { pause, resume, stop } from './control.ts';
import { forget } from './forget.ts';
import { note, recall } from './notes.ts';
import { help, runs, status, whoami } from './report.ts';
import { why } from './why.ts';

const unknown: Command = ({ args }) => text('unknownCommand', { command: args });

const COMMANDS: Readonly<Record<CommandName | 'unknown', Command>> = {
  help,
  stop,
  pause,
  resume,
  forget,
  status,
  note,
  recall,
  whoami,
  runs,
  why,
  unknown,
};

/** Finds a command by the name `parseCommand` returned. */
export function commandNamed(name: CommandName | 'unknown'): Command {
  return COMMANDS[name];
}
