/** What Omega says by itself, in the language of the person it says it to. */
import { LANGUAGES, LANGUAGE_TAGS, type Language } from '../../domain/i18n/languages.ts';
import { textIn, type TextKey, type TextParams } from '../../domain/i18n/texts.ts';
import { dueText } from '../../domain/schedule/words.ts';
import type { AgentPorts } from '../agent-ports.ts';

/** Texts and times for one person. */
export interface Words {
  language: Language;
  text<K extends TextKey>(key: K, ...params: TextParams<K>): string;
  /** a moment as the person's calendar and language have it */
  due(at: number): string;
}

/** Language of a person: the one they chose or write in, else the configured one. */
export function languageOf({ chosen, settings }: Pick<AgentPorts, 'chosen' | 'settings'>, person: string): Language {
  const set = chosen.get(person, 'language');
  return LANGUAGES.find((language) => language === set) ?? settings.language;
}

/** The words for whoever a conversation is held with. */
export function wordsIn(ports: Pick<AgentPorts, 'chosen' | 'settings' | 'messages'>, key: string, now: number): Words {
  return wordsFor(ports, ports.messages.lastPlace(key)?.person ?? '', now);
}

/** The words for a person, at a moment (ms since 1970 UTC). */
export function wordsFor(ports: Pick<AgentPorts, 'chosen' | 'settings'>, person: string, now: number): Words {
  const language = languageOf(ports, person);
  return {
    language,
    text: (key, ...params) => textIn(language, key, ...params),
    due: (at) => dueText(at, { zone: ports.settings.zone, locale: LANGUAGE_TAGS[language], now }),
  };
}
