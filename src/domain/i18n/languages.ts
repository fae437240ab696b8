/** The closed set of languages Omega itself speaks, their tags for Intl, and how people name them. */

/** Every language, by its English name, in the order lists show them. */
export const LANGUAGES = [
  'English',
  'Spanish',
  'Portuguese',
  'French',
  'German',
  'Italian',
  'Dutch',
  'Russian',
] as const;

/** A language as it is stored. */
export type Language = (typeof LANGUAGES)[number];

/** What is spoken when nothing else is known. */
export const DEFAULT_LANGUAGE: Language = 'English';

/** BCP-47 tag per language, for Intl. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = {
  English: 'en',
  Spanish: 'es',
  Portuguese: 'pt-BR',
  French: 'fr',
  German: 'de',
  Italian: 'it',
  Dutch: 'nl',
  Russian: 'ru',
};

/** What each language calls itself, as a person reads it. */
export const OWN_NAMES: Readonly<Record<Language, string>> = {
  English: 'English',
  Spanish: 'Español',
  Portuguese: 'Português',
  French: 'Français',
  German: 'Deutsch',
  Italian: 'Italiano',
  Dutch: 'Nederlands',
  Russian: 'Русский',
};

/** Names in all eight languages, without accents, and the codes of ISO 639. */
const NAMES: Readonly<Record<Language, string>> = {
  English:
    'en eng english ingles anglais anglaise englisch inglese engels engelse английский английском английски англ ' +
    'american american-english british us-english uk-english',
  Spanish:
    'es spa esp spanish espanol espanola castellano castellana castilian espanhol espanhola castelhano espagnol ' +
    'espagnole castillan spanisch kastilisch spagnolo spagnola castigliano spaans spaanse испанский испанском испански',
  Portuguese:
    'pt por ptbr portuguese portugues portuguesa brasileiro brasileira brazilian brasileno portugais portugaise ' +
    'bresilien bresilienne portugiesisch brasilianisch portoghese brasiliano portugees portugese braziliaans ' +
    'португальский португальском португальски бразильский бразильски',
  French:
    'fr fra fre french francais francaise frances francesa franzosisch franzoesisch francese frans franse ' +
    'французский французском французски quebecois',
  German:
    'de deu ger german deutsch deutsche deutschen aleman alemana alemao alema allemand allemande tedesco tedesca ' +
    'duits duitse немецкий немецком немецки nemezki',
  Italian:
    'it ita italian italiano italiana italien italienne italienisch italiaans italiaanse итальянский итальянском ' +
    'итальянски',
  Dutch:
    'nl nld dut dutch nederlands nederlandse hollands vlaams flemish holandes holandesa neerlandes neerlandesa ' +
    'neerlandais neerlandaise hollandais flamand niederlandisch niederlaendisch hollandisch hollaendisch flamisch ' +
    'olandese neerlandese fiammingo flamenco нидерландский нидерландском нидерландски голландский голландском голландски',
  Russian:
    'ru rus russian russkiy russkij russki ruso rusa russo russa russe russisch russische russki русский русском ' +
    'русски русском русс',
};

const BY_NAME: ReadonlyMap<string, Language> = new Map(
  LANGUAGES.flatMap((language) => NAMES[language].split(' ').map((name) => [name, language] as const)),
);

/**
 * Finds the language a person named.
 *
 * @param text a name in any of the eight languages, with or without accents, a code or a BCP-47 tag; a few words around
 *             it are fine: `in italiano, per favore`, `auf Deutsch`, `по-русски`
 * @returns    the language, or undefined when none is named or when more than one is
 * @throws     never
 * @example    languageNamed('fr-CA') -> 'French'; languageNamed('Klingon') -> undefined
 */
export function languageNamed(text: string): Language | undefined {
  const plain = bare(text).slice(0, 200);
  const tag = /^([a-z]{2,3})[-_][a-z0-9_-]{2,12}$/.exec(plain)?.[1];
  const whole = BY_NAME.get(plain.replace(/[^\p{L}]/gu, '')) ?? BY_NAME.get(tag ?? '');
  if (whole !== undefined) return whole;
  const found = new Set(
    plain.split(/[^\p{L}]+/u).flatMap((word) => (word.length > 3 ? (BY_NAME.get(word) ?? []) : [])),
  );
  return found.size === 1 ? [...found][0] : undefined;
}

/** Small letters without accents; `й` stays itself. */
function bare(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}+/gu, '')
    .normalize('NFC');
}
