/** `omega test flow`. */
import type { FlowReport, Progress } from '../contracts/app.ts';
export async function testFlows(_machine: string | undefined, _progress: Progress): Promise<FlowReport> {
  return { machines: [], took: 0 };
}
