/** Activities clearGoogle, disconnectGoogle, tellGoogleTrouble: the ways a set-up or a connection ends. */
import type { ErrorCode } from '../../../contracts/errors.ts';
import type { GoogleStep } from '../../../machines/world/google.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { say } from '../../google/set-up.ts';

/** Builds clearGoogle. */
export const clearGoogle = ({ google }: AgentPorts) =>
  activity<GoogleStep, null>({
    name: 'clearGoogle',
    semantics: 'idempotent',
    run() {
      google.clear();
      return null;
    },
  });

/** Builds disconnectGoogle. */
export const disconnectGoogle = (ports: AgentPorts) =>
  activity<GoogleStep, null>({
    name: 'disconnectGoogle',
    semantics: 'idempotent',
    async run({ conversation }, context) {
      const confirmed = await ports.google.disconnect(context.signal);
      context.settle(() =>
        say(ports, context, { conversation, text: (words) => words.text('googleDisconnected', { confirmed }) }),
      );
      return null;
    },
  });

/** Builds tellGoogleTrouble. */
export const tellGoogleTrouble = (ports: AgentPorts) =>
  activity<GoogleStep & { code: ErrorCode | '' }, null>({
    name: 'tellGoogleTrouble',
    semantics: 'transactional',
    run({ conversation, code }, context) {
      const isAway = code === 'google.unreachable';
      say(ports, context, { conversation, text: (words) => words.text('googleTrouble', { isAway }) });
      return null;
    },
  });
