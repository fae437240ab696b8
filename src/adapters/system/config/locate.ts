/** Finds the line of a key in a TOML text; loaded only when there is something to complain about. */
import type { AST } from 'toml-eslint-parser';

/** A path of keys and list positions, as zod reports it. */
export type KeyPath = readonly (string | number)[];

/** @returns the 1-based line of the key, or of the nearest table around it; undefined for the whole file */
export type Locate = (path: KeyPath) => number | undefined;

type Lines = Map<string, number>;
const id = (path: KeyPath) => JSON.stringify(path);

function note(lines: Lines, path: KeyPath, line: number): void {
  // A dotted key or header opens the tables in front of it too; the first mention counts.
  for (let length = 1; length <= path.length; length += 1) {
    const key = id(path.slice(0, length));
    if (!lines.has(key)) lines.set(key, line);
  }
}

function visitValue(lines: Lines, path: KeyPath, value: AST.TOMLContentNode): void {
  note(lines, path, value.loc.start.line);
  if (value.type === 'TOMLArray') {
    value.elements.forEach((element, index) => visitValue(lines, [...path, index], element));
  } else if (value.type === 'TOMLInlineTable') {
    for (const pair of value.body) visitPair(lines, path, pair);
  }
}

function visitPair(lines: Lines, table: KeyPath, pair: AST.TOMLKeyValue): void {
  const names = pair.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  const path = [...table, ...names];
  note(lines, path, pair.loc.start.line);
  visitValue(lines, path, pair.value);
}

/**
 * @param text a TOML text that parses
 * @returns    a function from key to line
 * @throws     never; a text the second parser does not take has no lines
 */
export async function locator(text: string): Promise<Locate> {
  const { parseTOML } = await import('toml-eslint-parser');
  const lines: Lines = new Map();
  try {
    for (const node of parseTOML(text).body[0].body) {
      if (node.type === 'TOMLKeyValue') {
        visitPair(lines, [], node);
      } else {
        note(lines, node.resolvedKey, node.loc.start.line);
        for (const pair of node.body) visitPair(lines, node.resolvedKey, pair);
      }
    }
  } catch {
    // The line is a courtesy: without it the problem still names file and key.
  }
  return (path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const line = lines.get(id(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return undefined;
  };
}
