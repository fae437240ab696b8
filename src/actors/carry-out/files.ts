/** Commands that change files: what they make of the text of a file, and what they say. Carried out after the commit. */
import type { AgentCommand } from '../../contracts/agent-command.ts';
import { addItem, removeItems } from '../../domain/heartbeat/items.ts';
import { withSuppressed, withoutSuppressed } from '../../domain/heartbeat/suppressed.ts';
import { improveSkill } from '../../domain/skills/improve.ts';
import { isoDay } from '../../domain/schedule/local-time.ts';
import type { AgentPorts } from '../agent-ports.ts';
import type { Words } from '../agent/words.ts';

/** What a command about files needs. */
export interface FileJob {
  ports: Pick<AgentPorts, 'library' | 'settings'>;
  words: Words;
  /** active project, empty = none */
  project: string;
  at: number;
}

type FileCommand = Extract<
  AgentCommand,
  {
    type:
      | 'heartbeat.add'
      | 'heartbeat.remove'
      | 'heartbeat.suppress'
      | 'heartbeat.unsuppress'
      | 'skill.improve'
      | 'skill.undo'
      | 'bug.report'
      | 'project.write';
  }
>;

const TYPES: ReadonlySet<string> = new Set([
  'heartbeat.add',
  'heartbeat.remove',
  'heartbeat.suppress',
  'heartbeat.unsuppress',
  'skill.improve',
  'skill.undo',
  'bug.report',
  'project.write',
]);

/** @returns whether a command changes a file */
export function isFileCommand(command: AgentCommand): command is FileCommand {
  return TYPES.has(command.type);
}

/** The checklist of a project, or the one for everything. */
export function checklistPath(project: string): string {
  return project === '' ? 'HEARTBEAT.md' : `projects/${project}/HEARTBEAT.md`;
}

/** The sections of a checklist that are not reported. */
export function suppressPath(project: string): string {
  return checklistPath(project).replace(/\.md$/, '.suppress');
}

function edit(job: FileJob, path: string, change: (text: string) => { text: string; changed: boolean }): boolean {
  const { text, changed } = change(job.ports.library.read(path) ?? '');
  if (changed) job.ports.library.write(path, text);
  return changed;
}

function reportBug(job: FileJob, text: string): string {
  const day = `## ${isoDay(job.at, job.ports.settings.zone)}`;
  const line = `- **${text.replaceAll(/\s+/g, ' ')}**`;
  edit(job, 'BUG.md', (before) => {
    const head = before === '' ? '# Bugs Omega has noticed\n' : before;
    if (head.includes(`${line}\n`) && head.includes(day)) return { text: head, changed: false };
    const withDay = head.includes(`${day}\n`) ? head : `${head.trimEnd()}\n\n${day}\n`;
    return { text: `${withDay.trimEnd()}\n${line}\n`, changed: true };
  });
  return job.words.text('bugLogged');
}

function improve(job: FileJob, skill: string, lesson: string): string {
  const path = `skills/${skill}/SKILL.md`;
  const before = job.ports.library.read(path);
  const failed = (reason: string): string => job.words.text('skillImproveFailed', { skill, reason });
  if (before === undefined) return failed(job.words.text('skillUnknown', { name: skill }));
  const { text, changed } = improveSkill(before, lesson);
  if (!changed) return '';
  job.ports.library.write(`skills/${skill}/SKILL.md.before`, before);
  job.ports.library.write(path, text);
  return `${job.words.text('skillImproved', { skill })}\n+ - ${lesson}`;
}

/** Puts the version before the last improvement back; one that had only shipped is the shipped one again. */
function undo({ ports: { library }, words }: FileJob, skill: string): string {
  const path = `skills/${skill}/SKILL.md`;
  const before = library.has(`${path}.before`) ? library.read(`${path}.before`) : undefined;
  if (before === undefined)
    return words.text('skillImproveFailed', { skill, reason: words.text('skillUnknown', { name: skill }) });
  library.write(path, before);
  library.remove(`${path}.before`);
  return `✓ ${path}`;
}

/**
 * Carries out a command on a file.
 *
 * @returns the line for the person
 * @throws  OmegaError file.outside, store.*
 */
export function changeFile(job: FileJob, command: FileCommand): string {
  const { words, project } = job;
  switch (command.type) {
    case 'heartbeat.add':
      edit(job, checklistPath(project), (text) => addItem(text, command.item));
      return words.text('heartbeatAdded', { item: command.item });
    case 'heartbeat.remove': {
      let count = 0;
      edit(job, checklistPath(project), (text) => {
        const result = removeItems(text, command.needle);
        count = result.removed.length;
        return { text: result.text, changed: count > 0 };
      });
      const { needle } = command;
      return count === 0
        ? words.text('heartbeatNothingRemoved', { needle })
        : words.text('heartbeatRemoved', { count, needle });
    }
    case 'heartbeat.suppress':
      edit(job, suppressPath(project), (text) => withSuppressed(text, command.section));
      return words.text('heartbeatSuppressed', { section: command.section });
    case 'heartbeat.unsuppress':
      edit(job, suppressPath(project), (text) => withoutSuppressed(text, command.section));
      return words.text('heartbeatUnsuppressed', { section: command.section });
    case 'skill.improve':
      return improve(job, command.skill, command.lesson);
    case 'skill.undo':
      return undo(job, command.skill);
    case 'bug.report':
      return reportBug(job, command.text);
    case 'project.write':
      job.ports.library.write(command.path, command.content);
      return `✓ ${command.path}`;
  }
}
