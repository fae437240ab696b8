/** What of all that is remembered a model gets to read for a question, and what is left out, with the reason. */
import { isDirectKey } from '../../contracts/message.ts';
import type { Fact, Recalled } from '../../contracts/ports/stores/memory-store.ts';
import { inProfileOrder } from '../../domain/memory/facts.ts';
import { fuse, recallQuery } from '../../domain/memory/recall.ts';
import { estimateTokens } from '../../domain/text/tokens.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { answerContext } from '../agent/inner.ts';
import type { Asker } from '../agent/tasks.ts';
import type { Meant } from './meanings.ts';

/** For which question. */
export interface Asked {
  asker: Asker;
  conversation: string;
  question: string;
  meant: Meant;
  /** ms since 1970 UTC */
  at: number;
}

/** Something that is known and was not put in. */
export interface LeftOut {
  id: string;
  /**
   * `rank`: others matter more; `known`: it is put in already; `budget`: there was no room for it;
   * `sensitive`: it does not matter here; `company`: others read what is said here, or nobody asked
   */
  reason: 'rank' | 'known' | 'budget' | 'sensitive' | 'company';
}

/** What is put in. */
export interface Memories {
  facts: Fact[];
  /** sensitive ones that matter for this question */
  confidential: Fact[];
  summaries: { id: string; text: string }[];
  material: Recalled[];
  left: LeftOut[];
  /** `meaning` when vectors were looked at too, else why only words were */
  by: string;
}

const SUMMARIES = 3;
const RECALLED = 5;
/** Most tokens of all facts together. */
const FACT_TOKENS = 2000;

/** Whether a chat has others in it beside the person: in a group the key names the sender behind the chat. */
export function isGroup({ messages }: Pick<AgentPorts, 'messages'>, key: string): boolean {
  const place = messages.lastPlace(key);
  return place !== undefined && place.chat !== '' && !isDirectKey(key, place);
}

/** Whether what is said in confidence may be read here at all: alone with the person, or at work for them. */
function isAlone(ports: AgentPorts, { asker, conversation }: Asked): boolean {
  return answerContext(conversation) !== 'heartbeat' && !isGroup(ports, asker.key);
}

/**
 * Everything that is found for a question and may be read here, by its words and by its meaning, best first.
 *
 * @param limit most of each kind and way
 */
export function findAgain(ports: AgentPorts, asked: Asked, limit: number): Recalled[] {
  const { asker, conversation, question, meant, at } = asked;
  const { person, project } = asker;
  const options = { exclude: ports.messages.place(conversation)?.id ?? 0, limit, project };
  const query = recallQuery(question, (term) => ports.memory.frequency(term));
  const byWords = query === undefined ? [] : ports.memory.search(person, query, options);
  const byMeaning = 'model' in meant ? ports.vectors.search(person, meant, options) : [];
  const found = fuse([byWords, byMeaning], at);
  if (isAlone(ports, asked)) return found;
  const confidential = new Set(ports.memory.facts(person, project).flatMap((f) => (f.sensitive ? [f.id] : [])));
  return found.filter(({ kind, id }) => kind !== 'fact' || !confidential.has(id));
}

/** Facts as long as there is room for them. */
function fitting(facts: readonly Fact[], left: LeftOut[]): Fact[] {
  let tokens = 0;
  return inProfileOrder(facts).filter((fact) => {
    tokens += estimateTokens(`- ${fact.key}: ${fact.text}\n`);
    if (tokens > FACT_TOKENS) left.push({ id: fact.id, reason: 'budget' });
    return tokens <= FACT_TOKENS;
  });
}

/** Chooses what is put in for a question; a sensitive fact only where it matters and nobody else reads it. */
export function memoriesFor(ports: AgentPorts, asked: Asked): Memories {
  const { person, project } = asked.asker;
  const left: LeftOut[] = [];
  const found = findAgain(ports, asked, RECALLED);
  const known = ports.memory.facts(person, project);
  const relevant = new Set(found.filter(({ kind }) => kind === 'fact').map(({ id }) => id));
  const alone = isAlone(ports, asked);
  const confidential = known.filter((f) => f.sensitive && alone && relevant.has(f.id));
  for (const { id } of known.filter((f) => f.sensitive && !confidential.includes(f)))
    left.push({ id, reason: alone ? 'sensitive' : 'company' });
  const summaries = ports.memory.summaries(person, SUMMARIES, project);
  const recent = new Set(summaries.map(({ conversation }) => `summary ${conversation}`));
  const others = found.filter(({ kind, id }) => kind !== 'fact' && !recent.has(`${kind} ${id}`));
  for (const { kind, id } of found) if (recent.has(`${kind} ${id}`)) left.push({ id, reason: 'known' });
  for (const { id } of others.slice(RECALLED)) left.push({ id, reason: 'rank' });
  return {
    facts: fitting(
      known.filter((f) => !f.sensitive),
      left,
    ),
    confidential,
    summaries: summaries.map(({ conversation, text }) => ({ id: String(conversation), text })),
    material: others.slice(0, RECALLED),
    left,
    by: 'model' in asked.meant ? 'meaning' : asked.meant.none,
  };
}
