/** Activity judgeBeat: tells what a heartbeat found. A silent answer, a run that failed, and words that were told the last time say nothing. */
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { homeKey } from '../../agent/home.ts';
import { tell } from '../../agent/tell.ts';

/** Builds the activity. */
export const judgeBeat = (ports: AgentPorts) =>
  activity<{ key: string; runId: string }, null>({
    name: 'judgeBeat',
    semantics: 'transactional',
    run({ runId }, context) {
      const run = runId === '' ? undefined : ports.runs.run(runId);
      const text = run?.status === 'done' ? (ports.messages.reply(runId)?.text ?? '') : '';
      const key = homeKey(ports);
      // The same words as the last time are no news.
      const isNews = text !== '' && text !== ports.noticeQueue.lastFrom(context.address);
      if (isNews && key !== '') tell(ports, context, { key, text, id: `beat:${runId}` });
      return null;
    },
  });
