/** Activity takeAside: gives the next command that needs no turn to a new run. */
import type { TakeAsideInput, TakeAsideOutput } from '../../../machines/chat/aside.machine.ts';
import { parseCommand, paceOf } from '../../../domain/commands.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { appendUserMessages } from '../user-messages.ts';
import { abandoned, openRun, ownUp, type Beginning } from './begin.ts';

/** Most waiting commands looked at: those that wait their turn stand among them. */
const LOOK = 50;

/** A question for help in plain words, and an answer that acted when it came in, are told what became of them at once. */
function isAside(text: string): boolean {
  const command = parseCommand(text);
  return command === undefined || paceOf(command.name) === 'aside';
}

/** Builds the activity. The conversation may have taken a command when it comes to this: whoever is first answers it. */
export const takeAside = (ports: AgentPorts) =>
  activity<TakeAsideInput, TakeAsideOutput>({
    name: 'takeAside',
    semantics: 'transactional',
    run({ key, failedRun }, context) {
      const begin: Beginning = { key, lane: 'asides', stopped: false };
      const { adopt, failed } = abandoned(ports, begin);
      if (adopt) return { run: adopt };
      const broken = failedRun ?? failed;
      if (broken !== undefined) return { run: ownUp(ports, begin, context, broken) };
      const next = ports.messages.waitingCommands(key, LOOK).find(({ text }) => isAside(text));
      if (next === undefined) return { run: null };
      const run = openRun(ports, begin, context, 'command');
      ports.messages.take(key, next.position, next.position, run.key);
      appendUserMessages(ports, run.key, context);
      return { run };
    },
  });
