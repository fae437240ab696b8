/** Asking for a reminder in so many words, for when there is no model to understand more. */
import { wordsPattern } from '../text/words-pattern.ts';

const REMIND = wordsPattern([
  String.raw`^(?:please |can you |could you )?remind me(?: to| of| about| that)?\b`,
  String.raw`^(?:por favor,? )?recu[eé]rdame(?: que| de)?\b`,
  String.raw`^(?:por favor,? )?(?:me lembr[ae]|lembr[ae](?:-me)?)(?: de| que)?\b`,
  String.raw`^(?:s'il te plaît,? )?rappelle-moi(?: de| que| d')?`,
  String.raw`^(?:bitte )?erinner[e]? mich(?: bitte)?(?: an| daran,?| dass)?\b`,
  String.raw`^(?:per favore,? )?ricordami(?: di| che)?\b`,
  String.raw`^(?:alsjeblieft )?herinner (?:me|mij)(?: aan| eraan)?\b`,
  String.raw`^(?:пожалуйста,? )?напомни(?:те)?(?: мне)?(?: о| про|,? что)?(?!\p{L})`,
]);

/** @returns what to be reminded of, time words included; undefined when no reminder is asked for */
export function reminderIn(text: string): string | undefined {
  const said = text.trim().replaceAll(/\s+/g, ' ');
  const match = REMIND.exec(said);
  const rest =
    match === null
      ? ''
      : said
          .slice(match[0].length)
          .replace(/^[\s,:]+/, '')
          .trim();
  return rest === '' ? undefined : rest;
}
