/** What a yes for more than one call is bound to: the program of a command, the host of a request. */
import type { JsonObject } from '../../contracts/json.ts';

/** Characters by which a shell does more than start one program. */
const SHELL = /[;&|`$(){}<>\n\\!*?~#]/;

/** Programs that run whatever they are given: a yes for one line says nothing about the next. */
const OPEN_ENDED = new Set(
  'sh bash zsh dash fish env sudo su xargs nohup time timeout python python3 node perl ruby php awk sed find ssh eval exec source make npm npx pnpm yarn pip docker git ksh busybox doas nice ionice chroot setsid stdbuf watch parallel command builtin deno bun lua gawk perl5 tclsh expect pnpx uvx uv podman kubectl systemd-run script at batch crontab vim vi ed less man tar rsync curl wget'.split(
    ' ',
  ),
);

/**
 * @param tool manifest id
 * @returns    a text that is equal for calls which one yes may cover; a call that nothing else is like has its whole
 *             arguments as its subject
 */
export function subjectOf(tool: string, args: JsonObject): string {
  const exact = JSON.stringify(args);
  if (tool === 'omega/bash') {
    const command = typeof args['command'] === 'string' ? args['command'].trim() : '';
    const [program = ''] = command.split(/\s+/);
    return SHELL.test(command) || OPEN_ENDED.has(program) || !/^[\w.-]+$/.test(program) ? exact : `program ${program}`;
  }
  if (tool === 'omega/fetch') {
    const url = typeof args['url'] === 'string' && URL.canParse(args['url']) ? new URL(args['url']) : undefined;
    return url === undefined ? exact : `host ${url.host}`;
  }
  return '';
}

/**
 * What a yes for more than one call covers, for people.
 *
 * @param subject as {@link subjectOf} returns it
 * @returns       such as `git …`, `example.com/…` or `omega/write …`; undefined where only the very same call is covered
 */
export function coverOf(tool: string, subject: string): string | undefined {
  if (subject === '') return `${tool} …`;
  const [, kind, name = ''] = /^(program|host) (\S+)$/.exec(subject) ?? [];
  if (kind === undefined) return undefined;
  return kind === 'host' ? `${name}/…` : `${name} …`;
}

/** Hosts this very call reaches, host:port in lower case. */
export function hostsOf(tool: string, args: JsonObject): string[] {
  if (tool !== 'omega/fetch' || typeof args['url'] !== 'string' || !URL.canParse(args['url'])) return [];
  const { hostname, port, protocol } = new URL(args['url']);
  return [`${hostname.toLowerCase()}:${port || (protocol === 'https:' ? '443' : '80')}`];
}
