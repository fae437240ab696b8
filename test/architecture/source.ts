/** Reads source files for the architecture tests: text, syntax tree, imports, exports and code lines. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, type Comment, type EcmaScriptModule } from 'oxc-parser';

/** A node of the tree, seen as loosely as a walk over all kinds of nodes needs it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** One parsed file. `path` is relative to the root it was read from, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: Node;
  readonly module: EcmaScriptModule;
  readonly comments: readonly Comment[];
}

/** One import of a file. `computed` means that the target is an expression and cannot be checked. */
export interface Import {
  readonly target: string;
  readonly kind: 'static' | 'dynamic' | 'computed';
}

/**
 * Parses every file that a pattern matches.
 *
 * @param root    folder the pattern and the paths are relative to
 * @param pattern glob, e.g. `src/**` + `/*.ts`
 * @throws        Error when nothing matches (a check over no files proves nothing) or a file does not parse
 */
export function readSources(root: string, pattern: string): readonly Source[] {
  const paths = globSync(pattern, { cwd: root }).sort();
  if (paths.length === 0) throw new Error(`${root}: no file matches ${pattern}`);
  return paths.map((path) => parse(path, readFileSync(join(root, path), 'utf8')));
}

/**
 * Parses one text.
 *
 * @throws Error with the parser's words when the text is not TypeScript
 */
export function parse(path: string, text: string): Source {
  const { program, module, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors.map((error) => error.message).join('; ')}`);
  return { path: path.replaceAll('\\', '/'), text, program: program as unknown as Node, module, comments };
}

/** Calls `visit` for a node and everything below it, parents first. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, visit);
  }
}

/** Every import of a file: static, type-only, re-export, `import()`, `import('x').T` and `new URL('x', import.meta.url)`. */
export function importsOf(source: Source): readonly Import[] {
  const found: Import[] = source.module.staticImports.map((one) => ({
    target: one.moduleRequest.value,
    kind: 'static',
  }));
  for (const { entries } of source.module.staticExports) {
    for (const { moduleRequest } of entries)
      if (moduleRequest) found.push({ target: moduleRequest.value, kind: 'static' });
  }
  walk(source.program, (node) => {
    if (node.type === 'ImportExpression') found.push(literalOr(node['source'], 'dynamic'));
    if (node.type === 'TSImportType') found.push(literalOr(node['source'] ?? node['argument'], 'static'));
    if (isCallOf(node, 'require', 'createRequire')) found.push({ target: 'require', kind: 'computed' });
    const worker = moduleUrl(node);
    if (worker !== undefined) found.push({ target: worker, kind: 'static' });
  });
  return found;
}

/**
 * The path in `new URL('./path', import.meta.url)`, which is how a worker names its file. Of a choice
 * (`a ? './x.ts' : './x.js'`) it is the first branch, of a template the text with `.ts` in the place of its hole.
 */
export function moduleUrl(node: Node): string | undefined {
  if (node.type !== 'NewExpression' || (node['callee'] as Node)['name'] !== 'URL') return undefined;
  const [path, base] = node['arguments'] as readonly Node[];
  if (!path || base?.type !== 'MemberExpression' || (base['object'] as Node).type !== 'MetaProperty') return undefined;
  const first = path.type === 'ConditionalExpression' ? (path['consequent'] as Node) : path;
  if (first.type === 'Literal') return String(first['value']);
  const [head] = (first['quasis'] ?? []) as readonly { readonly value: { readonly raw: string } }[];
  return head ? `${head.value.raw}.ts` : undefined;
}

/** Number of lines that hold code: blank lines and comments do not count. */
export function codeLines(source: Source, start = 0, end = source.text.length): number {
  let text = source.text;
  for (const comment of source.comments) {
    const blank = text.slice(comment.start, comment.end).replaceAll(/[^\n]/g, ' ');
    text = text.slice(0, comment.start) + blank + text.slice(comment.end);
  }
  return text
    .slice(start, end)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
}

/** `path:line` of a node, as editors understand it. */
export function place(source: Source, node: { readonly start: number }): string {
  return `${source.path}:${source.text.slice(0, node.start).split('\n').length}`;
}

/** One exported declaration; `node` is the statement that a docstring stands above. */
export interface Exported {
  readonly name: string;
  readonly kind: 'function' | 'class' | 'const' | 'type';
  readonly node: Node;
}

/** The declarations a file exports by name, in order; re-exports of other files are not among them. */
export function exportsOf(source: Source): readonly Exported[] {
  const statements = source.program['body'] as readonly Node[];
  const listed = new Set<string>();
  for (const { entries } of source.module.staticExports) {
    for (const entry of entries) if (!entry.moduleRequest && entry.localName.name) listed.add(entry.localName.name);
  }
  return statements.flatMap((statement) => {
    const inner = statement.type === 'ExportNamedDeclaration' ? (statement['declaration'] as Node | null) : statement;
    if (!inner) return [];
    return declared(inner)
      .filter((one) => inner !== statement || listed.has(one.name))
      .map((one) => ({ ...one, node: statement }));
  });
}

const KINDS: Readonly<Record<string, Exported['kind']>> = {
  FunctionDeclaration: 'function',
  TSDeclareFunction: 'function',
  ClassDeclaration: 'class',
  TSInterfaceDeclaration: 'type',
  TSTypeAliasDeclaration: 'type',
};

function declared(node: Node): readonly Omit<Exported, 'node'>[] {
  if (node.type === 'VariableDeclaration') {
    return (node['declarations'] as readonly Node[]).flatMap((one) => {
      const name = (one['id'] as Node)['name'];
      const value = one['init'] as Node | null;
      const isFunction = value?.type === 'ArrowFunctionExpression' || value?.type === 'FunctionExpression';
      return typeof name === 'string' ? [{ name, kind: isFunction ? ('function' as const) : ('const' as const) }] : [];
    });
  }
  const kind = KINDS[node.type];
  return kind ? [{ name: String((node['id'] as Node)['name']), kind }] : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
}

function isCallOf(node: Node, ...names: readonly string[]): boolean {
  return node.type === 'CallExpression' && names.includes(String((node['callee'] as Node)['name']));
}

function literalOr(node: unknown, kind: 'static' | 'dynamic'): Import {
  if (!isNode(node)) return { target: 'unknown', kind: 'computed' };
  const literal = node.type === 'TSLiteralType' ? (node['literal'] as Node) : node;
  if (literal.type === 'Literal') return { target: String(literal['value']), kind };
  return { target: literal.type, kind: 'computed' };
}
