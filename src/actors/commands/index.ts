/** Every command by name. Adding one is one function, one line here, one in domain/commands.ts and one per language. */
import type { CommandName } from '../../domain/commands.ts';
import type { Command } from './command.ts';
import { google, setup, whatsapp } from './connect.ts';
import { forget, pause, resume, stop } from './control.ts';
import { context, token, why } from './explain.ts';
import { heartbeat, skills } from './library.ts';
import { facts, history, learning, memory, note, purge, recall } from './memory.ts';
import { language, personality, project, projects } from './person.ts';
import { help, runs, status, whoami } from './report.ts';
import { answer, approvals, approve, deny } from './approvals.ts';
import { model, usage } from './spending.ts';
import { cancel, task, tasks } from './tasks.ts';

const unknown: Command = ({ args, words }) => words.text('unknownCommand', { command: args });

const COMMANDS: Readonly<Record<CommandName | 'unknown', Command>> = {
  help,
  stop,
  pause,
  resume,
  forget,
  status,
  why,
  runs,
  tasks,
  task,
  cancel,
  note,
  recall,
  facts,
  memory,
  history,
  learning,
  purge,
  language,
  personality,
  project,
  projects,
  skills,
  heartbeat,
  model,
  usage,
  approve,
  deny,
  answer,
  approvals,
  token,
  context,
  setup,
  whatsapp,
  google,
  whoami,
  unknown,
};

/** Finds a command by the name `parseCommand` returned. */
export function commandNamed(name: CommandName | 'unknown'): Command {
  return COMMANDS[name];
}
