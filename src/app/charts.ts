/** Wiring of the charts: definition → graph → layout → SVG, each definition once. */
import { createElk } from '../adapters/layout/elk/index.ts';
import type { Json } from '../contracts/json.ts';
import type { ChartPort } from '../contracts/ports/charts.ts';
import { graphOf } from '../domain/chart/graph.ts';
import { svgOf } from '../domain/chart/svg.ts';

/** Draws charts and keeps them by definition hash; there are only as many as machine versions. */
export function createCharts(): ChartPort {
  const layout = createElk();
  const drawn = new Map<string, ReturnType<ChartPort['chart']>>();
  return {
    chart(definition) {
      const known = drawn.get(definition.hash);
      if (known) return known;
      const drawing = layout.place(graphOf(definition)).then((placed) => ({
        svg: svgOf(definition, placed),
        json: placed as unknown as Json,
      }));
      drawn.set(definition.hash, drawing);
      drawing.catch(() => drawn.delete(definition.hash));
      return drawing;
    },
  };
}
