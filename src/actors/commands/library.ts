/** /skills and /heartbeat: the files that shape the agent. A file that cannot be used is named with its place and reason. */
import { checklistOf, intervalOf, MAIN } from '../agent/heartbeat.ts';
import { skillsOf } from '../thinking/projects.ts';
import { nextBeat } from '../../domain/schedule/quiet.ts';
import type { Command } from './command.ts';

/** Lists the skills; `undo <name>` takes the last improvement of one back. */
export const skills: Command = ({ ports, args, words }) => {
  const undone = /^undo\s+(\S+)$/i.exec(args)?.[1];
  if (undone !== undefined) return { files: [{ type: 'skill.undo', skill: undone }] };
  const { skills: known, broken } = skillsOf(ports);
  if (known.length + broken.length === 0) return words.text('skillsEmpty');
  const lines = known.map((skill) => {
    const missing = skill.requires.filter((bin) => !ports.hasProgram(bin));
    const mark = missing.length === 0 ? '' : ` [${words.text('skillMissing', { names: missing })}]`;
    return `- ${skill.name}${mark}: ${skill.description}`;
  });
  return [words.text('skillsHeader'), ...lines, ...broken.map((b) => `✗ ${b.path}: ${b.problem}`)].join('\n');
};

/** Whether Omega looks after things by itself, how often, and what is on the checklist. */
export const heartbeat: Command = ({ ports, asker, at, words }) => {
  const { settings } = ports;
  const interval = intervalOf(ports);
  const state = settings.heartbeat.enabled
    ? words.text('heartbeatOn', { interval, next: words.due(nextBeat(at, interval, settings.zone, settings.quiet)) })
    : words.text('heartbeatOff');
  const checklist = checklistOf(ports, asker.project === '' ? MAIN : asker.project).trim();
  return checklist === '' ? state : `${state}\n\n${checklist}`;
};
