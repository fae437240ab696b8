/** Programs that jobs may start by name beside those of the system. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** @returns the program for files, and ripgrep when its package is installed; without it the one of the system is used */
export async function shippedPrograms(native: string): Promise<Readonly<Record<string, string>>> {
  const files = join(native, 'bin', `${process.platform}-${process.arch}`, 'files');
  const rg = await import('@vscode/ripgrep').then(
    ({ rgPath }) => rgPath,
    () => '',
  );
  return {
    ...(existsSync(files) ? { 'omega-files': files } : {}),
    ...(existsSync(rg) ? { rg } : {}),
  };
}
