/** Reads a JSON body: bounded, valid UTF-8, valid JSON, each with its own sentence when it is not. */
import type { Context } from 'hono';
import { HttpFailure } from './failures.ts';

/** Largest body taken, bytes: a message of the greatest length, escaped, fits. */
export const MAX_BODY = 8 * 1_048_576;
/** Largest body of a webhook, bytes. */
export const MAX_HOOK_BODY = 1_048_576;

function refuseAbove(length: number, most: number): void {
  if (length > most)
    throw new HttpFailure(413, 'request.too_large', `The body has ${length} bytes; up to ${most} are taken.`);
}

/** Reads until the end or the limit: a body of no announced length is not read beyond it. */
async function bounded(c: Context, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of c.req.raw.body ?? []) {
    length += piece.byteLength;
    refuseAbove(length, most);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** @throws HttpFailure 400 | 413 */
export async function jsonBody(c: Context, most = MAX_BODY): Promise<unknown> {
  // Refused by its announced length where there is one, so that a huge body is never read into memory.
  refuseAbove(Number(c.req.header('content-length') ?? 0), most);
  const bytes = await bounded(c, most);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new HttpFailure(400, 'request.invalid', 'The body is not valid UTF-8.');
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new HttpFailure(400, 'request.invalid', `The body is not valid JSON: ${(error as Error).message}`);
  }
}
