/** The catalogue of everything Omega says by itself, in every language. */
import type { ErrorCode } from '../../contracts/errors.ts';
import type { CommandName } from '../commands.ts';
import { de } from './catalog/de/index.ts';
import { en } from './catalog/en/index.ts';
import { es } from './catalog/es/index.ts';
import { fr } from './catalog/fr/index.ts';
import { it } from './catalog/it/index.ts';
import { nl } from './catalog/nl/index.ts';
import { pt } from './catalog/pt/index.ts';
import { ru } from './catalog/ru/index.ts';
import { formatter } from './format.ts';
import { DEFAULT_LANGUAGE, LANGUAGE_TAGS, type Language } from './languages.ts';

/** A language's whole catalogue: the keys and parameters of the English one, no more and no less. */
export type Catalog = typeof en;

/** Key of a text. */
export type TextKey = keyof Catalog['texts'];

/** What a text needs; an empty tuple for one that needs nothing. */
export type TextParams<K extends TextKey> = Parameters<Catalog['texts'][K]>;

/** The same table, typed so that a key and its parameters belong together. */
type Texts = { readonly [K in TextKey]: (...given: TextParams<K>) => string };

const CATALOGS: Readonly<Record<Language, Catalog>> = {
  English: en,
  Spanish: es,
  Portuguese: pt,
  French: fr,
  German: de,
  Italian: it,
  Dutch: nl,
  Russian: ru,
};

/** All keys, for tests. */
export const TEXT_KEYS: readonly TextKey[] = Object.keys(en.texts).filter((key): key is TextKey => key in en.texts);

/**
 * Gives a text of the catalogue in a language.
 *
 * @param language in which language
 * @param key      which text
 * @param params   what it mentions; left out for texts that mention nothing
 * @returns        plain text, never empty
 * @throws         never
 * @example        textIn('German', 'busy', { waiting: 1 }) -> 'Ich habe noch 1 Nachricht …'
 */
export function textIn<K extends TextKey>(language: Language, key: K, ...params: TextParams<K>): string {
  const texts: Texts = CATALOGS[language].texts;
  return texts[key](...params);
}

/**
 * Gives a text in English.
 *
 * @param key    which text
 * @param params what it mentions; left out for texts that mention nothing
 * @returns      plain text, never empty
 * @throws       never
 * @example      text('busy', { waiting: 3 }) -> 'I still have 3 messages to answer, …'
 */
export function text<K extends TextKey>(key: K, ...params: TextParams<K>): string {
  return textIn(DEFAULT_LANGUAGE, key, ...params);
}

/**
 * Says why something failed, to stand after the name of what failed.
 *
 * @param code     code of the error
 * @param language in which language
 * @returns        a few words without a full stop, e.g. `refused the key`
 * @throws         never
 * @example        `anthropic ${reasonFor('provider.key_invalid')}` -> 'anthropic refused the key'
 */
export function reasonFor(code: ErrorCode, language: Language = DEFAULT_LANGUAGE): string {
  return CATALOGS[language].reasons(code).reason;
}

/**
 * Says what a person can do about a failure.
 *
 * @param code     code of the error
 * @param language in which language
 * @returns        one sentence
 * @throws         never
 */
export function adviceFor(code: ErrorCode, language: Language = DEFAULT_LANGUAGE): string {
  return CATALOGS[language].reasons(code).advice;
}

/**
 * Says what a command does, for /help and the menus of chats.
 *
 * @param name     a command
 * @param language in which language
 * @returns        a few words without a full stop
 * @throws         never
 */
export function summaryOf(name: CommandName, language: Language = DEFAULT_LANGUAGE): string {
  return CATALOGS[language].summaries[name];
}

/**
 * Writes a size.
 *
 * @param bytes    how many; 1024 of them are a kilobyte
 * @param language in which language
 * @returns        one decimal from the kilobyte on, e.g. `512 B`, `5.5 MB`, in French `5,5 Mo`
 * @throws         never
 */
export function sizeText(bytes: number, language: Language = DEFAULT_LANGUAGE): string {
  return formatter(LANGUAGE_TAGS[language]).size(bytes);
}

/**
 * Turns what a program reported when it failed into words without internals.
 *
 * @param detail   what was reported
 * @param language in which language
 * @returns        a sentence that says it took too long, or that something went wrong
 * @throws         never
 */
export function failureText(detail: string, language: Language = DEFAULT_LANGUAGE): string {
  return textIn(language, /\btim(?:ed|e)[ -]?out\b|\bdeadline\b/i.test(detail) ? 'tookTooLong' : 'wentWrong');
}
