/** The thread in which ELK places one graph. */
import { parentPort, workerData } from 'node:worker_threads';
import ElkConstructor, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Graph, GraphNode, PlacedGraph, PlacedNode } from '../../../contracts/ports/charts.ts';
import type { PlacedMessage } from './index.ts';

// The bundle is CommonJS: its constructor is the module itself.
const Elk = ElkConstructor as unknown as new () => { layout(graph: ElkNode): Promise<ElkNode> };

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.edgeCoords': 'ROOT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.edgeLabels.inline': 'false',
  'elk.layered.spacing.nodeNodeBetweenLayers': '36',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.edgeNodeBetweenLayers': '18',
};
const INSIDE = {
  'elk.padding': '[top=34,left=16,bottom=16,right=16]',
  'elk.nodeLabels.placement': 'INSIDE V_TOP H_LEFT',
};

function toElk(node: GraphNode): ElkNode {
  const { id, width, height, labels, children } = node;
  if (children.length === 0) return { id, width, height, labels };
  return { id, labels, layoutOptions: INSIDE, children: children.map(toElk) };
}

function placesOf(node: ElkNode): PlacedNode[] {
  const { id, x = 0, y = 0, width = 0, height = 0, children = [] } = node;
  return [{ id, x, y, width, height }, ...children.flatMap(placesOf)];
}

function routeOf(edge: ElkExtendedEdge): PlacedGraph['edges'][number] {
  const points = (edge.sections ?? []).flatMap((s) => [s.startPoint, ...(s.bendPoints ?? []), s.endPoint]);
  const labels = (edge.labels ?? []).map(({ text = '', width = 0, height = 0, x = 0, y = 0 }) => ({
    text,
    width,
    height,
    x,
    y,
  }));
  return { id: edge.id, points, labels };
}

async function place({ nodes, edges }: Graph): Promise<PlacedGraph> {
  const placed = await new Elk().layout({
    id: 'root',
    layoutOptions: OPTIONS,
    children: nodes.map(toElk),
    edges: edges.map(({ id, source, target, labels }) => ({ id, sources: [source], targets: [target], labels })),
  });
  return {
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    nodes: (placed.children ?? []).flatMap(placesOf),
    edges: (placed.edges ?? []).map(routeOf),
  };
}

const answer = await place(workerData as Graph).then(
  (placed): PlacedMessage => ({ placed }),
  (error: unknown): PlacedMessage => ({ error: String(error) }),
);
parentPort?.postMessage(answer);
