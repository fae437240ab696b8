/** Front matter of a Markdown file: TOML or YAML between two lines of three dashes. */
import { parse as parseToml, TomlError } from 'smol-toml';
import { parseDocument } from 'yaml';

/** A file in its parts, or what is wrong with it. */
export type FrontMatter = { data: { [key: string]: unknown }; body: string } | { problem: string };

const BLOCK = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/;

function isTable(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads TOML, else YAML. @returns the data, or a sentence with the line counted in the block */
export function parseFrontMatter(block: string): { data: { [key: string]: unknown } } | { problem: string } {
  let tomlTrouble = '';
  try {
    return { data: parseToml(block) };
  } catch (error) {
    tomlTrouble = error instanceof TomlError ? `line ${error.line}: ${error.message.split('\n', 1)[0]}` : String(error);
  }
  const isToml = /^\s*[\w-]+\s*=/m.test(block) && !/^\s*[\w-]+\s*:/m.test(block);
  const document = parseDocument(block, { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1;
    return { problem: isToml ? tomlTrouble : `line ${line}: ${error.message.split('\n', 1)[0]}` };
  }
  const data: unknown = document.toJS({ maxAliasCount: 20 });
  if (isTable(data)) return { data };
  if (data === null) return { data: {} };
  return { problem: isToml ? tomlTrouble : 'line 1: the front matter is no list of keys and values' };
}

/**
 * Splits a file into front matter and body.
 *
 * @returns no data and the whole text where there is no front matter; a problem names the line of the file
 * @throws  never
 */
export function splitFrontMatter(text: string): FrontMatter {
  const match = BLOCK.exec(text);
  if (match === null) {
    const isOpen = /^\uFEFF?---[ \t]*\r?\n/.test(text);
    return isOpen
      ? { problem: 'line 1: the front matter is not closed by a line of three dashes' }
      : { data: {}, body: text };
  }
  const read = parseFrontMatter(match[1] ?? '');
  if ('problem' in read) {
    // The block begins on the second line of the file.
    return { problem: read.problem.replace(/^line (\d+)/, (_, n: string) => `line ${Number(n) + 1}`) };
  }
  return { data: read.data, body: text.slice(match[0].length).replace(/^\s*\n/, '') };
}
