/** What a person may type under a question, and what it means. */
import type { Approval } from '../../contracts/tools/policy.ts';
import type { AnswerBody } from './client.ts';

/** An answer, or a line that says what can be typed. */
export type Typed = { body: AnswerBody } | { hint: string };

const REACH = { y: 'once', yes: 'once', r: 'run', p: 'project' } as const;

/** Whether a yes may cover more than this one call. */
function reaches({ level, kind }: Approval): boolean {
  return level === 'ask_once' && kind === 'call';
}

/** @returns what stands before the cursor: everything that can be typed */
export function promptOf(approval: Approval): string {
  const { code, kind, level, card } = approval;
  if (kind === 'question') return card.choices.length > 0 ? 'number or words> ' : 'your answer> ';
  if (level === 'typed_confirm') return `${code} = yes, n [why]> `;
  return reaches(approval) ? 'y once, r this answer, p always in this project, n [why]> ' : 'y [words], n [why]> ';
}

const yes = (more: Partial<AnswerBody> = {}): Typed => ({
  body: { answer: 'yes', scope: 'once', words: '', code: '', ...more },
});

function wordsOf({ card: { choices } }: Approval, line: string): Typed {
  if (line === '') return { hint: 'Type your answer.' };
  const choice = choices[Number(/^(\d+)[.)]?$/.exec(line)?.[1]) - 1];
  return yes({ words: choice ?? line });
}

/**
 * Reads a line that was typed under a question. Anything but a plain yes or no is asked for again: what was meant for
 * something else must not allow a call.
 *
 * @param line as typed
 */
export function readTyped(approval: Approval, line: string): Typed {
  const { code, kind, level } = approval;
  const text = line.trim();
  if (kind === 'question') return wordsOf(approval, text);
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const first = word.toLowerCase().replace(/[,:;.]$/, '');
  if (first === 'n' || first === 'no') return { body: { answer: 'no', scope: 'once', words: rest, code: '' } };
  if (level === 'typed_confirm')
    return text.toUpperCase() === code ? yes({ code }) : { hint: `This wants to be typed: ${code} for yes, n for no.` };
  const isYes = first === 'y' || first === 'yes';
  if (isYes && !reaches(approval)) return yes({ words: rest });
  const reach = rest === '' && Object.hasOwn(REACH, first) ? REACH[first as keyof typeof REACH] : undefined;
  if (reach === 'once' || (reach !== undefined && reaches(approval))) return yes({ scope: reach });
  return { hint: 'Type one of the letters; a reason may follow the n.' };
}
