/** A placed graph as plain SVG: no script, no foreign reference, states carry `data-state`, arrows `data-source` and `data-event`. */
import type { PlacedEdge, PlacedGraph, PlacedNode } from '../../contracts/ports/charts.ts';
import type { ChartDefinition, ChartState, ChartTransition } from '../../contracts/ports/views.ts';
import { INITIAL, edgeId, linesOf } from './graph.ts';

const MARGIN = 12;

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const round = (n: number): number => Math.round(n * 10) / 10;

function stateBox(state: ChartState, place: PlacedNode): string {
  const { x, y, width, height } = place;
  const leaf = state.states.length === 0;
  const lines = leaf ? linesOf(state) : [linesOf(state).join('  ')];
  const words = lines.map(
    (line, i) =>
      `<text class="${i === 0 ? 'name' : 'invoke'}" x="${round(x + 10)}" y="${round(y + 20 + i * 18)}">${escape(line)}</text>`,
  );
  const title = state.description === '' ? state.key : `${state.key}: ${state.description}`;
  return (
    `<g class="state ${state.type}" data-state="${escape(state.id)}"><title>${escape(title)}</title>` +
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="8"/>${words.join('')}</g>`
  );
}

function boxes(state: ChartState, places: ReadonlyMap<string, PlacedNode>): string[] {
  const place = places.get(state.id);
  const dot = places.get(`${state.id}${INITIAL}`);
  return [
    ...(place ? [stateBox(state, place)] : []),
    ...(dot
      ? [`<circle class="initial" cx="${round(dot.x + dot.width / 2)}" cy="${round(dot.y + dot.height / 2)}" r="5"/>`]
      : []),
    ...state.states.flatMap((child) => boxes(child, places)),
  ];
}

function arrow(edge: PlacedEdge, transition: ChartTransition | undefined): string {
  const path = edge.points.map((p, i) => `${i === 0 ? 'M' : 'L'}${round(p.x)} ${round(p.y)}`).join('');
  const words = edge.labels
    .map((l) => `<text x="${round(l.x + 3)}" y="${round(l.y + 13)}">${escape(l.text)}</text>`)
    .join('');
  const data = transition
    ? ` data-source="${escape(transition.source)}" data-event="${escape(transition.event)}" data-target="${escape(transition.targets[0] ?? '')}"`
    : '';
  return `<g class="edge"${data}><path d="${path}" marker-end="url(#tip)"/>${words}</g>`;
}

/**
 * Draws a chart.
 *
 * @param definition structure and names
 * @param placed     the graph of the same definition, placed
 * @returns          an SVG document; colours come from the page's style by class
 */
export function svgOf(definition: ChartDefinition, placed: PlacedGraph): string {
  const places = new Map(placed.nodes.map((n) => [n.id, n]));
  const transitions = new Map(definition.transitions.map((t, n) => [edgeId(t, n), t]));
  const [width, height] = [Math.ceil(placed.width + 2 * MARGIN), Math.ceil(placed.height + 2 * MARGIN)];
  const name = `${definition.machine} version ${definition.version}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="State chart of ${escape(name)}" class="chart" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escape(name)}</title>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
    ...boxes(definition.root, places),
    ...placed.edges.map((edge) => arrow(edge, transitions.get(edge.id))),
    '</svg>',
  ].join('');
}
