/** Reads what the launcher tells: how far it came, and how the program ended. */
import { getSystemErrorMap } from 'node:util';
import type { SandboxEnd } from '../../../contracts/ports/tools/sandbox.ts';
import { signalName } from '../shared/signals.ts';

/** What was told; what is missing was not. */
export interface News {
  /** version of Landlock that is on */
  readonly abi?: number;
  /** step that failed, with the reason */
  readonly broken?: string;
  /** why the program could not be started */
  readonly missing?: string;
  /** exit code; null when a signal ended it; undefined when no end was told */
  readonly code: number | null | undefined;
  readonly signal: number;
  readonly cpuMs: number;
  /** none, tasks, memory, disk */
  readonly why: string;
}

/** @returns the lines of the launcher as one value */
export function readNews(text: string): News {
  const lines = new Map(
    text.split('\n').map((line) => {
      const [key = '', ...rest] = line.split(' ');
      return [key, rest] as const;
    }),
  );
  const [what, number] = lines.get('broken') ?? [];
  const [reason] = lines.get('noexec') ?? [];
  const [abi] = lines.get('abi') ?? [];
  const [code, signal, cpu, why] = lines.get('end') ?? [];
  return {
    ...(abi === undefined ? {} : { abi: Number(abi) }),
    ...(what === undefined ? {} : { broken: `${what} (${errorWords(number)})` }),
    ...(reason === undefined ? {} : { missing: errorWords(reason) }),
    code: code === undefined ? undefined : code === '-1' ? null : Number(code),
    signal: Number(signal ?? 0),
    cpuMs: Number(cpu ?? 0),
    why: why ?? 'none',
  };
}

/** @returns why it ended; `most` was its limit of processor time, ms, if it had one */
export function endOf({ code, signal, why, cpuMs }: News, most = Infinity): SandboxEnd {
  if (why === 'memory') return 'oom';
  if (why === 'disk') return 'file';
  if (why === 'tasks') return 'killed';
  if (typeof code === 'number') return 'exit';
  const name = signalName(signal);
  if (name === 'SIGXCPU' || (name === 'SIGKILL' && cpuMs >= most)) return 'cpu';
  return name === 'SIGXFSZ' ? 'file' : 'killed';
}

function errorWords(number: string | undefined): string {
  const [, words] = getSystemErrorMap().get(-Number(number ?? 0)) ?? [];
  return words ?? `error ${number}`;
}
