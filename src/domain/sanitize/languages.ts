/** The eight languages in which attempts to replace the instructions are recognised. */
import { dutch } from './languages/dutch.ts';
import { english } from './languages/english.ts';
import { french } from './languages/french.ts';
import { german } from './languages/german.ts';
import { italian } from './languages/italian.ts';
import { portuguese } from './languages/portuguese.ts';
import { russian } from './languages/russian.ts';
import { spanish } from './languages/spanish.ts';
import { lexicon, type Lexicon } from './lexicon.ts';

/** All of them, English first. */
export const LEXICONS: readonly Lexicon[] = [english, spanish, portuguese, french, german, italian, dutch, russian].map(
  lexicon,
);
