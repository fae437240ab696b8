/** A question as it stands in a terminal: nothing of it is left out, and nothing in it can draw over the rest. */
import type { Approval } from '../../contracts/tools/policy.ts';

/** Control characters but the line break and the tab, and those that turn the direction of writing around or show nothing. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** @returns the text with every character that a terminal would act on, or show as nothing, written out as `\u{1b}` */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, (char) => `\\u{${char.codePointAt(0)?.toString(16) ?? ''}}`);
}

const oneLine = (text: string): string => visible(text.replaceAll('\n', '\\n'));

/** @returns title, facts, body, choices and reasons, line by line and whole */
export function wholeCard({ card }: Approval): string[] {
  return [
    ...card.facts.map(({ label, value }) => `      ${oneLine(label)}: ${oneLine(value)}`),
    ...(card.body === '' ? [] : card.body.split('\n').map((line) => `      | ${visible(line)}`)),
    ...card.choices.map((choice, n) => `      ${n + 1}. ${oneLine(choice)}`),
    ...(card.why.length === 0 ? [] : [`      asked because of: ${card.why.map(oneLine).join(', ')}`]),
  ];
}

/** @returns its first line: code, title, and what has become of it */
export function headOf({ code, state, answer, by, card, expiresAt }: Approval): string {
  const outcome =
    state === 'pending' ? `waits until ${new Date(expiresAt).toLocaleTimeString()}` : `${state} ${answer ?? ''} ${by}`;
  return `${code}  ${oneLine(card.title)}  (${outcome.trim()})`;
}

/** @returns what a person types elsewhere to answer it */
export function howToAnswer({ code, kind, level }: Approval): string {
  if (kind === 'question') return `omega approvals yes ${code} "your answer"`;
  const reach = level === 'ask_once' && kind === 'call' ? ' [--scope run|project]' : '';
  return `omega approvals yes ${code}${reach}   ·   omega approvals no ${code} "why"`;
}

/** @returns one sentence about what has become of it */
export function outcomeLine({ card, state, answer, by, via, words }: Approval): string {
  const title = oneLine(card.title);
  if (state === 'expired') return `${title}: nobody answered in time; it was not done.`;
  if (state === 'withdrawn') return `${title}: no longer needed.`;
  const said = words === '' ? '' : `: ${oneLine(words)}`;
  return `${title}: ${answer ?? ''}${said} (${[by, via].filter((part) => part !== '').join(', ')})`;
}
