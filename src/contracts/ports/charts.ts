/** Port of the charts: a machine definition drawn as SVG. */
import type { Json } from '../json.ts';
import type { ChartDefinition } from './views.ts';

/** Draws charts; the same definition is drawn once. */
export interface ChartPort {
  /** @returns SVG with `data-state` ids, and the placed graph as JSON */
  chart(definition: ChartDefinition): Promise<{ svg: string; json: Json }>;
}
