/** How a project's folder name is shown to people. */

/**
 * Writes a folder name as a title.
 *
 * @param folder e.g. `real-estate`
 * @returns      words with capital first letters, one space per dash: `Real Estate`; other signs stay as they are
 * @throws       never
 */
export function humanProject(folder: string): string {
  return folder
    .split('-')
    .map((word) => {
      const [first = '', ...rest] = word;
      return first.toUpperCase() + rest.join('');
    })
    .join(' ');
}
