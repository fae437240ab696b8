/** Commands about how Omega is with a person: language, manner, project, what it knows of them. */
import { languageNamed } from '../../domain/i18n/languages.ts';
import { textIn } from '../../domain/i18n/texts.ts';
import { humanProject } from '../../domain/projects/name.ts';
import { projectNames, roleOf } from '../thinking/projects.ts';
import type { Carrying, Executors } from './executor.ts';

/** Longest description of a manner, UTF-16 units. */
const MOST_PERSONALITY = 500;

/** Switches to a project. @returns the line that says so, or why not */
export function activateProject({ ports, context, asker, words, where }: Carrying, name: string): string {
  const known = projectNames(ports);
  const wanted = known.find((project) => project.toLowerCase() === name.trim().toLowerCase());
  if (wanted === undefined || roleOf(ports, wanted) === undefined)
    return words.text('projectUnknown', { name: name.trim(), known });
  ports.chosen.set(asker.person, 'project', wanted, context.at);
  return where === 'action'
    ? words.text('projectActive', { name: wanted })
    : words.text('projectGreeting', { name: humanProject(wanted) });
}

export const personExecutors: Executors<
  'project.activate' | 'project.deactivate' | 'language.set' | 'personality.set' | 'conversation.forget' | 'facts.purge'
> = {
  'project.activate': (carrying, { name }) => activateProject(carrying, name),
  'project.deactivate': ({ ports, asker, words }) => {
    const name = ports.chosen.get(asker.person, 'project');
    ports.chosen.remove(asker.person, 'project');
    return name === undefined ? words.text('projectNone') : words.text('projectOff', { name });
  },
  'language.set': ({ ports, context, asker, words }, { language }) => {
    const found = languageNamed(language);
    if (found === undefined) return words.text('languageUnknown', { name: language });
    ports.chosen.set(asker.person, 'language', found, context.at);
    ports.chosen.set(asker.person, 'language.chosen', '1', context.at);
    return textIn(found, 'languageSet');
  },
  'personality.set': ({ ports, context, asker, words }, { text }) => {
    if (text === null) {
      ports.chosen.remove(asker.person, 'personality');
      return words.text('personalityReset');
    }
    ports.chosen.set(asker.person, 'personality', text.slice(0, MOST_PERSONALITY).toWellFormed(), context.at);
    return words.text('personalitySet', { text: text.slice(0, MOST_PERSONALITY).toWellFormed() });
  },
  'conversation.forget': ({ ports, context, conversation, words }) => {
    ports.messages.close(conversation, context.at);
    return words.text('forgotten');
  },
  'facts.purge': ({ ports, context, asker, words }) =>
    words.text('factsPurged', { count: ports.memory.purge(asker.person, context.at) }),
};
