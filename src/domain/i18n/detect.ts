/** Tells the language of a message from its text alone: known words first, letters of the unknown ones second. */
import { DEFAULT_LANGUAGE, type Language } from './languages.ts';
import { likelihoods } from './trigrams.ts';
import { languagesOf, LATIN, type LatinLanguage } from './words/index.ts';

/** What was found. `confident` is false where the text says too little or speaks for two languages. */
export interface Detected {
  language: Language;
  confident: boolean;
}

/** As much of a message as is looked at, in UTF-16 units. */
const LOOKED_AT = 4000;
/** What an unknown word weighs beside a known one, and a word that looks like a name beside one that does not. */
const UNKNOWN = 0.5;
const NAME = 0.2;
/** Russian words of this share make a text Russian: the rest is often names of programs. */
const CYRILLIC_SHARE = 1 / 3;
/** Letters Russian does not have: Ukrainian, Belarusian, Serbian, Macedonian, Kazakh. */
const NOT_RUSSIAN = /[іїєґўђјљњћџѓќѕәғқңөұүһ]/u;

const NOT_PROSE = [
  /```[^]*?(?:```|$)/g,
  /`[^`\n]*`/g,
  /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi,
  /\bwww\.\S+/gi,
  /\S+@\S+/g,
  /(?:^|(?<=\s))[@#/~.][\w./-]+/g,
  /\b[\w-]+(?:[./_\\:][\w-]+)+\b/g,
  /(?:^|(?<=\s))--?\w\S*/g,
  /\b\w*\d\w*\b/g,
];

/** What somebody else said or wrote. */
const QUOTED = /"[^"\n]*"|“[^”\n]*”|„[^“\n]*“|«[^»\n]*»/g;

interface Word {
  text: string;
  weight: number;
}

/**
 * Tells the language of a text.
 *
 * Code, addresses, numbers, signs and most names are left out. A known word counts for the languages that have it, an
 * unknown one a little for those its letters look like.
 *
 * @param text a message
 * @returns    the language that most speaks for, English where nothing does or where it is none of the eight
 * @throws     never
 * @example    detectLanguage('I went to Los Angeles with a friend por favor') -> { language: 'English', confident: true }
 */
export function detectLanguage(text: string): Detected {
  const words = wordsOf(text);
  const cyrillic = words.filter((word) => /\p{Script=Cyrillic}/u.test(word.text));
  if (cyrillic.length > 0 && cyrillic.length >= words.length * CYRILLIC_SHARE) return cyrillicOf(cyrillic);
  const latin = words.filter((word) => /^[\p{Script=Latin}'’]+$/u.test(word.text));
  const strange = words.length - latin.length - cyrillic.length;
  return strange > latin.length ? { language: DEFAULT_LANGUAGE, confident: false } : latinOf(latin);
}

function cyrillicOf(words: readonly Word[]): Detected {
  const russian = !words.some((word) => NOT_RUSSIAN.test(word.text));
  return russian ? { language: 'Russian', confident: true } : { language: DEFAULT_LANGUAGE, confident: false };
}

function latinOf(words: readonly Word[]): Detected {
  const scores = new Map<LatinLanguage, number>();
  const add = (language: LatinLanguage, points: number) => scores.set(language, (scores.get(language) ?? 0) + points);
  let known = 0;
  let all = 0;
  for (const { text, weight } of words) {
    const languages = languagesOf(text);
    all += weight;
    if (languages.length > 0) known += weight;
    for (const language of languages) add(language, weight / languages.length);
    if (languages.length === 0)
      for (const [language, share] of likelihoods(text)) add(language, weight * share * UNKNOWN);
  }
  const [best = LATIN[0], second] = LATIN.toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
  const [top, next] = [scores.get(best) ?? 0, second === undefined ? 0 : (scores.get(second) ?? 0)];
  const isTold = known >= NAME && known >= all * 0.2;
  const isClear = top - next >= 0.5 && top >= next * 1.4;
  return isTold || (isClear && top >= 1)
    ? { language: best, confident: isTold && isClear }
    : { language: DEFAULT_LANGUAGE, confident: false };
}

/** Words of the prose in small letters; `l'ora` is two words unless the lists have it as one. */
function wordsOf(text: string): Word[] {
  const prose = NOT_PROSE.reduce((rest, pattern) => rest.replace(pattern, ' '), text.slice(0, LOOKED_AT));
  const own = prose.replace(QUOTED, ' ');
  const said = /\p{L}+[^\p{L}]+\p{L}+/u.test(own) ? own : prose;
  const calm = /\p{Ll}/u.test(said) ? said : said.toLowerCase();
  return [...calm.matchAll(/\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*['’]?/gu)].flatMap(({ 0: raw, index }) => {
    const weight = isName(raw, calm.slice(Math.max(0, index - 3), index)) ? NAME : 1;
    return split(raw.toLowerCase().replaceAll('’', "'").normalize('NFC')).map((word) => ({ text: word, weight }));
  });
}

function isName(raw: string, before: string): boolean {
  if (!/^\p{Lu}/u.test(raw) || /^I(?:['’]|$)/.test(raw)) return false;
  return !/(?:^|[.!?…:\n])[\s"'«„“¿¡(*-]*$/u.test(before);
}

function split(word: string): string[] {
  const bare = word.replace(/'+$/, '');
  if (languagesOf(word).length > 0) return [word];
  if (languagesOf(bare).length > 0 || !bare.includes("'")) return [bare];
  const cut = bare.indexOf("'");
  const [head, tail] = [bare.slice(0, cut + 1), bare.slice(cut + 1)];
  const joined = languagesOf(head).length > 0 ? head : head.slice(0, -1);
  return [joined, tail].filter((part) => part.length > 1);
}
