/** Opens a page in the browser of whoever sits at the terminal, where there is one. */
import { spawn } from 'node:child_process';
import type { CliContext } from '../context.ts';

/** The program that opens addresses; undefined where nobody would see the page. */
function openerOf({ env, stdout }: CliContext): [string, string[]] | undefined {
  if (stdout.isTTY !== true) return undefined;
  if (process.platform === 'darwin') return ['open', []];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler']];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open', []] : undefined;
}

/** Opens an address of http or https; where that fails, nothing happens: it was printed as well. */
export function openPage(context: CliContext, url: string): void {
  const opener = openerOf(context);
  if (opener === undefined || !/^https?:$/.test(new URL(url).protocol)) return;
  const [program, args] = opener;
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}
