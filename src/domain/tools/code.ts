/** Codes of approvals: short enough to type, without letters that look alike. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 4;

/** Shape of a code, in any letter case. */
export const CODE = /^[2-9A-HJKMNP-Z]{4}$/i;

/** A code out of numbers from 0 to 255. */
export function codeOf(bytes: readonly number[]): string {
  return bytes
    .slice(0, LENGTH)
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('');
}
