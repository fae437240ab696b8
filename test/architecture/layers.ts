/** Finds breaches of the layer table: forbidden imports, cycles, orphans, and tables touched from the wrong place. */
import { dirname, join } from 'node:path/posix';
import { importsOf, moduleUrl, place, readSources, walk, type Import, type Node, type Source } from './source.ts';
import { ADAPTER_PACKAGES, ENTRIES, LAYERS } from './table.ts';

/**
 * Every breach in the sources below a root.
 *
 * @param root folder that holds src/
 * @returns    one sentence per breach, beginning with the file; empty when all is well
 * @throws     Error when there are no sources at all
 */
export function breaches(root: string): readonly string[] {
  const sources = readSources(root, 'src/**/*.ts');
  return [
    ...sources.flatMap((source) => importsOf(source).flatMap((one) => importBreach(source.path, one) ?? [])),
    ...cycles(sources),
    ...orphans(sources),
    ...sources.flatMap(workerBreaches),
    ...sources.flatMap(queueBreaches),
    ...sources.flatMap(sqlBreaches),
  ];
}

/** What is wrong with one import of one file, or undefined. */
export function importBreach(file: string, { target, kind }: Import): string | undefined {
  const from = layerOf(file);
  const row = LAYERS[from];
  if (!row) return `${file}: ${from} is not in the layer table`;
  if (kind === 'computed') return `${file} may not load a computed module (${target}): nobody can check it`;
  const local = localPath(file, target);
  if (local === undefined) return packageBreach(file, target);
  const to = layerOf(local);
  if (to === from) return siblingBreach(file, local);
  if (row.layers.includes(to)) return undefined;
  if (row.dynamic?.some((one) => one === to || local.startsWith(`${one}/`))) {
    return kind === 'dynamic' ? undefined : `${file} may import ${local} by import() only`;
  }
  return `${file} (${from}) may not import ${local} (${to})`;
}

/** `src/domain/a.ts` → `domain`, `src/app.ts` and `src/app/a.ts` → `app`, `test/kit/core.ts` → `test`. */
function layerOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
}

/** The path a relative import or a `#alias` means, or undefined for a package. */
function localPath(file: string, target: string): string | undefined {
  if (target.startsWith('.')) return join(dirname(file), target);
  return target.startsWith('#') ? `src/${target.slice(1)}` : undefined;
}

/** The adapter a file belongs to: `kind/name`, or the kind alone where the table has it so (`system`). */
function unitOf(path: string): string {
  const [kind = '', name = ''] = path.split('/').slice(2);
  return kind in ADAPTER_PACKAGES ? kind : `${kind}/${name}`;
}

function packageBreach(file: string, target: string): string | undefined {
  const from = layerOf(file);
  if (LAYERS[from]?.packages.test(target)) return undefined;
  if (from === 'adapters' && ADAPTER_PACKAGES[unitOf(file)]?.test(target)) return undefined;
  return `${file} (${from}) may not import package ${target}`;
}

function siblingBreach(file: string, local: string): string | undefined {
  if (layerOf(file) !== 'adapters') return undefined;
  const [mine, theirs] = [unitOf(file), unitOf(local)];
  const isShared = theirs === `${mine.split('/')[0]}/shared`;
  return mine === theirs || isShared ? undefined : `${file} may not import sibling adapter ${local}`;
}

/** Circles of imports, each named once; type-only and dynamic imports count. */
function cycles(sources: readonly Source[]): readonly string[] {
  const graph = graphOf(sources);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) found.push(`${file} is in a cycle: ${[...trail.slice(at), file].join(' > ')}`);
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

/** Files that no other file of src imports and that no program starts with. */
function orphans(sources: readonly Source[]): readonly string[] {
  const imported = new Set([...graphOf(sources).values()].flat());
  return sources
    .filter(({ path }) => !imported.has(path) && !ENTRIES.includes(path))
    .map(({ path }) => `${path} is imported by nobody`);
}

function graphOf(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map((source) => {
      const targets = importsOf(source).map((one) => localPath(source.path, one.target) ?? '');
      return [source.path, targets.filter((target) => known.has(target) && target !== source.path)];
    }),
  );
}

/** A worker's file named with a plain `.ts` is not there in dist: the compiler renames imports, not strings. */
function workerBreaches(source: Source): readonly string[] {
  const found: string[] = [];
  walk(source.program, (node) => {
    const literal = node.type === 'NewExpression' ? (node['arguments'] as readonly Node[])[0] : undefined;
    if (literal?.type === 'Literal' && moduleUrl(node)?.endsWith('.ts')) {
      found.push(`${place(source, node)} names a .ts file that has another name in dist; choose by import.meta.url`);
    }
  });
  return found;
}

/** Inbox and outbox belong to the host: others speak to actors through it. */
function queueBreaches(source: Source): readonly string[] {
  if (/^src\/(actors\/host|persistence)\//.test(source.path)) return [];
  return texts(source)
    .filter(({ text }) => /^(inbox|outbox)$|\b(from|into|update|join|table)\s+(inbox|outbox)\b/i.test(text))
    .map(({ at }) => `${at} may not touch the tables inbox and outbox`);
}

/** SQL is written in one layer only, so that one layer owns the tables. */
function sqlBreaches(source: Source): readonly string[] {
  if (source.path.startsWith('src/persistence/')) return [];
  const sql =
    /^\s*(select\s[^]+\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+table|pragma\s)/i;
  return texts(source)
    .filter(({ text }) => sql.test(text))
    .map(({ at }) => `${at} may not write SQL`);
}

function texts(source: Source): readonly { readonly at: string; readonly text: string }[] {
  const found: { at: string; text: string }[] = [];
  walk(source.program, (node) => {
    const value = node['value'];
    if (node.type === 'Literal' && typeof value === 'string') found.push({ at: place(source, node), text: value });
    if (node.type === 'TemplateElement') found.push({ at: place(source, node), text: (value as { raw: string }).raw });
  });
  return found;
}
