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

/** What nobody can see, or what turns the order of the letters round; the joiner inside an emoji is none of these. */
const UNSEEN = /(?![\n\t]|\u200D\p{Extended_Pictographic})[\p{Cc}\p{Cf}\u2028\u2029]/gu;

function visible(text: string): string {
  return text.replaceAll(UNSEEN, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}

/** A card on which nothing hides: unseen signs are spelt out, and a fact is one line that cannot pass for two. */
export function plainCard<C extends Pick<ApprovalCard, 'title' | 'facts' | 'body' | 'choices'>>(card: C): C {
  const facts = card.facts.map(({ label, value }) => ({
    label,
    value: visible(value.replaceAll(/\s*[\n\r\u2028\u2029]+\s*/g, ' ⏎ ')),
  }));
  return { ...card, title: visible(card.title), facts, body: visible(card.body), choices: card.choices.map(visible) };
}

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
