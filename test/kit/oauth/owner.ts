/** An owner who agrees on the page of an authorisation server that asks no questions. */
import type { McpServer } from '../../../src/contracts/mcp/servers.ts';
import type { McpSignIn } from '../../../src/contracts/ports/mcp/sign-in.ts';

/** Opens the page as a browser does. @returns the address it is sent on to */
export async function visit(page: string): Promise<string> {
  const response = await fetch(page, { redirect: 'manual' });
  await response.body?.cancel();
  const location = response.headers.get('location');
  if (location === null) throw new Error(`The page of consent answers with status ${response.status}.`);
  return location;
}

/** Signs in. @returns the rights that were given */
export async function agreed(signIn: McpSignIn, server: McpServer): Promise<string> {
  const page = await signIn.begin(server, AbortSignal.timeout(30_000));
  try {
    return await page.finish(await visit(page.url));
  } finally {
    await page.close();
  }
}
