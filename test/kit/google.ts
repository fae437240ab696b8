/** Google's accounts and a little of its API on one port: consent with PKCE, tokens, their refresh and end, and its refusals. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it does otherwise than most; a test sets what it needs. */
export interface GoogleFaults {
  /** the person says no on the page */
  denies?: boolean;
  /** what the token endpoint does */
  token?: 'invalid_grant' | 'redirect_uri_mismatch' | 'fails' | 'resets';
  /** gives no token that lasts, as without `prompt=consent` */
  noRefresh?: boolean;
  /** seconds a token lasts; an hour unless given */
  seconds?: number;
  /** how far its clock is ahead, seconds */
  ahead?: number;
}

interface Grant {
  challenge: string;
  redirect: string;
}

async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return Object.fromEntries(new URLSearchParams(text));
}

function json(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The stub. Everything secret it gives out has the shape of Google's own. */
export class GoogleStub {
  faults: GoogleFaults = {};
  readonly email = 'ada@example.com';
  readonly client = { id: '1234-abc.apps.googleusercontent.com', secret: this.#secret('GOCSPX-') };
  /** every secret that is or was about; none of them may be found anywhere but in its file */
  readonly secrets: string[];
  /** requests as `METHOD path`, with the grant where there is one */
  readonly asked: string[] = [];
  readonly #codes = new Map<string, Grant>();
  readonly #refreshing = new Set<string>();
  readonly #access = new Set<string>();
  readonly #server: Server;

  constructor() {
    this.secrets = [this.client.secret];
    this.#server = createServer((request, response) => {
      void this.#answer(request, response).catch(() => response.destroy());
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((closed) => this.#server.close(() => closed()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The client as the Google Cloud console gives it out. */
  clientFile(kind: 'installed' | 'web' = 'installed', more: object = {}): string {
    const { id, secret } = this.client;
    return JSON.stringify({ [kind]: { client_id: id, project_id: 'omega', client_secret: secret, ...more } });
  }

  /** The person opens a consent page and answers. @returns the address the browser is sent to */
  async agree(url: string): Promise<string> {
    const response = await fetch(url, { redirect: 'manual' });
    return response.headers.get('location') ?? `${response.status} ${await response.text()}`;
  }

  /** The person ends the access in their account. */
  forget(): void {
    this.#refreshing.clear();
    this.#access.clear();
  }

  /** Whether anybody can still get in. */
  get isOpen(): boolean {
    return this.#refreshing.size > 0;
  }

  #secret(prefix: string): string {
    const secret = `${prefix}${randomBytes(24).toString('base64url')}`;
    this.secrets?.push(secret);
    return secret;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const form = await formOf(request);
    this.asked.push([request.method, url.pathname, form['grant_type']].filter((word) => word !== undefined).join(' '));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return this.#papers(response);
      case '/o/oauth2/v2/auth':
        return this.#consent(url.searchParams, response);
      case '/token':
        return this.#token(form, response);
      case '/revoke':
        return this.#revoke(form, response);
      default:
        return json(response, 404, { error: 'not_found' });
    }
  }

  #papers(response: ServerResponse): void {
    json(response, 200, {
      issuer: this.url,
      authorization_endpoint: `${this.url}/o/oauth2/v2/auth`,
      token_endpoint: `${this.url}/token`,
      revocation_endpoint: `${this.url}/revoke`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['plain', 'S256'],
      authorization_response_iss_parameter_supported: true,
    });
  }

  #consent(given: URLSearchParams, response: ServerResponse): void {
    const redirect = given.get('redirect_uri') ?? '';
    if (given.get('client_id') !== this.client.id) return json(response, 401, { error: 'invalid_client' });
    if (!/^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\//.test(redirect))
      return json(response, 400, { error: 'redirect_uri_mismatch' });
    const back = new URL(redirect);
    back.searchParams.set('state', given.get('state') ?? '');
    back.searchParams.set('iss', this.url);
    if (this.faults.denies === true) back.searchParams.set('error', 'access_denied');
    else {
      const code = this.#secret('4/0A');
      const isHashed = given.get('code_challenge_method') === 'S256';
      this.#codes.set(code, { challenge: isHashed ? (given.get('code_challenge') ?? '') : '', redirect });
      back.searchParams.set('code', code);
      back.searchParams.set('scope', given.get('scope') ?? '');
    }
    response.writeHead(302, { location: back.href }).end();
  }

  #token(form: Record<string, string>, response: ServerResponse): void {
    const { token: fault } = this.faults;
    if (fault === 'resets') return void response.destroy();
    if (fault === 'fails') return json(response, 503, { error: 'backend_error' });
    const words = `it was ${form['code'] ?? form['refresh_token']}`;
    if (fault !== undefined) return json(response, 400, { error: fault, error_description: words });
    if (form['client_id'] !== this.client.id || form['client_secret'] !== this.client.secret)
      return json(response, 401, { error: 'invalid_client', error_description: words });
    if (!this.#isGranted(form)) return json(response, 400, { error: 'invalid_grant', error_description: words });
    const access = this.#secret('ya29.');
    this.#access.add(access);
    const isFirst = form['grant_type'] === 'authorization_code' && this.faults.noRefresh !== true;
    const refresh = isFirst ? this.#secret('1//0') : undefined;
    if (refresh !== undefined) this.#refreshing.add(refresh);
    json(response, 200, {
      access_token: access,
      expires_in: this.faults.seconds ?? 3600,
      token_type: 'Bearer',
      scope: 'openid email',
      id_token: this.#identity(),
      ...(refresh === undefined ? {} : { refresh_token: refresh }),
    });
  }

  /** A code is good once, for its verifier and its address; a refresh token as long as nobody ends it. */
  #isGranted({
    grant_type: grant,
    code = '',
    code_verifier: verifier = '',
    redirect_uri: redirect,
    ...form
  }: Record<string, string>): boolean {
    if (grant === 'refresh_token') return this.#refreshing.has(form['refresh_token'] ?? '');
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    return (
      known !== undefined &&
      known.redirect === redirect &&
      known.challenge === createHash('sha256').update(verifier).digest('base64url')
    );
  }

  #identity(): string {
    const now = Math.floor(Date.now() / 1000) + (this.faults.ahead ?? 0);
    const claims = { iss: this.url, aud: this.client.id, sub: '42', email: this.email, iat: now, exp: now + 3600 };
    return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${part({})}`;
  }

  #revoke({ token = '' }: Record<string, string>, response: ServerResponse): void {
    if (!this.#refreshing.delete(token)) return json(response, 400, { error: 'invalid_token' });
    this.#access.clear();
    json(response, 200, {});
  }
}
