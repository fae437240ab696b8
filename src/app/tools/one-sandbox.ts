/** One sandbox for all who run programs, made when the first of them needs it. */
import { homedir } from 'node:os';
import { packageRoot } from '../../adapters/system/package-root.ts';
import type { StartOptions } from '../../contracts/app.ts';
import type { LivingSandbox } from '../../contracts/ports/tools/program.ts';
import type { Sandbox } from '../../contracts/ports/tools/sandbox.ts';

/** Gives the sandbox of this machine, made when it is first asked for. */
export type GetSandbox = () => Promise<Sandbox & LivingSandbox>;

/** @returns what gives the sandbox of a data folder */
export function oneSandbox({ home, env }: Pick<StartOptions, 'home' | 'env'>): GetSandbox {
  let made: ReturnType<GetSandbox> | undefined;
  const make = async (): ReturnType<GetSandbox> => {
    const { buildSandbox } = await import('./sandbox.ts');
    const root = packageRoot(import.meta.url);
    return buildSandbox({ home, user: env['HOME'] ?? homedir(), root, searchPath: env['PATH'] ?? '' });
  };
  return () => (made ??= make());
}
