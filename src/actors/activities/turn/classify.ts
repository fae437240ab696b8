/** Activity classify: the fast model judges a message that the rules leave open. Whatever goes wrong: one answer. */
import { judgeContext, JUDGEMENT_FORM, parseJudgement, type Judgement } from '../../../domain/route/judgement.ts';
import type { Route } from '../../../machines/turn/turn.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { askerOf } from '../../agent/asker.ts';
import { logEvent } from '../../log-event.ts';
import { askModel } from '../../thinking/model.ts';
import { skillsOf } from '../../thinking/projects.ts';

const RECENT = 4;
const MOST_TOKENS = 800;
const DIRECT: Route = { way: 'direct', purpose: 'answer', steps: 0, done: 0 };

/** Builds the activity. */
export const classify = (ports: AgentPorts) =>
  activity<{ runId: string; conversation: string; chain: string[] }, Route>({
    name: 'classify',
    semantics: 'pure',
    pool: 'provider',
    async run({ runId, conversation }, context) {
      const task = ports.messages
        .batch(runId)
        .map((m) => m.text)
        .join('\n');
      const { project } = askerOf(ports, conversation, runId);
      const recent = ports.messages.history(conversation, RECENT).slice(0, -1);
      const skills = skillsOf(ports).skills.map((s) => s.name);
      const judged: Judgement | undefined = await askModel(ports, context, {
        run: runId,
        key: conversation,
        purpose: 'route',
        system: ports.library.read('prompts/ROUTE.md') ?? '',
        message: [judgeContext({ project, recent, skills }), `Message:\n${task}`].filter((t) => t !== '').join('\n\n'),
        maxTokens: MOST_TOKENS,
        schema: JUDGEMENT_FORM,
        parse: parseJudgement,
      }).catch(() => undefined);
      const reason = judged === undefined ? 'no usable judgement' : judged.reason;
      const steps = judged?.way === 'plan' ? judged.steps : [];
      const way = steps.length > 0 ? 'plan' : 'direct';
      context.settle(() => {
        logEvent(ports, context, runId, { type: 'route.chosen', way, reason });
        if (way === 'plan')
          logEvent(ports, context, runId, {
            type: 'plan.made',
            task,
            steps: steps.map((s) => ({ ...s })),
            done: 0,
            from: null,
          });
      });
      return way === 'plan' ? { way, purpose: 'answer', steps: steps.length, done: 0 } : DIRECT;
    },
  });
