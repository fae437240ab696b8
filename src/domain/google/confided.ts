/** What a message says in confidence: an OAuth client of Google or the answer of its consent page. Neither is stored as a message. */
import { parseCommand } from '../commands.ts';
import { confirmation } from '../session/confirmation.ts';
import { spokenAnswer } from '../tools/answer.ts';

/** What stands in the conversation in its place; it is carried out as the command that reads what was kept aside. */
export const SEALED = '/google [GOOGLE_AUTH]';
/** Arguments of /google that say what to do and are no secret. */
const PLAIN: ReadonlySet<string> = new Set(['', 'disconnect', 'cancel']);
/** The answer of the consent page: back to this machine, with a code. */
const ANSWER = /\/google\/callback\?\S*code=/;

/** A message as it may be stored, and the words that are kept aside. */
export interface Confided {
  stored: string;
  /** empty = nothing is kept */
  words: string;
}

function isSecret(text: string): boolean {
  if (text.includes('GOCSPX-')) return true;
  if (text.includes('.apps.googleusercontent.com') && text.includes('client_secret')) return true;
  return text.includes('/google/callback') && ANSWER.test(text);
}

/**
 * Reads a message.
 *
 * @param text    a whole message
 * @param awaited whether a set-up waits for the words of this conversation: then everything but a command is meant for it
 * @returns       how to store it; undefined when it is an ordinary message
 * @throws        never
 * @example       confided('/google 4/0Ab…', false) -> { stored: '/google [GOOGLE_AUTH]', words: '4/0Ab…' }
 */
export function confided(text: string, awaited: boolean): Confided | undefined {
  const command = parseCommand(text);
  const args = command?.name === 'google' ? command.args : '';
  if (!PLAIN.has(args.toLowerCase())) return { stored: SEALED, words: args };
  if (isSecret(text)) return { stored: SEALED, words: text };
  // An answer with its code is meant for the question of that code.
  if (!awaited || command !== undefined || (spokenAnswer(text)?.code ?? '') !== '') return undefined;
  return confirmation(text) === 'no' ? { stored: '/google cancel', words: '' } : { stored: SEALED, words: text };
}
