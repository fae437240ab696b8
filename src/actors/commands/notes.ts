/** /note and /recall: notes of a person and full text search over what they said. */
import type { Command } from './command.ts';

const RESULTS = 5;

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
