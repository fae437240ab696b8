/** Reads a person's answer to an approval: `/approve AB2C run`, `yes AB2C`, `no AB2C because …`, in eight languages. */
import type { GrantScope } from '../../contracts/tools/policy.ts';
import { confirmation } from '../session/confirmation.ts';
import { CODE } from './code.ts';

/** An answer, and to which code; without a code it is for the only open question of its conversation. */
export interface SpokenAnswer {
  code: string;
  answer: 'yes' | 'no';
  scope: GrantScope;
  /** reason of a no, words of an answer to a question */
  words: string;
  /** everything that stood behind the code: what a question gets, to which `run` is a word like any other */
  whole: string;
}

const COMMAND = /^\/(approve|deny|answer)(?:@\w+)?\s+(\S+)(?:\s+([\s\S]*))?$/i;
const SCOPES: ReadonlySet<string> = new Set(['once', 'run', 'project']);

function scoped(answer: 'yes' | 'no', rest: string): Pick<SpokenAnswer, 'scope' | 'words' | 'whole'> {
  const whole = rest.trim();
  const [first = '', ...others] = whole.split(/\s+/);
  return answer === 'yes' && SCOPES.has(first.toLowerCase())
    ? { scope: first.toLowerCase() as GrantScope, words: others.join(' '), whole }
    : { scope: 'once', words: whole, whole };
}

/**
 * @param text a whole message
 * @returns    undefined when it is no answer, so that it is an ordinary message
 */
export function spokenAnswer(text: string): SpokenAnswer | undefined {
  const trimmed = text.trim();
  const [, command, first = '', rest = ''] = COMMAND.exec(trimmed) ?? [];
  if (command !== undefined) {
    if (!CODE.test(first)) return undefined;
    const answer = command.toLowerCase() === 'deny' ? 'no' : 'yes';
    return { code: first.toUpperCase(), answer, ...scoped(answer, rest) };
  }
  if (trimmed.startsWith('/')) return undefined;
  const [, word = '', code = '', more = ''] = /^([^\s,:;]+)[\s,:;]*([^\s,:;]*)[,:;]*([\s\S]*)$/.exec(trimmed) ?? [];
  const said = confirmation(word);
  if (said === undefined) return undefined;
  if (CODE.test(code)) return { code: code.toUpperCase(), answer: said, ...scoped(said, more) };
  return confirmation(trimmed) === said ? { code: '', answer: said, scope: 'once', words: '', whole: '' } : undefined;
}
