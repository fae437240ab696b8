/** Signing in at MCP servers: what their owner wrote about it. */
import type { SecretValue } from '../secret.ts';

/** The table `oauth` of a server in `mcp.json`, with its references looked up. */
export interface McpOAuth {
  /** client the owner has registered; without it Omega registers itself */
  clientId?: string;
  clientSecret?: SecretValue;
  /** key in PEM that the client signs with in the place of a secret, and how */
  privateKey?: SecretValue;
  algorithm?: string;
  /** authorisation server that the client belongs to; no other one gets to see its secret */
  issuer?: string;
  /** rights that are asked for, parted by spaces; default: what the server wants */
  scope?: string;
  /** how tokens are got: by the owner's yes in a browser, or by secret or key alone */
  grant: 'authorization_code' | 'client_credentials';
  /** port of this machine that the browser is sent back to; default: any that is free */
  redirectPort?: number;
}

/** The same as it stands in `mcp.json`. */
export interface McpOAuthEntry {
  client_id?: string;
  client_secret?: string;
  private_key?: string;
  algorithm?: string;
  issuer?: string;
  scope?: string;
  grant?: McpOAuth['grant'];
  redirect_port?: number;
}
