/** What a marker is: a protocol line in a model's answer that becomes a typed command. */
import type { AgentCommand, AnswerContext } from '../../contracts/agent-command.ts';

/** Why a marker cannot be carried out: a part is missing, a value cannot be read, or it is longer than is kept. */
export type Problem = 'incomplete' | 'unreadable' | 'tooLong';

/** What a marker's value was read as. */
export type Reading =
  | { command: AgentCommand }
  /** clearly meant as a marker, but it cannot be carried out */
  | { problem: Problem }
  /** nothing was meant: the line is taken out without a word */
  | 'empty'
  /** words that only look like it: the text stays as it is */
  | 'prose';

/** One marker. */
export interface Marker {
  /** exact, upper case */
  name: string;
  /** `value`: `NAME: value`; `bare`: the name alone on its line */
  form: 'value' | 'bare';
  /** where it counts; elsewhere it is taken out and ignored */
  contexts: readonly AnswerContext[];
  /** only the first one of an answer counts */
  once?: boolean;
  /**
   * Whether it counts at the end of a line of prose, which must not be taken for a marker by chance.
   * Without it: only behind a finished sentence.
   */
  behindProse?(command: AgentCommand, afterSentence: boolean): boolean;
  /** @param value what stands behind the colon, trimmed; empty for a bare marker */
  read(value: string): Reading;
}

/** Everywhere. */
export const ALL: readonly AnswerContext[] = ['conversation', 'action', 'heartbeat', 'setup'];
/** Where a person is present. */
export const WITH_PERSON: readonly AnswerContext[] = ['conversation', 'setup'];

/** Splits at the first bar. @returns undefined when a part is missing or empty */
export function halves(value: string): [string, string] | undefined {
  const bar = value.indexOf('|');
  const [first, second] = [value.slice(0, bar).trim(), value.slice(bar + 1).trim()];
  return bar === -1 || first === '' || second === '' ? undefined : [first, second];
}
