/** What a yes for more than one call is bound to: the host of a request, the program of a plain command. */
import type { JsonObject } from '../../contracts/json.ts';
import type { ToolManifest } from '../../contracts/tool.ts';

/** Programs that run what stands in their arguments: knowing their name says nothing about what is done. */
const WRAPPERS = new Set(
  'sh bash dash zsh fish ksh env sudo su doas xargs parallel nohup timeout nice time watch ssh find eval exec command python python3 node deno bun perl ruby php lua awk gawk npx pnpx uvx make docker podman busybox'.split(
    ' ',
  ),
);
/** Signs by which a shell line becomes more than one program with its arguments. */
const SHELL = /[;&|<>`$(){}[\]\n\r\\'"*?~!#=]/;

/**
 * What of a shell line a grant covers.
 *
 * @param command the line as the shell gets it
 * @returns       the program when the line is nothing but one program and plain words; else the whole line
 */
export function commandSubject(command: string): string {
  const line = command.trim();
  const [program = ''] = line.split(/\s+/);
  return SHELL.test(line) || WRAPPERS.has(program.split('/').at(-1) ?? '') ? line : program;
}

/**
 * The host a URL leads to.
 *
 * @returns `host:port` in lower case, or undefined for what is no http or https URL
 */
export function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port } = new URL(url);
  if (hostname === '' || (protocol !== 'http:' && protocol !== 'https:')) return undefined;
  const usual = protocol === 'https:' ? '443' : '80';
  return `${hostname.toLowerCase().replace(/\.$/, '')}:${port === '' ? usual : port}`;
}

/** Hosts a call reaches and what a grant for it is bound to. */
export interface CallTarget {
  /** host:port in lower case; empty when the call does not say */
  egress: string[];
  subject: string;
}

/**
 * Reads from validated arguments where a call leads.
 *
 * @param manifest of the tool
 * @param args     `url` and `command` are looked at; other calls of a tool are alike
 */
export function targetOf({ executor, policy }: ToolManifest, args: JsonObject): CallTarget {
  const fixed = executor.kind === 'openapi_proxy' ? hostOf(executor.baseUrl) : undefined;
  if (fixed !== undefined) return { egress: [fixed], subject: fixed };
  const { url, command } = args;
  const host = policy.effects.egress !== false && typeof url === 'string' ? hostOf(url) : undefined;
  if (host !== undefined) return { egress: [host], subject: host };
  return { egress: [], subject: typeof command === 'string' ? commandSubject(command) : '' };
}
