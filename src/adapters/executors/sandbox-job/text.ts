/** Bytes of programs as text, cut so that no letter breaks, and the words about what was cut. */

/** @returns the bytes as text; a letter that is cut at the end is left out */
export function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(whole(bytes));
}

/** Without the first bytes of a letter whose rest is missing. */
function whole(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/** @returns what to say below output that was cut; empty when it is whole */
export function cutNote(total: number, shown: number): string {
  return total > shown ? `\n… (output truncated: ${total} bytes in all, first ${shown} shown)` : '';
}
