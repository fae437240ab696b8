/** Activity takeAside: gives the next command that needs no turn to a new run. */
import type { TakeAsideInput, TakeAsideOutput } from '../../../machines/chat/aside.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { appendUserMessages } from '../user-messages.ts';
import { abandoned, openRun, ownUp, type Beginning } from './begin.ts';
import { waitingAsides } from './waiting-asides.ts';

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
      const next = waitingAsides(ports, key)[0];
      if (next === undefined) return { run: null };
      const run = openRun(ports, begin, context, 'command');
      ports.messages.take(key, next, next, run.key);
      appendUserMessages(ports, run.key, context);
      return { run };
    },
  });
