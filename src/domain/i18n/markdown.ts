/** Names in text that a chat reads as Markdown. */

/**
 * Keeps underscores from being read as the sign for italics.
 *
 * @param words a name, a key, a file name
 * @returns     the words with a backslash before every underscore
 * @throws      never
 */
export function escapeUnderscores(words: string): string {
  return words.replaceAll('_', '\\_');
}
