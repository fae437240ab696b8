/** Finds the folder of the package, from the sources and from dist alike. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OmegaError } from '../../contracts/errors.ts';

/**
 * The folder that holds package.json, migrations/ and web/, found by walking up from a module.
 * It is the same folder whether the module runs as src/x.ts in a checkout or as dist/src/x.js in an installed package.
 *
 * @param importMetaUrl `import.meta.url` of any module of the package (a file: URL)
 * @returns             absolute path without a trailing separator
 * @throws              OmegaError `package.broken` when no folder above has a package.json (a broken installation)
 */
export function packageRoot(importMetaUrl: string): string {
  const start = dirname(fileURLToPath(importMetaUrl));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) {
      throw new OmegaError('package.broken', `No package.json above ${start}; install Omega again.`);
    }
  }
}
