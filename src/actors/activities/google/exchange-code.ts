/** Activity exchangeGoogleCode: gives the code of the consent page to Google, and tells which account is connected or why none is. */
import type { ConsentFault } from '../../../contracts/ports/google.ts';
import type { GoogleNext, GoogleStep } from '../../../machines/world/google.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { say } from '../../google/set-up.ts';
import { takeOut } from './take-out.ts';

/** How it goes on after an answer that led nowhere. */
const NEXT: Readonly<Record<ConsentFault, GoogleNext>> = {
  'no-code': 'code',
  other: 'code',
  denied: 'done',
  expired: 'consent',
  incomplete: 'consent',
  client: 'client',
};

/** Builds the activity. */
export const exchangeGoogleCode = (ports: AgentPorts) =>
  activity<GoogleStep & { id: string }, { next: GoogleNext }>({
    name: 'exchangeGoogleCode',
    semantics: 'idempotent',
    attempts: 3,
    async run({ conversation, id }, context) {
      const found = await ports.google.exchange(id, context.signal);
      await takeOut(ports, { conversation, id }, context.signal);
      context.settle(() =>
        say(ports, context, {
          conversation,
          text: (words) =>
            typeof found === 'string'
              ? words.text('googleNoConsent', { fault: found })
              : words.text('googleConnected', found),
        }),
      );
      return { next: typeof found === 'string' ? NEXT[found] : 'done' };
    },
  });
