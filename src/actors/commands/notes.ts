/** /note and /recall: notes of a person and full text search over what they said. */
import { text } from '../../domain/texts.ts';
import { moment, type Command } from './command.ts';

const RESULTS = 5;

/** Stores a note. */
export const note: Command = ({ ports, args, key, at, newId }) => {
  if (args === '') return text('noteUsage');
  ports.messages.addReply({
    id: `n${newId()}`,
    key,
    role: 'note',
    kind: 'text',
    text: args,
    run: null,
    model: null,
    usage: null,
    at,
  });
  return text('noted');
};

/** Looks for words in notes and earlier messages. */
export const recall: Command = ({ ports, args, person }) => {
  if (args === '') return text('recallUsage');
  const found = ports.messages.search(person, args, RESULTS);
  if (found.length === 0) return text('nothingFound', { words: args });
  return text('recalled', { words: args, items: found.map((f) => ({ text: f.text, when: moment(f.at) })) });
};
