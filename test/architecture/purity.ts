/** Finds what makes a file depend on more than its input: clock, random, timers, network, process. */
import { place, walk, type Node, type Source } from './source.ts';

const GLOBALS: ReadonlySet<string> = new Set(
  'process console fetch globalThis performance crypto WebSocket Buffer setTimeout setInterval setImmediate queueMicrotask'.split(
    ' ',
  ),
);

/** Every use of the world in a file, as `path:line uses name`. Names that are keys of objects and types do not count. */
export function impurities(source: Source): readonly string[] {
  const found: string[] = [];
  const names = new Set<Node>();
  walk(source.program, (node) => {
    const what = clockOrRandom(node);
    if (what !== undefined) found.push(`${place(source, node)} uses ${what}`);
    for (const name of keysOf(node)) names.add(name);
    if (node.type === 'Identifier' && GLOBALS.has(String(node['name'])) && !names.has(node)) {
      found.push(`${place(source, node)} uses ${String(node['name'])}`);
    }
  });
  return found;
}

/** Child nodes that are names of members, not values; visited after their parent, so they can be left out. */
function keysOf(node: Node): readonly Node[] {
  const key = node['key'] ?? (node.type === 'MemberExpression' ? node['property'] : undefined);
  return key !== undefined && node['computed'] !== true ? [key as Node] : [];
}

function clockOrRandom(node: Node): string | undefined {
  const callee = node['callee'] as Node | undefined;
  const isDate = callee?.['name'] === 'Date';
  if (node.type === 'NewExpression' && isDate && (node['arguments'] as readonly Node[]).length === 0)
    return 'new Date()';
  if (node.type === 'CallExpression' && isDate) return 'Date()';
  if (node.type !== 'MemberExpression') return undefined;
  const name = `${String((node['object'] as Node)['name'])}.${String((node['property'] as Node)['name'])}`;
  return name === 'Date.now' || name === 'Math.random' ? name : undefined;
}
