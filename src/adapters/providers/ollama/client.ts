/** The way to the server: every request can be aborted, and what goes wrong keeps its status and its headers. */
import type { Ollama } from 'ollama';

async function failed(response: Response): Promise<Error> {
  const text = await response.text();
  let said = text;
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'error' in body) said = String(body.error);
  } catch {
    // no JSON: the text itself tells
  }
  const { status, headers } = response;
  return Object.assign(new Error(said || `status ${status}`), { status, headers });
}

/**
 * A client for one call. The SDK is loaded at the first one; by itself it takes no signal and forgets Retry-After.
 *
 * @param signal aborts what the client has under way
 */
export async function clientFor(host: string, signal: AbortSignal): Promise<Ollama> {
  const { Ollama: Client } = await import('ollama');
  return new Client({
    host,
    fetch: async (input, init) => {
      const response = await fetch(input, { ...init, signal });
      if (!response.ok) throw await failed(response);
      return response;
    },
  });
}
