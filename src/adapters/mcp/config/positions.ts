/** Reads JSON, also with comments and a comma too many, and knows on which line each key stands. */
import { LineCounter, isMap, isScalar, parseDocument, type Node } from 'yaml';

/** A file as read, or what is wrong with it. */
export type ReadJson =
  | { value: unknown; lineOf: (path: readonly string[]) => number | undefined }
  | { problem: string; line: number };

/** The text with comments blanked out, so that every sign keeps its place. */
export function withoutComments(text: string): string {
  const blank = (found: string): string => found.replaceAll(/[^\n]/g, ' ');
  return text.replaceAll(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
    found.startsWith('"') ? found : blank(found),
  );
}

/**
 * Reads a text.
 *
 * @throws never
 */
export function readJson(text: string): ReadJson {
  const counter = new LineCounter();
  const plain = withoutComments(text.replace(/^\uFEFF/, ''));
  // JSON is YAML in flow style; tabs between tokens are not, so they become spaces of the same width.
  const document = parseDocument(
    plain.replaceAll(/^\t+/gm, (tabs) => ' '.repeat(tabs.length)),
    {
      lineCounter: counter,
      prettyErrors: false,
      uniqueKeys: true,
      schema: 'json',
    },
  );
  const [error] = document.errors;
  if (error !== undefined) {
    const words = error.code === 'DUPLICATE_KEY' ? 'a key stands there twice' : 'this is no valid JSON';
    return { problem: words, line: counter.linePos(error.pos[0]).line };
  }
  if (plain.trim() !== '' && !/^\s*[[{]/.test(plain)) return { problem: 'this is no valid JSON', line: 1 };
  const lineOf = (path: readonly string[]): number | undefined => {
    let node: unknown = document.contents;
    let at: number | undefined;
    for (const key of path) {
      if (!isMap(node)) break;
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair === undefined) break;
      at = (pair.key as Node).range?.[0];
      node = pair.value;
    }
    return at === undefined ? undefined : counter.linePos(at).line;
  };
  return { value: document.toJS({ maxAliasCount: 0 }) as unknown, lineOf };
}
