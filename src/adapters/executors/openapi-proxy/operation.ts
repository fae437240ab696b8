/** Builds the request of an operation from its arguments: each goes where the document says, and nowhere else. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { Json, JsonObject } from '../../../contracts/json.ts';
import type { OperationShape, Parameter } from './document.ts';
import type { Outgoing } from './exchange.ts';

/** A secret and where it goes. */
export interface Credential {
  in: 'header' | 'query' | 'cookie';
  name: string;
  value: string;
}

/** Headers that shape the connection itself; no argument may set them. */
const RESERVED =
  /^(?:host|connection|content-length|content-type|transfer-encoding|te|trailer|upgrade|keep-alive|proxy-.*|expect|cookie|authorization|accept-encoding)$/i;
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

const wrong = (message: string): OmegaError => new OmegaError('tool.arguments_invalid', message);

/** What one argument is made of, as text; lists only where they are told apart. */
function texts({ name }: Parameter, value: Json): string[] {
  const parts = Array.isArray(value) ? value : [value];
  return parts.map((part) => {
    if (typeof part === 'object') throw wrong(`"${name}" takes a text, a number, true or false, or a list of them.`);
    return String(part);
  });
}

function pathOf({ path, parameters }: OperationShape, args: JsonObject): string {
  return path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
    const parameter = parameters.find((p) => p.in === 'path' && p.name === name);
    const value = parameter === undefined ? undefined : args[name];
    if (parameter === undefined || value === undefined) throw wrong(`"${name}" is missing.`);
    const text = texts(parameter, value).join(',');
    if (text === '' || text === '.' || text === '..') throw wrong(`"${name}" may not be "${text}".`);
    return encodeURIComponent(text);
  });
}

const SEPARATORS: Readonly<Record<string, string>> = { form: ',', spaceDelimited: ' ', pipeDelimited: '|' };

function addQuery(url: URL, parameter: Parameter, value: Json): void {
  const { name, style = 'form', explode = style === 'form' } = parameter;
  const parts = texts(parameter, value);
  if (explode) for (const part of parts) url.searchParams.append(name, part);
  else url.searchParams.append(name, parts.join(SEPARATORS[style] ?? ','));
}

function addHeader(headers: Record<string, string>, name: string, value: string): void {
  if (!HEADER_NAME.test(name) || RESERVED.test(name)) throw wrong(`The header "${name}" is not for tools to set.`);
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) throw wrong(`"${name}" holds letters that no header can carry.`);
  headers[name.toLowerCase()] = value;
}

function bodyOf({ body }: OperationShape, value: Json | undefined): { type: string; text: string } | undefined {
  if (value === undefined) {
    if (body?.required === true) throw wrong('"body" is missing.');
    return undefined;
  }
  const json = body?.types.find((type) => /^(?:application|text)\/(?:[\w.-]+\+)?json\b/i.test(type));
  if (json !== undefined) return { type: json, text: JSON.stringify(value) };
  const form = body?.types.find((type) => /^application\/x-www-form-urlencoded\b/i.test(type));
  if (form !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const pairs = Object.entries(value).map(([key, part]): [string, string] => [
      key,
      typeof part === 'string' ? part : JSON.stringify(part),
    ]);
    return { type: form, text: new URLSearchParams(pairs).toString() };
  }
  const plain = body?.types.find((type) => type === 'text/plain' || type === 'message/rfc822');
  if (plain !== undefined && typeof value === 'string') return { type: plain, text: value };
  throw new OmegaError('tool.unavailable', `A body of ${body?.types.join(', ') ?? 'no type'} cannot be sent.`);
}

function addCredential(outgoing: Outgoing, { in: place, name, value }: Credential): Outgoing {
  if (place === 'query') {
    outgoing.url.searchParams.set(name, value);
    return outgoing;
  }
  const { headers } = outgoing;
  if (place === 'cookie') {
    const cookie = `${name}=${encodeURIComponent(value)}`;
    return {
      ...outgoing,
      headers: { ...headers, cookie: headers['cookie'] ? `${headers['cookie']}; ${cookie}` : cookie },
    };
  }
  // A key alone in this header means nothing; with a scheme of its own it stays as it is.
  const bearer = name.toLowerCase() === 'authorization' && !value.includes(' ') ? `Bearer ${value}` : value;
  return { ...outgoing, headers: { ...headers, [name.toLowerCase()]: bearer } };
}

/**
 * Builds the request.
 *
 * @param shape      the operation
 * @param baseUrl    fixed by the manifest; nothing in the arguments leads to another host
 * @param args       by the names of the parameters; `body` is the body
 * @throws OmegaError tool.arguments_invalid | tool.unavailable
 */
export function requestOf(shape: OperationShape, baseUrl: URL, args: JsonObject): Outgoing {
  const url = new URL(baseUrl.origin);
  url.pathname = `${baseUrl.pathname.replace(/\/$/, '')}${pathOf(shape, args)}`;
  const headers: Record<string, string> = { accept: 'application/json, text/*;q=0.8, */*;q=0.1' };
  const cookies: string[] = [];
  const names = new Set(shape.parameters.map(({ name }) => name));
  for (const parameter of shape.parameters) {
    const { name, in: place, required } = parameter;
    const value = args[name];
    if (value === undefined) {
      if (required) throw wrong(`"${name}" is missing.`);
    } else if (place === 'query') addQuery(url, parameter, value);
    else if (place === 'header') addHeader(headers, name, texts(parameter, value).join(','));
    else if (place === 'cookie') cookies.push(`${name}=${encodeURIComponent(texts(parameter, value).join(','))}`);
  }
  const stray = Object.keys(args).find((name) => !names.has(name) && !(name === 'body' && shape.body));
  if (stray !== undefined) throw wrong(`"${stray}" is no argument of this tool.`);
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const body = names.has('body') ? undefined : bodyOf(shape, args['body']);
  if (body) headers['content-type'] = body.type;
  if (url.origin !== baseUrl.origin) throw wrong('These arguments would lead to another host.');
  return { url, method: shape.method, headers, ...(body ? { body: body.text } : {}) };
}

/** Puts a secret into a request; to be called after policy has decided. */
export function authorised(outgoing: Outgoing, credential: Credential | undefined): Outgoing {
  return credential === undefined ? outgoing : addCredential(outgoing, credential);
}
