/** The layout engine ELK, in a thread of its own that lives only while charts are being drawn: it needs much memory. */
import { Worker } from 'node:worker_threads';
import type { Graph, GraphLayout, PlacedGraph } from '../../../contracts/ports/charts.ts';

/** Answer of the thread. */
export interface PlacedMessage {
  placed?: PlacedGraph;
  error?: string;
}

/** Makes the engine. One thread per picture: a picture is drawn once per machine version and then cached. */
export function createElk(): GraphLayout {
  return {
    place(graph: Graph) {
      const script = import.meta.url.endsWith('.ts') ? './elk-thread.ts' : './elk-thread.js';
      return new Promise((resolve, reject) => {
        const thread = new Worker(new URL(script, import.meta.url), { workerData: graph });
        thread.once('message', ({ placed, error }: PlacedMessage) => {
          if (placed) resolve(placed);
          else reject(new Error(error ?? 'no layout'));
        });
        thread.once('error', reject);
        thread.once('exit', (code) => reject(new Error(`the layout ended with code ${code}`)));
      });
    },
  };
}
