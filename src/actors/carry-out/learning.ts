/** Commands about what Omega learns from how things went. */
import { logEvent } from '../log-event.ts';
import type { Executors } from './executor.ts';

export const learningExecutors: Executors<'outcome.record' | 'lesson.record' | 'action.outcome'> = {
  'outcome.record': ({ ports, context, asker, where, runId }, { score, domain, lesson }) => {
    const { person, project } = asker;
    ports.memory.addOutcome({ person, project, domain, score, lesson, source: where, run: runId, at: context.at });
    return '';
  },
  'lesson.record': ({ ports, context, asker, runId }, { domain, rule }) => {
    const { person, project } = asker;
    ports.memory.addLesson({ person, project, domain, rule, run: runId, at: context.at });
    return '';
  },
  'action.outcome': ({ ports, context, runId }, { status, reason }) => {
    logEvent(ports, context, runId, { type: 'action.outcome', status, reason });
    return '';
  },
};
