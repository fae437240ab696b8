/** Ports of the charts: a machine definition drawn as SVG, and the layout engine behind it (a graph with sizes in, places out). */
import type { Json } from '../json.ts';
import type { ChartDefinition } from './views.ts';

/** A text with its size, px. */
export interface GraphLabel {
  text: string;
  width: number;
  height: number;
}

/** A box; boxes may hold boxes. */
export interface GraphNode {
  id: string;
  width: number;
  height: number;
  labels: GraphLabel[];
  children: GraphNode[];
}

/** An arrow between two boxes, wherever they are. */
export interface GraphEdge {
  id: string;
  source: string;
  target: string;
  labels: GraphLabel[];
}

/** What is to be placed. */
export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** A point, px from the top left corner of the picture. */
export interface Point {
  x: number;
  y: number;
}

/** A placed box, in absolute px. */
export interface PlacedNode extends Point {
  id: string;
  width: number;
  height: number;
}

/** A placed arrow. */
export interface PlacedEdge {
  id: string;
  points: Point[];
  labels: (GraphLabel & Point)[];
}

/** The picture. */
export interface PlacedGraph {
  width: number;
  height: number;
  nodes: PlacedNode[];
  edges: PlacedEdge[];
}

/** A layout engine. */
export interface GraphLayout {
  /** @throws Error when the engine cannot place the graph */
  place(graph: Graph): Promise<PlacedGraph>;
}

/** Draws charts; the same definition is drawn once. */
export interface ChartPort {
  /** @returns SVG with `data-state` ids, and the placed graph as JSON */
  chart(definition: ChartDefinition): Promise<{ svg: string; json: Json }>;
}
