/** Activity lookAround: begins a run when there is anything on the checklist; otherwise no model is called. */
import { isWorthLooking } from '../../../domain/heartbeat/sections.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { beatingProjects, checklistOf, MAIN } from '../../agent/heartbeat.ts';
import { homeKey } from '../../agent/home.ts';
import { beginInner } from '../../agent/inner.ts';

/** Sender as its channel knows it: `telegram:42` wrote as 42. */
function senderOf(person: string): string {
  const [, ...id] = person.split(':');
  return id.length === 0 ? person : id.join(':');
}

/** Builds the activity. */
export const lookAround = (ports: AgentPorts) =>
  activity<{ key: string }, { begun: boolean }>({
    name: 'lookAround',
    semantics: 'transactional',
    run({ key }, context) {
      if (key === MAIN)
        for (const project of beatingProjects(ports))
          context.post(`heartbeat:${project}`, { type: 'heartbeat.configured' }, `beat:${project}:${context.at}`);
      const checklist = checklistOf(ports, key);
      const home = homeKey(ports);
      if (!isWorthLooking(checklist) || home === '') return { begun: false };
      const person = ports.messages.lastPlace(home)?.person ?? '';
      beginInner(ports, context, {
        key: `heartbeat:${key}`,
        origin: { person, key: home, sender: senderOf(person), senderName: '' },
        text: checklist,
        dedupe: `heartbeat:${key}:${context.at}`,
      });
      return { begun: true };
    },
  });
