/** Activity markStep: shows how far a plan is, in the one message that its answer will be. */
import type { StepMark } from '../../../machines/turn/plan.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { logEvent } from '../../log-event.ts';
import { planOf } from '../../thinking/plan.ts';
import { wordsFor, type Words } from '../../agent/words.ts';
import { progressEvent, resetEvent } from '../turn/drafts.ts';

const SIGNS: Readonly<Record<StepMark, string>> = { done: '✓', failed: '✗' };

/** The lines of the progress message. */
export function progress(words: Words, titles: readonly string[], marks: readonly StepMark[]): string {
  const lines = titles.map((title, i) => {
    const mark = marks[i];
    if (mark !== undefined) return `${SIGNS[mark]} ${title}`;
    return i === marks.length ? words.text('planStep', { at: i + 1, of: titles.length, title }) : `· ${title}`;
  });
  return [words.text('planStarted', { count: titles.length }), '', ...lines].join('\n');
}

/** Builds the activity. */
export const markStep = (ports: AgentPorts) =>
  activity<{ runId: string; conversation: string; marks: StepMark[] }, null>({
    name: 'markStep',
    semantics: 'transactional',
    run({ runId, conversation, marks }, context) {
      const plan = planOf(ports.runs, runId);
      if (plan === undefined) return null;
      const person = ports.messages.lastPlace(conversation)?.person ?? '';
      const words = wordsFor(ports, person, context.at);
      const titles = plan.steps.map((step) => step.title);
      const place = { runId, part: 'a' };
      logEvent(ports, context, runId, { type: 'plan.progress', marks });
      ports.runs.append(resetEvent(place, context.address, context.at));
      ports.runs.append(progressEvent(place, progress(words, titles, marks), context.address, context.at));
      return null;
    },
  });
