/** Activity askGoogleConsent: makes the address of the consent page and tells it; the one before is void. */
import type { GoogleStep } from '../../../machines/world/google.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { say } from '../../google/set-up.ts';

/** Builds the activity. */
export const askGoogleConsent = (ports: AgentPorts) =>
  activity<GoogleStep, null>({
    name: 'askGoogleConsent',
    semantics: 'idempotent',
    attempts: 3,
    async run({ conversation }, context) {
      const url = await ports.google.consent(context.signal);
      context.settle(() =>
        say(ports, context, { conversation, text: (words) => words.text('googleAskConsent', { url }) }),
      );
      return null;
    },
  });
