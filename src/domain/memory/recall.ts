/** Finding again: the words of a question worth looking for, and the order of what was found. */
import type { Recalled } from '../../contracts/ports/stores/memory-store.ts';

/** Words that say nothing about what is asked, in eight languages. */
const STOP: ReadonlySet<string> = new Set(
  [
    'a an the and or but if then of to in on at by for from with about as is are was were be been am do does did have has had i you he she it we they me my mine your his her its our their this that these those what which who whom when where why how can could will would shall should may might must not no yes please tell remember know again called name there here some any just also very',
    'el la los las un una unos unas y o pero si de del al en por para con sin sobre como es son era eran ser estar está están fue soy eres tengo tiene que qué cual cuál cuando cuándo donde dónde quien quién porque mi mis tu tus su sus me te se lo le les nos este esta esto ese esa eso no sí ya más muy también llama llamo',
    'o os as um uma uns umas e ou mas se de do da dos das no na nos nas em por para com sem sobre como é são era ser estar está estou tenho tem que qual quando onde quem porque meu minha meus minhas teu tua seu sua me te lhe nos este esta isto esse essa isso não sim já mais muito também chama',
    'le les un une des et ou mais si de du au aux en dans par pour avec sans sur comme est sont était être suis es ai as a avons ont que qui quoi quel quelle quels quelles quand où pourquoi mon ma mes ton ta tes son sa ses me te se lui nous vous ils elles il elle on ce cet cette ces ne pas oui déjà plus très aussi appelle',
    'der die das den dem des ein eine einen einem einer eines und oder aber wenn von vom zu zum zur im in an am auf bei für aus mit ohne über als wie ist sind war waren sein bin bist habe hast hat haben dass was welche welcher welches wann wo wer wen wem warum mein meine meinen meiner dein deine sein seine ihr ihre mir mich dir dich sich uns euch es er sie wir ihr dieser diese dieses nicht nein ja schon noch mehr sehr auch heißt heisst heiße',
    'il lo la i gli le un uno una e o ma se di del della dei delle al alla in nel nella da dal per con senza su sul come è sono era essere ho hai ha hanno che cosa quale quali quando dove chi perché mio mia miei mie tuo tua suo sua mi ti si ci vi questo questa quello quella non sì già più molto anche chiama',
    'de het een en of maar als van te in op aan bij voor uit met zonder over zoals is zijn was waren ben bent heb hebt heeft hebben dat wat welke wanneer waar wie waarom mijn jouw je zijn haar ons onze hun mij me jou zich het hij zij we wij deze dit die niet nee ja al nog meer zeer ook heet',
    'и или но если в во на к ко у о об от до из с со по за для без над под как что который которая какой какая когда где кто почему мой моя моё мои твой твоя его её наш ваш их мне меня тебе тебя себя нам вам это этот эта эти не нет да уже ещё очень тоже был была были есть зовут называется',
  ]
    .join(' ')
    .split(' '),
);

/** Words looked for at most. */
const MOST_TERMS = 8;
const LEAST_LENGTH = 3;

/**
 * The words of a question worth looking for.
 *
 * @returns small letters, each once, in their order; empty when only common words were said
 */
export function recallTerms(question: string): string[] {
  const words =
    question
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const kept = words.filter((word) => !STOP.has(word) && (word.length >= LEAST_LENGTH || /\d/.test(word)));
  return [...new Set(kept)].slice(0, 64);
}

/** The beginning that the forms of a word share: the ending of an inflected word is left off. */
export function stem(word: string): string {
  if (/\d/.test(word) || word.length <= 4) return word;
  return word.slice(0, Math.max(4, word.length - (word.length >= 8 ? 3 : word.length >= 6 ? 2 : 1)));
}

/** One term as FTS5 reads it; quoted, so that no word is an operator (sqlite.org/fts5.html, section 3). */
export function termQuery(word: string): string {
  return `"${stem(word).replaceAll('"', '')}"*`;
}

/** A word in more messages than this says little. */
const COMMON = 3000;

/**
 * The query for a question: the rarest of its words, any of them.
 *
 * @param frequency how many messages hold a term
 * @returns         undefined when there is nothing to look for
 */
export function recallQuery(question: string, frequency: (term: string) => number): string | undefined {
  const terms = recallTerms(question).map((word) => ({ word, count: frequency(termQuery(word)) }));
  const known = terms.filter(({ count }) => count > 0).toSorted((a, b) => a.count - b.count);
  const rare = known.filter(({ count }) => count <= COMMON);
  const unknown = terms.filter(({ count }) => count === 0);
  const chosen = [...(rare.length > 0 ? rare : known.slice(0, 2)), ...unknown].slice(0, MOST_TERMS);
  return chosen.length === 0 ? undefined : chosen.map(({ word }) => termQuery(word)).join(' OR ');
}

/** Constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009). */
const K = 60;
/** A fact that matches is worth more than a line of an old conversation. */
const WEIGHT: Readonly<Record<Recalled['kind'], number>> = { fact: 1.5, summary: 1.1, message: 1 };
/** After so long what was said is worth half as much, ms. */
const HALF_LIFE_MS = 180 * 86_400_000;

/**
 * Puts what was found in one order: reciprocal rank fusion over the kinds and the ways it was found by, newer before older
 * where ranks are alike. What was found by its words and by its meaning counts twice.
 *
 * @param lists what was found, one list per way, each kind in it in its own order
 * @param now   ms since 1970 UTC
 */
export function fuse(lists: readonly (readonly Recalled[])[], now: number): Recalled[] {
  const scores = new Map<string, { item: Recalled; score: number }>();
  for (const list of lists) {
    const rank = new Map<string, number>();
    for (const item of list) {
      const place = (rank.get(item.kind) ?? 0) + 1;
      rank.set(item.kind, place);
      const age = Math.max(0, now - item.at) / HALF_LIFE_MS;
      const score = (WEIGHT[item.kind] / (K + place)) * (0.8 + 0.2 * 2 ** -age);
      const id = `${item.kind} ${item.id}`;
      scores.set(id, { item, score: score + (scores.get(id)?.score ?? 0) });
    }
  }
  return [...scores.values()].toSorted((a, b) => b.score - a.score).map(({ item }) => item);
}

const encoder = new TextEncoder();

/** Cuts a text at a character so that it takes at most so many bytes of UTF-8; dots say that it was cut. */
export function cutAtCharacter(text: string, most: number): string {
  if (encoder.encode(text).length <= most) return text;
  let cut = '';
  let size = 0;
  for (const character of text) {
    size += encoder.encode(character).length;
    if (size > most) break;
    cut += character;
  }
  return `${cut}...`;
}
