/** The words of one language by which a text tries to replace the instructions, and how they are found quickly. */
import { fold } from './fold.ts';

/**
 * Words are separated by spaces; `ignor*` stands for every word that begins so. In phrases `a|b` is a choice, a
 * question mark behind it makes it optional, `_` stands for up to two words of any kind.
 */
export interface Language {
  /** verbs that do away with something, in the forms of a request */
  drop: string;
  /** verbs of obeying, which do the same when negated */
  follow: string;
  negation: string;
  /** who speaks of himself, or of others, asks nothing of the model */
  subject: string;
  /** words that say which rules: the earlier ones, yours, all */
  which: string;
  /** words for instructions */
  rules: string;
  /** each of them is an attempt */
  strong: readonly string[];
  /** any two of them are */
  weak: readonly string[];
}

/** What a word can mean in the pattern `drop … which … rules`. */
export type Role = 'drop' | 'follow' | 'negation' | 'subject' | 'which' | 'rules';

/** A word or the beginning of words. */
interface Form {
  text: string;
  open: boolean;
}

/** One place of a phrase; without forms up to two words of any kind. */
export interface Place {
  forms: readonly Form[];
  optional: boolean;
}

/** A phrase and how much it counts. */
export interface Phrase {
  places: readonly Place[];
  weight: number;
}

/** A language, ready to be searched for. */
export interface Lexicon {
  rolesOf(word: string): ReadonlySet<Role>;
  /** phrases whose first place a word can take */
  phrasesAt(word: string): readonly Phrase[];
}

const ROLES: readonly Role[] = ['drop', 'follow', 'negation', 'subject', 'which', 'rules'];
/** Forms are looked up by their first letters; a shorter form is a whole word. */
const KEY = 3;
const NO_ROLES: ReadonlySet<Role> = new Set();

/** Score of a phrase that is an attempt by itself. */
export const STRONG = 2;
/** Score of a phrase that is an attempt together with another one. */
export const WEAK = 1;

/**
 * Prepares a language for the search.
 *
 * @param language its words, in any spelling: they are folded as the texts are
 * @returns        look-ups that take folded words
 * @throws         never
 */
export function lexicon(language: Language): Lexicon {
  const roles = new Map<string, { form: Form; role: Role }[]>();
  for (const role of ROLES)
    for (const form of language[role].split(' ').map(formOf)) listAt(roles, keyOf(form)).push({ form, role });
  const phrases = new Map<string, { form: Form; phrase: Phrase }[]>();
  const all = [
    ...language.strong.map((source) => phraseOf(source, STRONG)),
    ...language.weak.map((source) => phraseOf(source, WEAK)),
  ];
  for (const phrase of all)
    for (const form of phrase.places[0]?.forms ?? []) listAt(phrases, keyOf(form)).push({ form, phrase });
  return {
    rolesOf(word) {
      const found = (roles.get(word.slice(0, KEY)) ?? []).filter(({ form }) => fits(word, form));
      return found.length === 0 ? NO_ROLES : new Set(found.map(({ role }) => role));
    },
    phrasesAt: (word) =>
      (phrases.get(word.slice(0, KEY)) ?? []).filter(({ form }) => fits(word, form)).map(({ phrase }) => phrase),
  };
}

/**
 * Tells whether a word can stand for a form.
 *
 * @param word folded
 * @param form folded
 * @returns    true for the same word, or for one that begins so where the form is open
 * @throws     never
 */
export function fits(word: string, form: Form): boolean {
  return form.open ? word.startsWith(form.text) : word === form.text;
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function keyOf(form: Form): string {
  return form.text.slice(0, KEY);
}

function formOf(source: string): Form {
  const open = source.endsWith('*');
  return { text: fold(open ? source.slice(0, -1) : source), open };
}

function phraseOf(source: string, weight: number): Phrase {
  const places = source.split(' ').map((place) => {
    const optional = place.endsWith('?');
    const choice = optional ? place.slice(0, -1) : place;
    return { forms: choice === '_' ? [] : choice.split('|').map(formOf), optional };
  });
  return { places, weight };
}
