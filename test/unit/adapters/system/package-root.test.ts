/** The folder of the package is found from a source, from compiled code, and its absence is an error with a way out. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { packageRoot } from '../../../../src/adapters/system/package-root.ts';
import { OmegaError } from '../../../../src/contracts/errors.ts';

test('from a source of this checkout it is the folder with package.json and src', () => {
  const root = packageRoot(import.meta.url);
  expect(existsSync(join(root, 'src', 'contracts', 'errors.ts'))).toBe(true);
});

test('from compiled code it is the folder above dist', () => {
  const root = mkdtempSync(join(tmpdir(), 'omega-root-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'dist', 'src', 'cli'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{}');
  expect(packageRoot(pathToFileURL(join(root, 'dist', 'src', 'cli', 'main.js')).href)).toBe(root);
});

test('without any package.json above, the installation is called broken', () => {
  const nowhere = pathToFileURL(join(parse(process.cwd()).root, 'no-such-folder', 'main.js')).href;
  expect(() => packageRoot(nowhere)).toThrow(expect.objectContaining({ code: 'package.broken' }));
  expect(() => packageRoot(nowhere)).toThrow(OmegaError);
});
