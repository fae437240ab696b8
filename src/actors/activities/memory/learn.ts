/** Activity learn: takes out of a person's last words what they said about themselves, when a cheap look says there may be something. */
import {
  EXTRACTION_FORM,
  isQuoted,
  reviewExtraction,
  tellsAboutSelf,
  type Review,
} from '../../../domain/memory/extraction.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { findsByMeaning } from '../../thinking/embedding.ts';
import { askModel } from '../../thinking/model.ts';

/** Messages looked at in one go, and the longest of them. */
const MOST_MESSAGES = 20;
const MOST_CHARACTERS = 4000;
const MOST_TOKENS = 800;

/** A message that was looked at. */
type Said = ReturnType<AgentPorts['messages']['said']>[number];

/** What a person wrote since the last look, as far as it may say something about them. */
interface Heard {
  text: string;
  /** the messages it stands in */
  worth: Said[];
  last: Said;
  person: string;
  /** the project that is under way, empty = none */
  project: string;
}

function heard({ messages, memory, chosen }: AgentPorts, key: string): Heard | undefined {
  const said = messages.said(key, memory.learntUpTo(key), MOST_MESSAGES);
  const last = said.at(-1);
  const person = messages.lastPlace(key)?.person;
  if (last === undefined || person === undefined) return undefined;
  const worth = said.filter((m) => tellsAboutSelf(m.text));
  const text = worth.map((m) => m.text.slice(0, MOST_CHARACTERS).toWellFormed()).join('\n\n');
  return { text, worth, last, person, project: chosen.get(person, 'project') ?? '' };
}

function ask(
  ports: AgentPorts,
  context: ActivityContext,
  key: string,
  { text, last, person, project }: Heard,
): Promise<Review | undefined> {
  // What was told in confidence is read again only where it matters.
  const open = ports.memory.facts(person, project).filter((f) => !f.sensitive);
  const known = open.map((f) => `- ${f.key}: ${f.text}`);
  return askModel(ports, context, {
    run: last.run ?? '',
    key,
    purpose: 'learn',
    system: ports.library.read('prompts/FACTS.md') ?? '',
    message: [
      `Known already:\n${known.join('\n') || '- nothing'}`,
      ...(project === '' ? [] : [`Project under way: ${project}`]),
      `The person's words:\n${text}`,
    ].join('\n\n'),
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
      const { last, person, worth } = found;
      context.settle(() => {
        for (const { key: name, value, confidence, quote, sensitive, project } of review?.accepted ?? []) {
          const { id: message, run } = worth.findLast((m) => isQuoted(quote, m.text)) ?? last;
          const fact = { id: `f${context.newId()}`, person, key: name, text: value, confidence, sensitive };
          ports.memory.addFact({ ...fact, project: project ? found.project : '', message, run, at: context.at });
        }
        ports.memory.setLearnt(key, last.position);
        if (findsByMeaning(ports)) context.post('indexer:main', { type: 'memory.grew' }, `learnt:${last.id}`);
      });
      return null;
    },
  });
