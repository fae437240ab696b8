/** The list of sections that are not reported: one name per line, in a file beside the checklist. */

/** The names, in the order they were added. */
export function suppressedNames(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Adds a name; one that is there already, whatever its case, stays as it is. */
export function withSuppressed(text: string, name: string): { text: string; changed: boolean } {
  const names = suppressedNames(text);
  if (names.some((known) => same(known, name))) return { text, changed: false };
  return { text: `${[...names, name.trim()].join('\n')}\n`, changed: true };
}

/** Removes a name, whatever its case. */
export function withoutSuppressed(text: string, name: string): { text: string; changed: boolean } {
  const names = suppressedNames(text);
  const kept = names.filter((known) => !same(known, name));
  return { text: kept.length === 0 ? '' : `${kept.join('\n')}\n`, changed: kept.length < names.length };
}
