/** People name languages in their own words. */
import { describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS, languageNamed, LANGUAGES, OWN_NAMES } from '../../../../src/domain/i18n/languages.ts';

describe('a named language', () => {
  it.each([
    ['Français', 'French'],
    ['fr', 'French'],
    ['fr-CA', 'French'],
    ['fr_FR.UTF-8', undefined],
    ['french', 'French'],
    ['espanol', 'Spanish'],
    ['castellano', 'Spanish'],
    ['brasileiro', 'Portuguese'],
    ['pt_BR', 'Portuguese'],
    ['по-русски', 'Russian'],
    ['Русский', 'Russian'],
    ['Английский', 'English'],
    ['FRANZÖSISCH', 'French'],
    ['in italiano, per favore', 'Italian'],
    ['auf Deutsch bitte', 'German'],
    ['vlaams', 'Dutch'],
    ['holandês', 'Dutch'],
    ['Klingon', undefined],
    ['', undefined],
    ['french or german', undefined],
    ['constructor', undefined],
  ])('%s is %s', (text, language) => {
    expect(languageNamed(text)).toBe(language);
  });

  it.each(LANGUAGES)('%s is found by its stored name, its own name and its tag', (language) => {
    for (const name of [language, OWN_NAMES[language], LANGUAGE_TAGS[language]])
      expect(languageNamed(name)).toBe(language);
  });
});
