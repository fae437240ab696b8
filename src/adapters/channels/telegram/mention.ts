/** Who a text is meant for: finds the bot's name and commands in it and takes the name out. */
import type { Bot, WireEntity } from './wire.ts';

/** A text and whether it calls the bot by name or command. */
export interface Addressed {
  /** without the bot's name; a command without `@bot` */
  text: string;
  called: boolean;
}

interface Range {
  start: number;
  end: number;
}

/**
 * Reads a text for the bot.
 *
 * @param text     as written; offsets of the entities count its UTF-16 units
 * @param entities Telegram's marks
 * @param bot      the bot's id and name
 * @returns        the text without the bot's name; `called` when it was named or given a command that is not for another
 * @example        addressed('@omega hi', …) -> { text: 'hi', called: true }
 */
export function addressed(text: string, entities: readonly WireEntity[], bot: Bot): Addressed {
  const called = commandOf(text, entities, bot);
  if (called !== undefined) return called;
  const names = entities.filter((e) => namesBot(text, e, bot)).map(rangeOf);
  if (names.length === 0) return { text, called: false };
  const rest = without(text, names);
  return { text: rest === '' ? text : rest, called: true };
}

function commandOf(text: string, entities: readonly WireEntity[], bot: Bot): Addressed | undefined {
  const mark = entities.find((e) => e.type === 'bot_command' && e.offset === 0);
  if (mark === undefined) return undefined;
  const { end } = rangeOf(mark);
  const [command = '', name] = text.slice(0, end).split('@');
  if (name === undefined) return { text, called: true };
  if (name.toLowerCase() !== bot.username.toLowerCase()) return undefined;
  return { text: command + text.slice(end), called: true };
}

function namesBot(text: string, entity: WireEntity, bot: Bot): boolean {
  if (entity.type === 'text_mention') return entity.user?.id === bot.id;
  if (entity.type !== 'mention') return false;
  const { start, end } = rangeOf(entity);
  return text.slice(start, end).toLowerCase() === `@${bot.username.toLowerCase()}`;
}

function rangeOf({ offset = 0, length = 0 }: WireEntity): Range {
  return { start: offset, end: offset + length };
}

/** Cuts ranges out, with one of the two spaces that would be left side by side. */
function without(text: string, ranges: readonly Range[]): string {
  let rest = text;
  for (const { start, end } of ranges.toSorted((a, b) => b.start - a.start)) {
    const before = rest.slice(0, start);
    const after = rest.slice(end);
    rest = before + (/(^|\s)$/.test(before) ? after.replace(/^ /, '') : after);
  }
  return rest.trim();
}
