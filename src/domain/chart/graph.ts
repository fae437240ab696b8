/** A machine definition as a graph of boxes and arrows with the sizes their texts need. */
import type { Graph, GraphEdge, GraphLabel, GraphNode } from '../../contracts/ports/charts.ts';
import type { ChartDefinition, ChartState, ChartTransition } from '../../contracts/ports/views.ts';

const CHAR = 7.2;
const LINE = 18;
const DOT = 14;

/** Suffix of the id of the dot that stands for entering a compound state. */
export const INITIAL = '::initial';

/** `xstate.done.actor.think` → `think done`, `xstate.after.backoff.turn.x` → `after backoff`, `` → `always`. */
export function eventLabel(event: string): string {
  return (
    event
      .replace(/^xstate\.done\.actor\.(.*)$/, '$1 done')
      .replace(/^xstate\.error\.actor\.(.*)$/, '$1 failed')
      .replace(/^xstate\.after\.([^.]+)\..*$/, 'after $1')
      .replace(/^xstate\.done\.state\..*$/, 'done') || 'always'
  );
}

function label(text: string): GraphLabel {
  return { text, width: Math.ceil(text.length * CHAR) + 6, height: LINE };
}

/** Lines inside a box: its name and what it invokes. */
export function linesOf(state: ChartState): string[] {
  return [state.key, ...state.invokes.map((name) => `⚙ ${name}`)];
}

function nodeOf(state: ChartState): GraphNode {
  const lines = linesOf(state).map(label);
  const width = Math.max(70, ...lines.map((l) => l.width + 16));
  const dot: GraphNode[] =
    state.initial === null ? [] : [{ id: `${state.id}${INITIAL}`, width: DOT, height: DOT, labels: [], children: [] }];
  const children = state.states.length === 0 ? [] : [...dot, ...state.states.map(nodeOf)];
  return {
    id: state.id,
    width,
    height: lines.length * LINE + 14,
    labels: children.length > 0 ? [label(linesOf(state).join('  '))] : [],
    children,
  };
}

/** Id of the arrow of a transition: its source, event and place among those of the same source and event. */
export function edgeId(transition: ChartTransition, n: number): string {
  return `${transition.source}>${transition.event}>${n}`;
}

function edgesOf({ transitions }: ChartDefinition): GraphEdge[] {
  return transitions.flatMap((t, n) =>
    t.targets.map((target) => {
      const guard = t.guard === '' ? '' : ` [${t.guard}]`;
      return { id: edgeId(t, n), source: t.source, target, labels: [label(`${eventLabel(t.event)}${guard}`)] };
    }),
  );
}

function initialEdges(state: ChartState): GraphEdge[] {
  const own =
    state.initial === null
      ? []
      : [{ id: `${state.id}${INITIAL}>`, source: `${state.id}${INITIAL}`, target: state.initial, labels: [] }];
  return [...own, ...state.states.flatMap(initialEdges)];
}

/** The graph of a definition. The machine itself is the outermost box. */
export function graphOf(definition: ChartDefinition): Graph {
  return { nodes: [nodeOf(definition.root)], edges: [...edgesOf(definition), ...initialEdges(definition.root)] };
}
