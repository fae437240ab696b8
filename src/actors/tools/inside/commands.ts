/** The typed commands of markers, as tools: both ways end in the same place. */
import { AgentCommand, type AgentCommandType, type AnswerContext } from '../../../contracts/agent-command.ts';
import { OmegaError } from '../../../contracts/errors.ts';
import type { JsonObject } from '../../../contracts/json.ts';
import { commandInput } from '../../../domain/tools/inputs.ts';
import { ownManifest } from '../../../domain/tools/own.ts';
import { changeFile, isFileCommand } from '../../carry-out/files.ts';
import { carryOut } from '../../carry-out/index.ts';
import type { InsideTool } from './tool.ts';

interface Offer {
  type: AgentCommandType;
  name: string;
  title: string;
  description: string;
  scope: 'tasks:own:write' | 'memory:own:write';
  contexts: readonly AnswerContext[];
}

const ALL: readonly AnswerContext[] = ['conversation', 'action', 'heartbeat', 'setup'];
const TALK: readonly AnswerContext[] = ['conversation', 'setup'];

const OFFERS: readonly Offer[] = [
  {
    type: 'task.create',
    name: 'schedule',
    title: 'Make an appointment',
    description:
      'Schedules a reminder (words delivered at that time) or an action (work you will do then). due: ISO local time or words; repeat: once, daily, weekdays, weekly, monthly, yearly, a cron line or an RFC 5545 rule.',
    scope: 'tasks:own:write',
    contexts: ALL,
  },
  {
    type: 'task.update',
    name: 'update_task',
    title: 'Change an appointment',
    description: 'Changes a task by its id; null leaves a part as it is.',
    scope: 'tasks:own:write',
    contexts: ALL,
  },
  {
    type: 'task.cancel',
    name: 'cancel_task',
    title: 'Cancel an appointment',
    description: 'Cancels a task by its id.',
    scope: 'tasks:own:write',
    contexts: ALL,
  },
  {
    type: 'project.activate',
    name: 'open_project',
    title: 'Open a project',
    description: 'Makes a project the active one.',
    scope: 'memory:own:write',
    contexts: TALK,
  },
  {
    type: 'project.deactivate',
    name: 'leave_project',
    title: 'Leave the project',
    description: 'Leaves the active project.',
    scope: 'memory:own:write',
    contexts: TALK,
  },
  {
    type: 'build.propose',
    name: 'propose_build',
    title: 'Propose to build software',
    description: 'Asks the person whether software shall be built; one sentence says what.',
    scope: 'memory:own:write',
    contexts: TALK,
  },
  {
    type: 'language.set',
    name: 'set_language',
    title: 'Change the language',
    description: 'When the person asks for another language.',
    scope: 'memory:own:write',
    contexts: TALK,
  },
  {
    type: 'personality.set',
    name: 'set_personality',
    title: 'Change the manner',
    description: 'When the person wants you to talk differently; null = as usual.',
    scope: 'memory:own:write',
    contexts: TALK,
  },
  {
    type: 'heartbeat.add',
    name: 'watch_add',
    title: 'Watch something',
    description: 'Adds an item to the checklist that is gone through at regular times.',
    scope: 'memory:own:write',
    contexts: ALL,
  },
  {
    type: 'heartbeat.remove',
    name: 'watch_remove',
    title: 'Stop watching something',
    description: 'Removes the items that contain these words from the checklist.',
    scope: 'memory:own:write',
    contexts: ALL,
  },
  {
    type: 'heartbeat.interval',
    name: 'watch_interval',
    title: 'Change how often is watched',
    description: 'Minutes between two looks at the checklist.',
    scope: 'memory:own:write',
    contexts: ALL,
  },
  {
    type: 'skill.improve',
    name: 'improve_skill',
    title: 'Improve a skill',
    description: 'Adds a lesson to a skill that you used.',
    scope: 'memory:own:write',
    contexts: TALK,
  },
  {
    type: 'outcome.record',
    name: 'record_outcome',
    title: 'Record how something went',
    description: 'score 1 = well, -1 = badly, 0 = neither.',
    scope: 'memory:own:write',
    contexts: ALL,
  },
  {
    type: 'lesson.record',
    name: 'record_lesson',
    title: 'Record a rule',
    description: 'A rule that follows from how things went, in one sentence.',
    scope: 'memory:own:write',
    contexts: ALL,
  },
];

function commandOf(type: AgentCommandType, args: JsonObject): AgentCommand {
  const read = AgentCommand.safeParse({ type, ...args });
  if (read.success) return read.data;
  throw new OmegaError('tool.arguments_invalid', read.error.issues.map((i) => i.message).join('; '));
}

const TYPES: ReadonlyMap<string, AgentCommandType> = new Map(OFFERS.map(({ type, name }) => [`omega/${name}`, type]));

/** The command that a call of one of these tools gives; undefined for other tools. */
export function commandOfCall(tool: string, args: JsonObject | null): AgentCommand | undefined {
  const type = TYPES.get(tool);
  return type === undefined ? undefined : AgentCommand.safeParse({ type, ...args }).data;
}

function toolOf({ type, name, title, description, scope, contexts }: Offer): InsideTool {
  const manifest = ownManifest({ name, title, description, input: commandInput(type), scopes: [scope] });
  return {
    name,
    manifest,
    contexts,
    files: isFileCommand({ type } as AgentCommand),
    run(carrying, args) {
      const command = commandOf(type, args);
      const { ports, words, asker, context } = carrying;
      const line = isFileCommand(command)
        ? changeFile({ ports, words, project: asker.project, at: context.at }, command)
        : carryOut(carrying, [command]).join('\n');
      return { output: { said: line }, text: line === '' ? 'Done.' : line, line };
    },
  };
}

/** One tool per command that a marker can give, where it makes sense as one. */
export const commandTools: readonly InsideTool[] = OFFERS.map(toolOf);
