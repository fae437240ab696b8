/** Patterns over words of any script. */

/** The edge of a word, as `\b` is for English letters only. */
const EDGE = String.raw`(?:(?<=[\p{L}\p{N}])(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?=[\p{L}\p{N}]))`;

/**
 * Builds one pattern out of alternatives, in which `\b` is the edge of a word of any script; upper and lower case are alike.
 *
 * @param flags beside `iu`
 */
export function wordsPattern(alternatives: readonly string[], flags = ''): RegExp {
  return new RegExp(alternatives.join('|').replaceAll(String.raw`\b`, EDGE), `iu${flags}`);
}
