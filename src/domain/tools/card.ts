/** An approval as text for a chat: everything that will really happen, then how to answer. */
import type { ApprovalCard } from '../../contracts/tools/policy.ts';

/** Words around the card, in the person's language. */
export interface CardWords {
  /** heading, e.g. `May I do this?` */
  ask: string;
  why: string;
  /** how to answer, with the code */
  how: string;
}

const FENCES = { text: '', diff: 'diff', terminal: 'sh', json: 'json' } as const;

/** A fence longer than any that stands in the text. */
function fenced(body: string, language: string): string {
  const longest = Math.max(2, ...[...body.matchAll(/`+/g)].map((m) => m[0].length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${body}\n${fence}`;
}

/** @returns Markdown; nothing of the body is left out, however long it is */
export function cardText({ title, facts, body, form, why, choices }: ApprovalCard, words: CardWords): string {
  return [
    `${words.ask} **${title}**`,
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    body === '' ? '' : fenced(body, FENCES[form]),
    choices.map((choice, i) => `${i + 1}. ${choice}`).join('\n'),
    why.length === 0 ? '' : `${words.why} ${why.join(', ')}`,
    words.how,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
