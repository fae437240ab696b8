/** /language, /personality, /project, /projects: how Omega is with this person. The same as the markers do. */
import { languageOf } from '../agent/words.ts';
import { activateProject, personExecutors } from '../carry-out/person.ts';
import { OWN_NAMES } from '../../domain/i18n/languages.ts';
import { projectNames } from '../thinking/projects.ts';
import type { Carrying } from '../carry-out/executor.ts';
import type { Command, CommandCall } from './command.ts';

function carrying({ ports, context, runId, key, asker, words }: CommandCall): Carrying {
  return { ports, context, runId, conversation: key, where: 'conversation', asker, words };
}

/** Shows or sets the language. */
export const language: Command = (call) => {
  const { ports, args, asker, words } = call;
  if (args === '') return words.text('languageUsage', { current: OWN_NAMES[languageOf(ports, asker.person)] });
  return personExecutors['language.set'](carrying(call), { type: 'language.set', language: args });
};

/** Shows, sets or resets the manner. */
export const personality: Command = (call) => {
  const { ports, args, asker, words } = call;
  const current = ports.chosen.get(asker.person, 'personality');
  if (args === '')
    return current === undefined ? words.text('personalityNone') : words.text('personalityShow', { text: current });
  const text = args.toLowerCase() === 'reset' ? null : args;
  return personExecutors['personality.set'](carrying(call), { type: 'personality.set', text });
};

/** Shows the active project, switches, or leaves it. */
export const project: Command = (call) => {
  const { args, asker, words } = call;
  if (args === '')
    return asker.project === '' ? words.text('projectNone') : words.text('projectActive', { name: asker.project });
  return args.toLowerCase() === 'off'
    ? personExecutors['project.deactivate'](carrying(call), { type: 'project.deactivate' })
    : activateProject(carrying(call), args);
};

/** Lists the projects, the active one marked. */
export const projects: Command = ({ ports, asker, words }) => {
  const names = projectNames(ports);
  if (names.length === 0) return words.text('projectsEmpty');
  return [words.text('projectsHeader'), ...names.map((n) => `- ${n}${n === asker.project ? ' ✓' : ''}`)].join('\n');
};
