/** /memory, /history, /facts, /learning, /purge, /note, /recall: what Omega knows, as it stands in the store. */
import { escapeUnderscores } from '../../domain/i18n/markdown.ts';
import type { Words } from '../agent/words.ts';
import type { Fact } from '../../contracts/ports/stores/memory-store.ts';
import { isGroup } from '../thinking/recalled.ts';
import { isValidFact } from '../../domain/memory/facts.ts';
import { isSensitive } from '../../domain/memory/sensitive.ts';
import type { Command, CommandCall } from './command.ts';

const CONVERSATIONS = 5;
const RESULTS = 5;
const OUTCOMES = 20;
const MINUTE_MS = 60_000;
const SIGNS = new Map([
  [1, '+'],
  [0, '~'],
  [-1, '-'],
]);

/** What may be told in a chat: where others read along, nothing that was told in confidence. */
function tellable(ports: CommandCall['ports'], key: string, known: Fact[]): Fact[] {
  return isGroup(ports, key) ? known.filter((f) => !f.sensitive) : known;
}

/** How much is remembered; `export` gives all of it. */
export const memory: Command = ({ ports, asker, key, args, words }) => {
  if (args.toLowerCase() === 'export') {
    const { facts: all, ...rest } = ports.memory.exported(asker.person);
    return `\`\`\`json\n${JSON.stringify({ facts: tellable(ports, key, all), ...rest }, null, 1)}\n\`\`\``;
  }
  const { person, project } = asker;
  return words.text('memoryCounts', {
    ...ports.messages.counts(person),
    facts: ports.memory.known(person).length,
    lessons: ports.memory.lessons(person, project, 1000).length,
    tasks: ports.tasks.list(person, ['active', 'paused']).length,
  });
};

/** The last finished conversations of this chat, with their summaries. */
export const history: Command = ({ ports, asker, words }) => {
  const closed = ports.memory.summaries(asker.person, CONVERSATIONS);
  if (closed.length === 0) return words.text('historyEmpty');
  const lines = closed.map((s) => `- ${words.due(s.at)}: ${s.text === '' ? words.text('historyNoSummary') : s.text}`);
  return [words.text('historyHeader'), ...lines].join('\n');
};

/** Corrects a fact by hand: what the person says themselves is certain. */
function correct({ ports, asker, at, context, runId, words }: CommandCall, key: string, text: string): string {
  const name = key.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '_');
  if (!isValidFact(name, text))
    return words.text('commandFailed', { what: `${key}: ${text}`, reason: words.text('declined') });
  const { person } = asker;
  // One that belongs to the project under way is corrected there.
  const before = ports.memory.facts(person, asker.project).findLast((f) => f.key === name);
  const project = before?.project ?? '';
  const sensitive = (before?.sensitive ?? false) || isSensitive(name, text);
  const source = { person, project, sensitive, message: null, run: runId, at };
  ports.memory.addFact({ ...source, id: `f${context.newId()}`, key: name, text, confidence: 1 });
  return `✓ ${name}: ${text}`;
}

/** What is known about the person; `forget <key>` removes one for good, `set <key> <value>` corrects one. */
export const facts: Command = (call) => {
  const { ports, asker, args, at, words } = call;
  const [verb = '', ...rest] = args.split(/\s+/);
  if (verb.toLowerCase() === 'set' && rest.length > 1) return correct(call, rest[0] ?? '', rest.slice(1).join(' '));
  if (verb.toLowerCase() === 'forget' && rest.length > 0) {
    const key = rest.join(' ');
    return ports.memory.forget(asker.person, key, at)
      ? words.text('factForgotten', { key })
      : words.text('nothingFound', { words: key });
  }
  const known = tellable(ports, call.key, ports.memory.known(asker.person));
  if (known.length === 0) return words.text('factsEmpty');
  return [
    words.text('factsHeader'),
    ...known.map((f) => `- ${escapeUnderscores(f.key)}: ${escapeUnderscores(f.text)}${words.text('factNote', f)}`),
  ].join('\n');
};

function ago(words: Words, ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return words.text('justNow');
  if (minutes < 60) return words.text('agoMinutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? words.text('agoHours', { n: hours }) : words.text('agoDays', { n: Math.floor(hours / 24) });
}

/** Rules learnt, and what they were learnt from. */
export const learning: Command = ({ ports, asker, at, words }) => {
  const { person, project } = asker;
  const rules = ports.memory.lessons(person, project, 50).map((l) => `- [${l.domain}] ${l.rule}`);
  const outcomes = ports.memory
    .outcomes(person, project, OUTCOMES)
    .map((o) => `${SIGNS.get(o.score) ?? '~'} [${o.domain}] ${o.lesson} (${ago(words, at - o.at)})`);
  if (rules.length + outcomes.length === 0) return words.text('learningEmpty');
  const sections = [
    ...(rules.length === 0 ? [] : [[words.text('learningRules'), ...rules].join('\n')]),
    ...(outcomes.length === 0 ? [] : [[words.text('learningOutcomes'), ...outcomes].join('\n')]),
  ];
  return sections.join('\n\n');
};

/** Forgets every fact about the person, for good. Settings stay. */
export const purge: Command = ({ ports, asker, at, words }) =>
  words.text('factsPurged', { count: ports.memory.purge(asker.person, at) });

/** Stores a note. */
export const note: Command = ({ ports, args, key, at, context, words }) => {
  if (args === '') return words.text('noteUsage');
  const id = `n${context.newId()}`;
  ports.messages.addReply({ id, key, role: 'note', kind: 'text', text: args, run: null, model: null, usage: null, at });
  return words.text('noted');
};

/** Looks for words in notes and earlier messages. */
export const recall: Command = ({ ports, args, asker, words }) => {
  if (args === '') return words.text('recallUsage');
  const found = ports.messages.search(asker.person, args, RESULTS);
  if (found.length === 0) return words.text('nothingFound', { words: args });
  return words.text('recalled', { words: args, items: found.map((f) => ({ text: f.text, when: words.due(f.at) })) });
};
