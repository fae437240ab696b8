/** Activity readGoogleClient: reads what was given as an OAuth client, and takes it out of the chat where the channel can. */
import type { GoogleStep } from '../../../machines/world/google.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { say } from '../../google/set-up.ts';
import { takeOut } from './take-out.ts';

/** Builds the activity. */
export const readGoogleClient = (ports: AgentPorts) =>
  activity<GoogleStep & { id: string }, { kept: boolean }>({
    name: 'readGoogleClient',
    semantics: 'idempotent',
    async run({ conversation, id }, context) {
      const found = ports.google.takeClient(id);
      await takeOut(ports, { conversation, id }, context.signal);
      if (found === 'kept') return { kept: true };
      context.settle(() =>
        say(ports, context, { conversation, text: (words) => words.text('googleNoClient', { fault: found }) }),
      );
      return { kept: false };
    },
  });
