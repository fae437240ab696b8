/** Activity summarise: sums an idle conversation up and closes it. When no model can, it stays open. */
import { OmegaError } from '../../../contracts/errors.ts';
import { parseSummary, SUMMARY_FORM } from '../../../domain/memory/summary.ts';
import { cutToTokens } from '../../../domain/text/tokens.ts';
import type { Summarised } from '../../../machines/time/digest.machine.ts';
import { activity } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { findsByMeaning } from '../../thinking/embedding.ts';
import { hasModel, askModel } from '../../thinking/model.ts';

const MESSAGES = 200;
const MOST_READ = 8000;
const MOST_TOKENS = 300;
const MOST_CHARACTERS = 1500;

/** Builds the activity. Without any model configured conversations stay open: there would be nothing to remember them by. */
export const summarise = (ports: AgentPorts) =>
  activity<{ key: string; idleMs: number }, Summarised>({
    name: 'summarise',
    semantics: 'pure',
    pool: 'provider',
    async run({ key, idleMs }, context) {
      const last = ports.messages.lastAt(key);
      const waitMs = last === undefined ? 0 : last + idleMs - context.at;
      if (waitMs > 0) return { waitMs };
      const place = ports.messages.place(key);
      const history = ports.messages.history(key, MESSAGES);
      if (place === undefined || history.length < 2 || !ports.settings.memory.learn || !hasModel(ports))
        return { waitMs: 0 };
      const transcript = history.map((m) => `${m.role === 'user' ? 'Person' : 'Assistant'}: ${m.text}`).join('\n');
      const text = await askModel<string>(ports, context, {
        run: '',
        key,
        purpose: 'summary',
        system: ports.library.read('prompts/SUMMARY.md') ?? '',
        message: cutToTokens(transcript, MOST_READ),
        maxTokens: MOST_TOKENS,
        schema: SUMMARY_FORM,
        parse: parseSummary,
      });
      if (text === undefined) throw new OmegaError('provider.unreachable', 'No model could sum the conversation up.');
      const { id, person } = place;
      const project = ports.chosen.get(person, 'project') ?? '';
      context.settle(() => {
        // Somebody may have written while the model did: then the conversation goes on and is summed up later.
        const now = ports.messages.history(key, MESSAGES);
        if (now.length !== history.length || ports.messages.waitingCount(key) > 0) return;
        const short = text.slice(0, MOST_CHARACTERS).toWellFormed();
        ports.memory.addSummary({ conversation: id, person, project, text: short, at: context.at });
        ports.messages.close(key, context.at);
        if (findsByMeaning(ports)) context.post('indexer:main', { type: 'memory.grew' }, `summary:${id}:${context.at}`);
      });
      return { waitMs: 0 };
    },
  });
