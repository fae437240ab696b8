/** Reads config.toml: bytes to a plain object, or one problem with its line. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import type { ConfigProblem } from '../../../contracts/setup.ts';

/** The file as read; `text` is empty and `value` undefined when there is none. */
export interface ConfigFile {
  name: string;
  text: string;
  value: Record<string, unknown> | undefined;
  problem: ConfigProblem | undefined;
}

function failed(name: string, text: string, message: string, line?: number): ConfigFile {
  const where = line === undefined ? name : `${name}:${line}`;
  const problem = {
    key: '',
    file: name,
    ...(line === undefined ? {} : { line }),
    message,
    text: `${where}: ${message}`,
  };
  return { name, text, value: undefined, problem };
}

function readBytes(path: string): Buffer | undefined | string {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    return code === 'EISDIR' ? 'this is a folder, not a file' : `cannot be read (${code ?? 'unknown reason'})`;
  }
}

/**
 * Reads and parses the file; a missing one is an empty configuration.
 *
 * @param path absolute path of config.toml
 * @returns    the parsed tables, unchecked, or one problem; never throws
 */
export function readConfigFile(path: string): ConfigFile {
  const name = basename(path);
  const bytes = readBytes(path);
  if (bytes === undefined) return { name, text: '', value: undefined, problem: undefined };
  if (typeof bytes === 'string') return failed(name, '', bytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return failed(name, '', 'the file is not UTF-8 text');
  }
  try {
    return { name, text, value: parse(text), problem: undefined };
  } catch (error) {
    if (!(error instanceof TomlError)) return failed(name, text, String(error));
    // The message goes on with a code block: the line itself, which may hold a secret.
    const reason = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
    return failed(name, text, `not valid TOML: ${reason}`, error.line);
  }
}
