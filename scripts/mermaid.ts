/** Draws a machine as a Mermaid state diagram and lists its states, both from the machine itself. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';

/** One state as the documents list it. */
export interface StateLine {
  /** dotted path below the root, e.g. `answering.classifying` */
  readonly path: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly invokes: readonly string[];
}

/**
 * The Mermaid `stateDiagram-v2` of a machine: nested and parallel states, guards, `done`, `error` and `after` labels.
 * Transitions without a target change no state and are not drawn.
 */
export function mermaid(machine: AnyStateMachine): string {
  return ['stateDiagram-v2', ...nodeLines(machine.root, 1), ...rootLines(machine.root)].join('\n');
}

/** What the machine does in whatever state it is: arrows from a node of their own, since a root has no place in the drawing. */
function rootLines(root: AnyStateNode): readonly string[] {
  const any = `${name(root)}_any`;
  const lines = arrows(root, any).map((line) => `  ${line}`);
  return lines.length > 0 ? [`  state "in any state" as ${any}`, ...lines] : [];
}

function arrows(node: AnyStateNode, from: string): readonly string[] {
  return [...node.transitions.values()]
    .flat()
    .concat(node.always ?? [])
    .flatMap((transition) =>
      (transition.target ?? []).map((target) => `${from} --> ${name(target)}: ${label(transition)}`),
    );
}

/** Every state below the root, parents first, in the order in which the machine declares them. */
export function stateLines(machine: AnyStateMachine): readonly StateLine[] {
  const below = (node: AnyStateNode): readonly StateLine[] =>
    children(node).flatMap((child) => [
      {
        path: child.path.join('.'),
        description: child.description ?? '',
        tags: child.tags,
        invokes: child.invoke.map(({ src, id }) => (typeof src === 'string' ? src : id)),
      },
      ...below(child),
    ]);
  return below(machine.root);
}

function children(node: AnyStateNode): readonly AnyStateNode[] {
  return Object.values(node.states);
}

function nodeLines(node: AnyStateNode, depth: number): readonly string[] {
  const pad = '  '.repeat(depth);
  const initial = node.type === 'compound' ? node.initial.target?.[0] : undefined;
  const parts = children(node).map((child) => childLines(child, depth));
  // Mermaid separates the regions of a parallel state by a line of two dashes.
  const body =
    node.type === 'parallel'
      ? parts.flatMap((part, index) => (index === 0 ? part : [`${pad}--`, ...part]))
      : parts.flat();
  return [...(initial ? [`${pad}[*] --> ${name(initial)}`] : []), ...body];
}

function childLines(node: AnyStateNode, depth: number): readonly string[] {
  const pad = '  '.repeat(depth);
  const isNested = children(node).length > 0;
  const self = isNested
    ? [`${pad}state "${node.key}" as ${name(node)} {`, ...nodeLines(node, depth + 1), `${pad}}`]
    : [`${pad}state "${node.key}" as ${name(node)}`];
  const lines = arrows(node, name(node)).map((line) => `${pad}${line}`);
  return [...self, ...lines, ...(node.type === 'final' ? [`${pad}${name(node)} --> [*]`] : [])];
}

/** An id that Mermaid takes as one word. */
function name(node: AnyStateNode): string {
  return node.id.replaceAll(/[^A-Za-z0-9_]/g, '_');
}

function label(transition: { readonly eventType: string; readonly guard?: unknown }): string {
  const guard = transition.guard === undefined ? '' : ` [${guardName(transition.guard)}]`;
  return `${eventName(transition.eventType)}${guard}`.replaceAll(/[;\n]|::/g, ' ');
}

function guardName(guard: unknown): string {
  if (typeof guard === 'string') return guard;
  if (typeof guard === 'object' && guard !== null && 'type' in guard) return String(guard.type);
  if (typeof guard === 'function' && 'guards' in guard && Array.isArray(guard.guards)) {
    return `${'check' in guard ? combinator(guard) : ''}${guard.guards.map(guardName).join(', ')}`;
  }
  return 'guard';
}

/** `not(…)`, `and(…)`, `or(…)` are functions of that name which carry their parts. */
function combinator(guard: { readonly name?: string }): string {
  return guard.name ? `${guard.name} ` : '';
}

function eventName(event: string): string {
  if (event === '') return 'always';
  const reserved = /^xstate\.(done|error)\.actor\.(.+)$/.exec(event);
  if (reserved) return `${reserved[1]}(${shortActor(reserved[2] ?? '')})`;
  const delay = /^xstate\.after\.([^.]+)\./.exec(event);
  if (delay) return `after(${delay[1]})`;
  return event.startsWith('xstate.done.state.') ? 'done' : event;
}

/** An invoke without an id of its own is called `0.machine.state` by XState: show its place only. */
function shortActor(id: string): string {
  return /^\d+\./.test(id) ? (id.split('.').at(-1) ?? id) : id;
}
