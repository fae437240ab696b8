/** Reads what comes back from Google's consent page, however it gets here: the whole address, the part behind `?`, or the code alone. */

const ADDRESS = /https?:\/\/\S+/;
/** What only a code looks like; it may still be written as in an address. */
const CODE = /^[\w%/.~-]{16,1024}$/;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Reads an answer.
 *
 * @returns its parameters, with `code` or `error` among them; undefined where it is no answer. Never throws.
 * @example readAnswer('http://127.0.0.1:7777/google/callback?code=4%2F0Ab&state=s').get('code') -> '4/0Ab'
 */
export function readAnswer(words: string): URLSearchParams | undefined {
  const text = words.trim();
  const address = ADDRESS.exec(text)?.[0];
  const isAnswer = (given: URLSearchParams): boolean => (given.get('code') ?? given.get('error') ?? '') !== '';
  if (address !== undefined) {
    const given = URL.canParse(address) ? new URL(address).searchParams : new URLSearchParams();
    return isAnswer(given) ? given : undefined;
  }
  const given = new URLSearchParams(text.slice(text.indexOf('?') + 1));
  if (isAnswer(given)) return given;
  return CODE.test(text) ? new URLSearchParams({ code: decoded(text) }) : undefined;
}
