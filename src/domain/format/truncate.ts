/** Shortens the output of a tool to what a model is shown, and says so. */

/**
 * Shortens a text to its first bytes.
 *
 * @param text  any text
 * @param limit most UTF-8 bytes that are kept, 0 or more
 * @returns     the same text when it fits; else its beginning, cut between characters, and a line with both sizes in
 *              bytes; the line comes on top of the limit
 * @throws      never
 * @example     truncateOutput('hello', 2) -> 'he\n\n... (output truncated: 5 total bytes, showing first 2)'
 */
export function truncateOutput(text: string, limit: number): string {
  // A UTF-16 unit takes three bytes at most.
  if (text.length * 3 <= limit) return text;
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= limit) return text;
  let end = limit;
  while (end > 0 && continues(bytes[end])) end--;
  const kept = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, end));
  return `${kept}\n\n... (output truncated: ${bytes.length} total bytes, showing first ${end})`;
}

/** Whether a byte is one of a character but not its first. */
function continues(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte < 0xc0;
}
