/** Activity reportPlan: the answer of a plan: what its last good step came to, and truthfully which steps failed. */
import type { StepMark } from '../../../machines/turn/plan.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { planOf, stepResult } from '../../thinking/plan.ts';
import { wordsFor } from '../../agent/words.ts';
import { deltaEvent, resetEvent } from '../turn/drafts.ts';

/** Builds the activity. */
export const reportPlan = (ports: AgentPorts) =>
  activity<{ runId: string; conversation: string; marks: StepMark[] }, null>({
    name: 'reportPlan',
    semantics: 'transactional',
    run({ runId, conversation, marks }, context) {
      const plan = planOf(ports.runs, runId);
      if (plan === undefined) return null;
      const words = wordsFor(ports, ports.messages.lastPlace(conversation)?.person ?? '', context.at);
      const failed = plan.steps.filter((_, i) => marks[i] === 'failed').map((step) => step.title);
      const total = plan.steps.length;
      const last = marks.lastIndexOf('done');
      const result = last === -1 ? '' : stepResult(ports.runs, plan, last + 1).trim();
      const closing =
        failed.length === 0
          ? words.text('planDone', { count: total })
          : words.text('planDoneWithFailures', { failed: failed.length, total, titles: failed });
      const place = { runId, part: 'a' };
      ports.runs.append(resetEvent(place, context.address, context.at));
      const text = [result, closing].filter((part) => part !== '').join('\n\n');
      ports.runs.append(deltaEvent(place, text, context.address, context.at));
      return null;
    },
  });
