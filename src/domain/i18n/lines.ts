/** The lines texts of all languages are put together from. */
import type { ErrorCode } from '../../contracts/errors.ts';
import { COMMANDS, type CommandName } from '../commands.ts';

/** A provider that was tried and how it failed. */
export interface FailedProvider {
  provider: string;
  code: ErrorCode;
}

/** A provider or a channel as the status shows it; `state` is the name of a machine's state. */
export interface Part {
  name: string;
  state: string;
  detail: string;
}

/** Why something failed, to stand after its name, and what a person can do about it, in one sentence. */
export type Reasons = (code: ErrorCode) => { reason: string; advice: string };

/** @returns the sentences around the list of what was tried, one line per provider, each advice once */
export function gaveUpLines(
  failed: readonly FailedProvider[],
  reasons: Reasons,
  words: { none: string; sorry: string; todo: string },
): string {
  if (failed.length === 0) return words.none;
  const advice = new Set(failed.map((f) => reasons(f.code).advice));
  return [
    words.sorry,
    ...failed.map((f) => `- ${f.provider} ${reasons(f.code).reason}`),
    `${words.todo} ${[...advice].join(' ')}`,
  ].join('\n');
}

/** @returns the introduction and a line per command, in the order of {@link COMMANDS} */
export function helpLines(introduction: string, summaries: Readonly<Record<CommandName, string>>): string {
  const line = (c: (typeof COMMANDS)[number]) =>
    `/${c.name}${c.args === '' ? '' : ` ${c.args}`} - ${summaries[c.name]}`;
  return [introduction, ...COMMANDS.map(line)].join('\n');
}

/** @returns `name: state (detail)`, the state in the words given for it or as it is named */
export function partLine(part: Part, states: Readonly<Record<string, string>>): string {
  return `${part.name}: ${wordFor(states, part.state)}${part.detail === '' ? '' : ` (${part.detail})`}`;
}

/** @returns a line of a list, with its moment in front where it is known */
export function item(when: string, words: string): string {
  return when === '' ? `- ${words}` : `- ${when}: ${words}`;
}

/** @returns a heading with a line below it per item */
export function bullets(heading: string, items: readonly string[]): string {
  return [heading, ...items.map((words) => `- ${words}`)].join('\n');
}

/** @returns the words behind a separator, or nothing when there are none */
export function after(separator: string, words: string): string {
  return words === '' ? '' : `${separator}${words}`;
}

/** @returns what there is to remark, in brackets behind a word; nothing when there is nothing */
export function remark(words: readonly string[]): string {
  const said = words.filter((word) => word !== '').join(', ');
  return said === '' ? '' : ` (${said})`;
}

/** @returns the lines that hold something, one below the other */
export function lines(...given: readonly string[]): string {
  return given.filter((line) => line !== '').join('\n');
}

/** @returns the first word */
export function firstWord(words: string): string {
  return words.split(/\s/, 1)[0] ?? '';
}

/** @returns the variant with this number, counted on in a circle; any finite number is fine */
export function variant(all: readonly [string, ...string[]], given: number): string {
  const at = Math.trunc(Number.isFinite(given) ? given : 0) % all.length;
  return all[at < 0 ? at + all.length : at] ?? all[0];
}

/** @returns a repeat in words, as a remark behind a moment: `, every day`; nothing for once */
export function repeats(repeat: string, words: Readonly<Record<string, string>>): string {
  const key = repeat.trim().toLowerCase();
  return key === '' || key === 'once' ? '' : `, ${wordFor(words, key, repeat.trim())}`;
}

/** @returns the word a table has for a name, or the name itself */
export function wordFor(table: Readonly<Record<string, string>>, name: string, otherwise = name): string {
  return (Object.hasOwn(table, name) ? table[name] : undefined) ?? otherwise;
}
