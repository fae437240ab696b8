/** Activity changeFiles: carries out the commands of an answer that change files; each edit may be repeated without harm. */
import { AgentCommand } from '../../../contracts/agent-command.ts';
import { errorData } from '../../../contracts/errors.ts';
import type { StepInput } from '../../../machines/chat/run.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { askerOf } from '../../agent/asker.ts';
import { changeFile, isFileCommand, type FileJob } from '../../carry-out/files.ts';
import { logEvent } from '../../log-event.ts';
import { wordsFor } from '../../agent/words.ts';

/** One command; what goes wrong with it becomes its line. */
function change(job: FileJob, command: AgentCommand): string {
  if (!isFileCommand(command)) return '';
  try {
    return changeFile(job, command);
  } catch (error) {
    return job.words.text('commandFailed', { what: command.type, reason: errorData(error).message });
  }
}

/** Builds the activity. */
export const changeFiles = (ports: AgentPorts) =>
  activity<StepInput, null>({
    name: 'changeFiles',
    semantics: 'idempotent',
    attempts: 3,
    lane: () => 'files',
    run({ runId, conversation }, context) {
      const asker = askerOf(ports, conversation, runId);
      const words = wordsFor(ports, asker.person, context.at);
      const job = { ports, words, project: asker.project, at: context.at };
      const commands = AgentCommand.array().parse(ports.runs.latest(runId, 'answer.read')?.['files'] ?? []);
      const lines = commands.map((command) => change(job, command)).filter((line) => line !== '');
      context.settle(() => logEvent(ports, context, runId, { type: 'files.changed', lines }));
      return null;
    },
  });
