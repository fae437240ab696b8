/** Activity learn: takes out of a person's last words what they said about themselves, when a cheap look says there may be something. */
import { EXTRACTION_FORM, reviewExtraction, tellsAboutSelf, type Review } from '../../../domain/memory/extraction.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { findsByMeaning } from '../../thinking/embedding.ts';
import { askModel } from '../../thinking/model.ts';

/** Messages looked at in one go, and the longest of them. */
const MOST_MESSAGES = 20;
const MOST_CHARACTERS = 4000;
const MOST_TOKENS = 800;

/** What a person wrote since the last look, as far as it may say something about them. */
interface Heard {
  text: string;
  last: { id: string; position: number; run: string | null };
  person: string;
}

function heard({ messages, memory }: AgentPorts, key: string): Heard | undefined {
  const said = messages.said(key, memory.learntUpTo(key), MOST_MESSAGES);
  const last = said.at(-1);
  const person = messages.lastPlace(key)?.person;
  if (last === undefined || person === undefined) return undefined;
  const worth = said.filter((m) => tellsAboutSelf(m.text));
  return { text: worth.map((m) => m.text.slice(0, MOST_CHARACTERS).toWellFormed()).join('\n\n'), last, person };
}

function ask(
  ports: AgentPorts,
  context: ActivityContext,
  key: string,
  { text, last, person }: Heard,
): Promise<Review | undefined> {
  const known = ports.memory.facts(person).map((f) => `- ${f.key}: ${f.text}`);
  return askModel(ports, context, {
    run: last.run ?? '',
    key,
    purpose: 'learn',
    system: ports.library.read('prompts/FACTS.md') ?? '',
    message: [`Known already:\n${known.join('\n') || '- nothing'}`, `The person's words:\n${text}`].join('\n\n'),
    maxTokens: MOST_TOKENS,
    schema: EXTRACTION_FORM,
    parse(answer) {
      const result = reviewExtraction(answer, text);
      return 'problem' in result ? result : { value: result };
    },
  });
}

/** Builds the activity. */
export const learn = (ports: AgentPorts) =>
  activity<{ key: string }, null>({
    name: 'learn',
    semantics: 'pure',
    pool: 'provider',
    async run({ key }, context) {
      const found = ports.settings.memory.learn ? heard(ports, key) : undefined;
      if (found === undefined) return null;
      const review = found.text === '' ? undefined : await ask(ports, context, key, found);
      const { last, person } = found;
      const source = { person, project: '', sensitive: false, message: last.id, run: last.run, at: context.at };
      context.settle(() => {
        for (const { key: name, value, confidence } of review?.accepted ?? [])
          ports.memory.addFact({ ...source, id: `f${context.newId()}`, key: name, text: value, confidence });
        ports.memory.setLearnt(key, last.position);
        if (findsByMeaning(ports)) context.post('indexer:main', { type: 'memory.grew' }, `learnt:${last.id}`);
      });
      return null;
    },
  });
