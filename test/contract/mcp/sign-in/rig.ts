/** A data folder, a pair of servers, and an owner, for the tests about signing in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authOf } from '../../../../src/app/tools/mcp-sign-in.ts';
import { mcpHost, mcpSignIn, type AuthParts } from '../../../../src/adapters/mcp/client/index.ts';
import type { McpServer } from '../../../../src/contracts/mcp/servers.ts';
import type { McpOAuth } from '../../../../src/contracts/mcp/oauth.ts';
import type { McpSignIn } from '../../../../src/contracts/ports/mcp/sign-in.ts';
import type { McpHost } from '../../../../src/contracts/ports/mcp/host.ts';
import { oauthStub, type OAuthStub } from '../../../kit/oauth/stub.ts';
import { server } from '../rig.ts';

/** The requests of a sign-in as the application makes them. */
export const WEB: AuthParts['web'] = authOf('/nowhere').web;

/** Everything that a test about signing in needs. */
export interface SignInRig {
  home: string;
  stub: OAuthStub;
  auth: AuthParts;
  signIn: McpSignIn;
  host: McpHost;
  /** the server, as mcp.json has it */
  kept(oauth?: McpOAuth): McpServer;
  close(): Promise<void>;
}

/** Builds it. @param web requests of sign-ins, where they are other than the real ones */
export async function signInRig(web: Partial<AuthParts['web']> = {}): Promise<SignInRig> {
  const home = mkdtempSync(join(tmpdir(), 'omega-sign-in-'));
  const stub = await oauthStub();
  const auth = { ...authOf(home), web: { ...WEB, ...web } };
  return {
    home,
    stub,
    auth,
    signIn: mcpSignIn(auth),
    host: mcpHost({ version: '0.0.0', auth }),
    kept: (oauth) =>
      server('kept', { kind: 'http', url: stub.url, headers: {}, ...(oauth === undefined ? {} : { oauth }) }),
    async close() {
      await stub.close();
      rmSync(home, { recursive: true });
    },
  };
}
