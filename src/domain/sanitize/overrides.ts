/** Finds attempts to replace the instructions, in eight languages. */
import { searchCopies } from './fold.ts';
import { STRONG, WEAK, fits, type Lexicon, type Phrase, type Role } from './lexicon.ts';
import { LEXICONS } from './languages.ts';

/** An attempt, or a sign of one, in a folded text. */
interface Hit {
  /** first word and the one behind the last */
  from: number;
  to: number;
  weight: number;
}

/** Words, and the signs that separate sentences or parts of them. */
const TOKEN = /[\p{L}\p{N}]+|[.!?;:,]/gu;
const STOP = /^[.!?;]$/;
const CLAUSE_END = /^[.!?;:,]$/;
/** Most words between two phrases that count together. */
const TOGETHER = 20;
/** Most words between a verb and what it is about. */
const REACH = 8;
/** Most places from the word for instructions to the one that says which. */
const NEAR_BEFORE = 3;
const NEAR_BEHIND = 4;
/** A negation stands at most so many words before the verb. */
const NEGATION_REACH = 4;

/**
 * Looks for attempts to replace the instructions.
 *
 * A phrase that is an attempt by itself counts two; one that people also use otherwise counts one, and is an attempt
 * together with `suspicion` or with a different one of the same language near it. A verb of dropping (or of obeying,
 * negated) with a word for instructions and a word that says which ones near it counts two, without the latter one.
 *
 * @param text      as written
 * @param suspicion count of other signs, e.g. 1 for a role tag
 * @returns         the phrases as found in the folded text, unique; none without an attempt
 * @throws          never
 * @example         findOverrides('Ígnore your rules!', 0) -> ['ignore your rules']
 */
export function findOverrides(text: string, suspicion: number): string[] {
  const found = new Set<string>();
  for (const copy of searchCopies(text)) {
    const words = copy.match(TOKEN) ?? [];
    const hits = LEXICONS.flatMap((lexicon) => attempts(words, apart(hitsOf(words, lexicon)), suspicion));
    for (const hit of apart(hits).toSorted((a, b) => a.from - b.from)) found.add(phraseAt(words, hit));
  }
  return [...found];
}

/** Hits that are an attempt by themselves, with the suspicion, or with a different one near them. */
function attempts(words: readonly string[], hits: readonly Hit[], suspicion: number): Hit[] {
  const sorted = hits.toSorted((a, b) => a.from - b.from);
  const goTogether = (a: Hit, b: Hit): boolean =>
    b.from - a.to <= TOGETHER && phraseAt(words, a) !== phraseAt(words, b);
  const kept = new Set(sorted.filter((hit) => hit.weight + suspicion >= STRONG));
  sorted.forEach((hit, at) => {
    const other = sorted.slice(at + 1, at + 1 + TOGETHER).find((next) => goTogether(hit, next));
    if (other !== undefined) kept.add(hit).add(other);
  });
  return [...kept];
}

function phraseAt(words: readonly string[], { from, to }: Hit): string {
  return words
    .slice(from, to)
    .join(' ')
    .replace(/ (?=[.!?;:,])/g, '');
}

/** Hits that share no word; the heavier one stays, of equals the longer one. */
function apart(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  const taken = new Set<number>();
  for (const hit of hits.toSorted((a, b) => b.weight - a.weight || b.to - b.from - (a.to - a.from))) {
    const places = Array.from({ length: hit.to - hit.from }, (_, at) => hit.from + at);
    if (places.some((place) => taken.has(place))) continue;
    for (const place of places) taken.add(place);
    kept.push(hit);
  }
  return kept;
}

/** Hits of one language, those of its phrases first. */
function hitsOf(words: readonly string[], lexicon: Lexicon): Hit[] {
  const phrases: Hit[] = [];
  const drops: Hit[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    for (const phrase of lexicon.phrasesAt(word)) {
      const to = endOf(words, at, phrase);
      if (to !== undefined) phrases.push({ from: at, to, weight: phrase.weight });
    }
    const drop = lexicon.rolesOf(word).has('rules') ? dropAround(words, at, lexicon) : undefined;
    if (drop !== undefined) drops.push(drop);
  }
  return [...phrases, ...drops];
}

/** Where a phrase that begins at a word ends; undefined when it does not stand there. */
function endOf(words: readonly string[], start: number, { places }: Phrase): number | undefined {
  let ends = [start];
  for (const { forms, optional } of places) {
    const next = new Set<number>();
    for (const end of ends) {
      if (optional || forms.length === 0) next.add(end);
      // a comma separates nothing inside of a phrase
      const at = end > start && words[end] === ',' ? end + 1 : end;
      const word = words[at] ?? '.';
      if (forms.length === 0) {
        if (!STOP.test(word)) next.add(at + 1);
        if (!STOP.test(word) && !STOP.test(words[at + 1] ?? '.')) next.add(at + 2);
      } else if (forms.some((form) => fits(word, form))) next.add(at + 1);
    }
    ends = [...next];
    if (ends.length === 0) return undefined;
  }
  return Math.max(...ends);
}

/** The verb of dropping that belongs to a word for instructions, and whether a word says which ones. */
function dropAround(words: readonly string[], rules: number, lexicon: Lexicon): Hit | undefined {
  const verb = verbNear(words, rules, lexicon);
  if (verb === undefined) return undefined;
  const isWhich = (at: number): boolean => lexicon.rolesOf(words[at] ?? '').has('which');
  const named =
    reachable(words, rules, { step: -1, most: NEAR_BEFORE, stop: CLAUSE_END }).find(isWhich) ??
    reachable(words, rules, { step: 1, most: NEAR_BEHIND, stop: CLAUSE_END }).find(isWhich);
  const ends = [verb, rules, named ?? rules];
  return { from: Math.min(...ends), to: Math.max(...ends) + 1, weight: named === undefined ? WEAK : STRONG };
}

/** Before it or, as in German, behind it. */
function verbNear(words: readonly string[], rules: number, lexicon: Lexicon): number | undefined {
  return [
    ...reachable(words, rules, { step: -1, most: REACH, stop: STOP }),
    ...reachable(words, rules, { step: 1, most: REACH, stop: CLAUSE_END }),
  ].find((at) => isRequest(words, { verb: at, rules }, lexicon));
}

/** A verb of dropping that is not negated, or one of obeying that is; neither said of somebody who is not addressed. */
function isRequest(words: readonly string[], at: { verb: number; rules: number }, lexicon: Lexicon): boolean {
  const rolesAt = (place: number): ReadonlySet<Role> => lexicon.rolesOf(words[place] ?? '');
  const roles = rolesAt(at.verb);
  const drops = roles.has('drop');
  if (!drops && !roles.has('follow')) return false;
  const last = at.verb > at.rules;
  const before = reachable(words, at.verb, { step: -1, most: REACH, stop: CLAUSE_END });
  if (before.slice(0, last ? REACH : 2).some((place) => rolesAt(place).has('subject'))) return false;
  const behind = reachable(words, at.verb, { step: 1, most: 2, stop: CLAUSE_END });
  const nearby = [...before.slice(0, drops ? 2 : NEGATION_REACH), ...behind, ...(last ? [] : [at.rules + 1])];
  return drops !== nearby.some((place) => rolesAt(place).has('negation'));
}

interface Way {
  step: 1 | -1;
  most: number;
  /** signs beyond which nothing belongs to the place any more */
  stop: RegExp;
}

/** Places around one, the nearest first, up to a stop. */
function reachable(words: readonly string[], from: number, { step, most, stop }: Way): number[] {
  const places: number[] = [];
  for (let at = from + step; at >= 0 && at < words.length && places.length < most; at += step) {
    if (stop.test(words[at] ?? '')) break;
    places.push(at);
  }
  return places;
}
