/** Items of a checklist: adding one, and removing those that mention something. */

/**
 * Adds an item at the end of a checklist.
 *
 * @returns the text as it was when the item stands there already, whatever its case
 */
export function addItem(markdown: string, item: string): { text: string; changed: boolean } {
  const line = `- ${item.trim().replaceAll(/\s+/g, ' ')}`;
  const same = markdown.split('\n').some((l) => l.trim().toLowerCase() === line.toLowerCase());
  if (same) return { text: markdown, changed: false };
  const before = markdown === '' || markdown.endsWith('\n') ? markdown : `${markdown}\n`;
  return { text: `${before}${line}\n`, changed: true };
}

/** Removes every line that mentions the needle, whatever its case; headings stay. */
export function removeItems(markdown: string, needle: string): { text: string; removed: string[] } {
  const wanted = needle.trim().toLowerCase();
  const removed: string[] = [];
  const kept = markdown.split('\n').filter((line) => {
    const goes = wanted !== '' && !line.trimStart().startsWith('#') && line.toLowerCase().includes(wanted);
    if (goes) removed.push(line.trim());
    return !goes;
  });
  return { text: kept.join('\n'), removed };
}
