/** Makes copies of a text in which different ways to write the same word look the same. */

/** Characters nobody sees, which hide a phrase from a plain search: joiners, soft hyphen, direction marks, BOM. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Folds a text to a skeleton: compatibility forms (full-width, mathematical …) to plain letters, marks and accents
 * gone, small letters, and letters of other alphabets that look like Latin ones as these. Words of any language have
 * to be folded before they are searched in it.
 *
 * @param text any text
 * @returns    the skeleton; invisible characters are kept
 * @throws     never
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[\u0391-\u03a9]/g, (letter) => CAPITALS.get(letter) ?? letter)
    .toLowerCase()
    .replace(/[\u0131-\u1d7f\ua730\ua731]/g, (letter) => LOOK_ALIKES.get(letter) ?? letter);
}

/**
 * Folds a text for a search.
 *
 * @param text any text
 * @returns    one copy with invisible characters removed and, if there are any, a second one with a space for each:
 *             they may hide inside a word or stand between two
 * @throws     never
 */
export function searchCopies(text: string): string[] {
  const folded = fold(text);
  const removed = folded.replace(INVISIBLE, '');
  return removed === folded ? [folded] : [removed, folded.replace(INVISIBLE, ' ')];
}

function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the whole ASCII range is meant
  return /^[\u0000-\u007f]*$/.test(text);
}

/** Cyrillic, Greek, Armenian, Turkish and phonetic letters, and below each the Latin one it looks like. */
const FOREIGN = 'авсԁеһніјкӏмпорԛгѕтуүѵԝхαβγεηικνορςτυχωϲϳօսհոıɑɡɩʋᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ';
const LATIN = 'abcdehhijklmnopqrstyyvwxabyenikvopctuxwcjouhniagivabcdefghijklmnoprstuvwyz';
const LOOK_ALIKES = paired(FOREIGN, LATIN);
/** Greek capitals that look like another letter than their small form does. */
const CAPITALS = paired('ΗΝΥΜΖΡΒ', 'hnymzpb');

function paired(from: string, to: string): ReadonlyMap<string, string> {
  const letters = Array.from(to);
  return new Map(Array.from(from, (letter, at) => [letter, letters[at] ?? letter]));
}
