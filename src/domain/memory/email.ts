/** Tells whether what was typed can be an e-mail address. */

/**
 * Tells whether a text can be an e-mail address. Loose on purpose: only Google knows which addresses exist, this finds
 * slips such as a name without its domain.
 *
 * @param text as typed
 * @returns    true when something stands before the first @ and a domain with a dot, but not at its start, behind it;
 *             white space at either end makes it false
 * @throws     never
 */
export function isEmail(text: string): boolean {
  if (text.trim() !== text) return false;
  const at = text.indexOf('@');
  const domain = text.slice(at + 1);
  return at > 0 && domain.includes('.') && !domain.startsWith('.');
}
