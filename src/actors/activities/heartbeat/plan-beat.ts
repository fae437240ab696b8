/** Activity planBeat: when the next beat of a checklist is, if it is wanted at all. */
import { nextBeat } from '../../../domain/schedule/quiet.ts';
import type { Beat } from '../../../machines/time/heartbeat.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { checklistPath } from '../../carry-out/files.ts';
import { intervalOf, projectOf } from '../../agent/heartbeat.ts';

/** Builds the activity. */
export const planBeat = (ports: AgentPorts) =>
  activity<{ key: string }, Beat>({
    name: 'planBeat',
    semantics: 'transactional',
    run({ key }, context) {
      const { settings, library } = ports;
      const project = projectOf(key);
      const gone = project !== '' && library.read(checklistPath(project)) === undefined;
      if (!settings.heartbeat.enabled || gone) return { delayMs: null };
      const at = nextBeat(context.at, intervalOf(ports), settings.zone, settings.quiet);
      return { delayMs: at - context.at };
    },
  });
