/** Reads an OAuth client as the Google Cloud console gives it out: the JSON itself, or the path of a file with it. */
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { ClientFault } from '../../../contracts/ports/google.ts';

/** What Google knows this Omega by. */
export const OAuthClient = z.object({ id: z.string().min(1), secret: z.string().min(1) });
export type OAuthClient = z.infer<typeof OAuthClient>;

const Given = z.object({ client_id: z.string().min(1), client_secret: z.string().min(1) });
const File = z.object({
  installed: Given.optional(),
  web: Given.extend({ redirect_uris: z.array(z.string()).default([]) }).optional(),
});

/** A client file has some hundred bytes. */
const MOST_BYTES = 65_536;
const PATH = /^(?:file:|~\/|\/)\S/;

/** Words without what a keyboard or a chat made of them: typographic quotes, a code block around them. */
function plainJson(words: string): string {
  const straight = words.replaceAll(/[“”„«»]/g, '"');
  return straight.slice(straight.indexOf('{'), straight.lastIndexOf('}') + 1);
}

function parsed(text: string, callback: string): OAuthClient | ClientFault {
  let json: unknown;
  try {
    json = JSON.parse(plainJson(text));
  } catch {
    return 'unreadable';
  }
  const { installed, web } = File.safeParse(json).data ?? {};
  const given = installed ?? web;
  if (given === undefined) return 'no-client';
  // Whoever makes a web client names the addresses that Google may send people back to.
  if (installed === undefined && web?.redirect_uris.includes(callback) !== true) return 'redirect';
  return { id: given.client_id, secret: given.client_secret };
}

/**
 * Reads a client.
 *
 * @param words    JSON, or a path: absolute, from `~/`, or after `file:` also from the data folder
 * @param home     the data folder
 * @param callback where Google sends the person back to
 * @returns        the client, or why there is none; never throws
 */
export function readClient(
  words: string,
  { home, callback }: { home: string; callback: string },
): OAuthClient | ClientFault {
  const path = words.trim().replaceAll(/^["'`]+|["'`]+$/g, '');
  if (!PATH.test(path)) return parsed(words, callback);
  const bare = path.replace(/^file:(?:\/\/(?=\/))?/, '');
  const whole = resolve(home, bare.startsWith('~/') ? `${homedir()}${bare.slice(1)}` : bare);
  try {
    const { size } = statSync(whole);
    return size > MOST_BYTES ? 'no-client' : parsed(readFileSync(whole, 'utf8'), callback);
  } catch {
    return 'no-file';
  }
}
