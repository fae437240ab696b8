/** The size and shape rules of a source file and of a folder, as functions that return sentences. */
import { basename, dirname } from 'node:path/posix';
import { codeLines, exportsOf, place, walk, type Node, type Source } from './source.ts';

/** Limits, in lines of code (no blanks, no comments), parameters, files and siblings. */
export const LIMITS = { file: 300, function: 50, parameters: 4, folder: 12, siblings: 5 } as const;

/** The only places where a file may do nothing but pass exports on. */
const BARRELS = /^src\/adapters\/[^/]+\/[^/]+\/index\.ts$/;

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** What is too long or of the wrong kind in one file. */
export function fileBreaches(source: Source): readonly string[] {
  const lines = codeLines(source);
  const found = lines > LIMITS.file ? [`${source.path} has ${lines} lines of code, allowed are ${LIMITS.file}`] : [];
  if (!source.text.trimStart().match(/^(#!.*\n\s*)?\/[/*]/)) {
    found.push(`${source.path} does not say in its first line what it does`);
  }
  if (isBarrel(source) && !BARRELS.test(source.path)) found.push(`${source.path} only passes exports on`);
  walk(source.program, (node) => found.push(...nodeBreaches(source, node)));
  return found;
}

function nodeBreaches(source: Source, node: Node): readonly string[] {
  const at = place(source, node);
  if (node.type === 'TSAnyKeyword') return [`${at} uses any`];
  if (node.type === 'ExportDefaultDeclaration') return [`${at} has a default export`];
  if (!FUNCTIONS.has(node.type)) return [];
  const lines = codeLines(source, node.start, node.end);
  const parameters = (node['params'] as readonly Node[]).length;
  return [
    ...(lines > LIMITS.function ? [`${at} is a function of ${lines} lines, allowed are ${LIMITS.function}`] : []),
    ...(parameters > LIMITS.parameters
      ? [`${at} takes ${parameters} parameters, allowed are ${LIMITS.parameters}`]
      : []),
  ];
}

function isBarrel(source: Source): boolean {
  const statements = source.program['body'] as readonly Node[];
  const passesOn = (node: Node) =>
    node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node['source'] !== null);
  return statements.length > 0 && statements.every(passesOn);
}

/** Folders with too many files, and too many files whose names begin with the same word. */
export function folderBreaches(paths: readonly string[]): readonly string[] {
  const folders = Map.groupBy(paths, (path) => dirname(path));
  return [...folders].flatMap(([folder, files]) => {
    const words = Map.groupBy(files, (file) => basename(file).split(/[-.]/)[0] ?? '');
    return [
      ...(files.length > LIMITS.folder ? [`${folder} has ${files.length} files, allowed are ${LIMITS.folder}`] : []),
      ...[...words]
        .filter(([, same]) => same.length > LIMITS.siblings)
        .map(([word, same]) => `${folder} has ${same.length} files named ${word}-…: that is a folder`),
    ];
  });
}

/** Exported functions (also those held by a const) and classes above which no docstring stands. */
export function docstringBreaches(source: Source): readonly string[] {
  const isDocumented = (node: Node): boolean =>
    source.comments.some(
      (comment) =>
        comment.type === 'Block' &&
        comment.value.startsWith('*') &&
        comment.value.replaceAll(/[\s*]/g, '').length > 10 &&
        comment.end <= node.start &&
        source.text.slice(comment.end, node.start).trim() === '',
    );
  const seen = new Set<string>();
  return exportsOf(source).flatMap(({ name, kind, node }) => {
    // Of an overloaded function the first signature carries the text.
    if (kind === 'type' || kind === 'const' || seen.has(name)) return [];
    seen.add(name);
    return isDocumented(node) ? [] : [`${place(source, node)} exports ${name} without a docstring`];
  });
}

/** Words that say nothing: a name that needs one has no concept behind it yet. */
export const BANNED: ReadonlySet<string> = new Set(
  'manager managers helper helpers util utils utility utilities service services handler handlers common misc'.split(
    ' ',
  ),
);

/** File names and exported names that use a banned word. */
export function glossaryBreaches(source: Source): readonly string[] {
  const names = exportsOf(source).map(({ name, node }) => ({ name, at: place(source, node) }));
  return [{ name: source.path.replace(/\.[jt]s$/, ''), at: source.path }, ...names].flatMap(({ name, at }) =>
    wordsOf(name)
      .filter((word) => BANNED.has(word))
      .map((word) => `${at}: "${word}" is not in the glossary`),
  );
}

/** `fooBar-bazQux/HTTPServer` → foo, bar, baz, qux, http, server. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== '');
}
