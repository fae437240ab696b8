/** Compares secrets in a time that tells nothing about them. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Hash of a secret (SHA-256, 32 bytes): what is stored in its place, and what makes comparing take the same time. */
export function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * Compares two secrets. The time it takes depends on the lengths given, not on where they differ.
 *
 * @param a one text
 * @param b other text, of any length
 * @returns true when they are the same
 * @throws  never
 */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}
