/** A server of tools behind a sign-in, with its authorisation server: both on ports of their own, both able to misbehave. */
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it does wrong, or otherwise than most; a test sets what it needs. */
export interface OAuthFaults {
  /** scope in the answer to a request without a token */
  challenge?: string;
  /** scopes without which the tool `write` answers 403 */
  writes?: string;
  /** address of the papers that the server names, in the place of its own */
  papers?: string;
  /** authorisation server that the papers name, in the place of the real one */
  authorizationServer?: string;
  /** resource that the papers are for, in the place of the server */
  resource?: string;
  /** issuer that the authorisation server says it is */
  issuer?: string;
  /** `iss` that comes back with the code; the real one when empty */
  iss?: string;
  /** the server gives its tools to anybody, and has no papers */
  open?: boolean;
  /** the papers of the authorisation server are this many bytes longer */
  bloat?: number;
  /** what the token endpoint does: answers never, with a failure, or with a refusal */
  token?: 'hangs' | 'fails' | 'refuses';
  /** the authorisation server takes no tokens back */
  noRevocation?: boolean;
  /** seconds a token lasts */
  seconds?: number;
}

/** The pair of servers. */
export interface OAuthStub {
  faults: OAuthFaults;
  /** address of the server of tools */
  url: string;
  issuer: string;
  /** requests to the authorisation server, as `METHOD path` */
  asked: string[];
  /** forms that reached its token and revocation endpoints */
  forms: Record<string, string>[];
  /** scopes that were asked for on its page */
  scopes: string[];
  /** every token and secret that was ever given out */
  given: string[];
  /** Takes all access tokens back without a word. */
  expire(): void;
  close(): Promise<void>;
}

interface Grant {
  scope: string;
  challenge: string;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function json(response: ServerResponse, status: number, value: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

function listening(handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<Server> {
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)));
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** The authorisation server. */
class Authority {
  readonly codes = new Map<string, Grant>();
  readonly refreshing = new Map<string, string>();
  readonly access = new Map<string, string>();
  readonly #stub: OAuthStub;

  constructor(stub: OAuthStub) {
    this.#stub = stub;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { asked, issuer } = this.#stub;
    const url = new URL(request.url ?? '/', issuer);
    asked.push(`${request.method} ${url.pathname}`);
    const body = await bodyOf(request);
    if (url.pathname === '/.well-known/oauth-authorization-server') return this.#papers(response);
    if (url.pathname === '/authorize') return this.#authorize(url, response);
    if (url.pathname === '/token') return this.#token(Object.fromEntries(new URLSearchParams(body)), response);
    if (url.pathname === '/revoke') return this.#revoke(Object.fromEntries(new URLSearchParams(body)), response);
    if (url.pathname === '/register') {
      const secret = this.#secret('client');
      return json(response, 201, { ...(JSON.parse(body) as object), client_id: 'c1', client_secret: secret });
    }
    return json(response, 404, {});
  }

  #secret(kind: string): string {
    const secret = `${kind}-${randomUUID()}`;
    this.#stub.given.push(secret);
    return secret;
  }

  #papers(response: ServerResponse): void {
    const { issuer, faults } = this.#stub;
    json(response, 200, {
      issuer: faults.issuer ?? issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      registration_endpoint: `${issuer}/register`,
      ...(faults.noRevocation === true ? {} : { revocation_endpoint: `${issuer}/revoke` }),
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      authorization_response_iss_parameter_supported: true,
      padding: 'x'.repeat(faults.bloat ?? 0),
    });
  }

  #authorize({ searchParams }: URL, response: ServerResponse): void {
    const { faults, issuer, scopes } = this.#stub;
    const code = this.#secret('code');
    const scope = searchParams.get('scope') ?? '';
    scopes.push(scope);
    this.codes.set(code, { scope, challenge: searchParams.get('code_challenge') ?? '' });
    const back = new URL(searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', searchParams.get('state') ?? '');
    back.searchParams.set('iss', faults.iss ?? issuer);
    response.writeHead(302, { location: back.href }).end();
  }

  #token(form: Record<string, string>, response: ServerResponse): void {
    const { faults, forms } = this.#stub;
    forms.push(form);
    if (faults.token === 'hangs') return;
    if (faults.token === 'fails')
      return json(response, 500, { error: 'server_error', error_description: form['refresh_token'] });
    const scope = this.#granted(form);
    if (scope === undefined || faults.token === 'refuses')
      return json(response, 400, { error: 'invalid_grant', error_description: `no ${form['refresh_token']}` });
    const access = this.#secret('access');
    const refresh = this.#secret('refresh');
    this.access.set(access, scope);
    this.refreshing.set(refresh, scope);
    json(response, 200, {
      access_token: access,
      refresh_token: refresh,
      token_type: 'Bearer',
      scope,
      expires_in: faults.seconds ?? 3600,
    });
  }

  /** Rights of a code or of a refresh token, each of which is good for one use. */
  #granted(form: Record<string, string>): string | undefined {
    const { refresh_token: refresh = '', code = '', code_verifier: verifier = '' } = form;
    if (form['grant_type'] === 'refresh_token') {
      const scope = this.refreshing.get(refresh);
      this.refreshing.delete(refresh);
      return scope;
    }
    const grant = this.codes.get(code);
    this.codes.delete(code);
    return createHash('sha256').update(verifier).digest('base64url') === grant?.challenge ? grant?.scope : undefined;
  }

  #revoke(form: Record<string, string>, response: ServerResponse): void {
    this.#stub.forms.push(form);
    this.refreshing.delete(form['token'] ?? '');
    response.writeHead(200).end();
  }
}

/** The server of tools, with its papers. */
function resource(stub: OAuthStub, authority: Authority) {
  const refuse = (response: ServerResponse, status: number, more: string): void => {
    const papers = stub.faults.papers ?? new URL('/papers', stub.url).href;
    const header = `Bearer resource_metadata="${papers}"${more}`;
    json(response, status, {}, { 'www-authenticate': header });
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { faults } = stub;
    if (faults.open === true && request.url !== '/mcp') return json(response, 404, {});
    if (request.url === '/papers')
      return json(response, 200, {
        resource: faults.resource ?? stub.url,
        authorization_servers: [faults.authorizationServer ?? stub.issuer],
      });
    const body = await bodyOf(request);
    const known = authority.access.get((request.headers.authorization ?? '').replace(/^Bearer /, ''));
    const scope = faults.open === true ? '' : known;
    const challenge = faults.challenge === undefined ? '' : `, scope="${faults.challenge}"`;
    if (scope === undefined) return refuse(response, 401, challenge);
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const { id, method, params } = JSON.parse(body) as { id?: number; method: string; params?: { name?: string } };
    if (id === undefined) return void response.writeHead(202).end();
    const missing = (faults.writes ?? '').split(' ').filter((one) => !scope.split(' ').includes(one));
    if (params?.name === 'write' && faults.writes !== undefined && missing.length > 0)
      return refuse(response, 403, `, error="insufficient_scope", scope="${faults.writes}"`);
    return json(response, 200, { jsonrpc: '2.0', id, ...answerTo(method) });
  };
}

function answerTo(method: string): object {
  const tool = (name: string): object => ({ name, inputSchema: { type: 'object' } });
  if (method === 'initialize')
    return {
      result: {
        protocolVersion: '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'kept', version: '1' },
      },
    };
  if (method === 'tools/list') return { result: { tools: [tool('read'), tool('write')] } };
  if (method === 'tools/call') return { result: { content: [{ type: 'text', text: 'ok' }] } };
  return { error: { code: -32_601, message: 'no such method' } };
}

/** Starts both. */
export async function oauthStub(): Promise<OAuthStub> {
  const stub: OAuthStub = {
    faults: {},
    url: '',
    issuer: '',
    asked: [],
    forms: [],
    scopes: [],
    given: [],
    expire: () => authority.access.clear(),
    close: async () => {
      for (const server of [tools, authorising]) server.closeAllConnections();
      await Promise.all([tools, authorising].map((server) => new Promise((done) => server.close(done))));
    },
  };
  const authority = new Authority(stub);
  const authorising = await listening((request, response) => authority.handle(request, response));
  const tools = await listening(resource(stub, authority));
  stub.issuer = addressOf(authorising);
  stub.url = `${addressOf(tools)}/mcp`;
  return stub;
}
