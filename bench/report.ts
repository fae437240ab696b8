/** Results of a benchmark run: figures beside the baseline of the same run, and the goal. */
import { writeFileSync } from 'node:fs';

/** One line of the table. */
export interface Line {
  name: string;
  /** what was measured, in `unit` */
  value: number;
  unit: string;
  /** the same thing without Omega, measured in the same run; null where there is none */
  baseline: { what: string; value: number } | null;
  /** e.g. `<= 5`; empty where there is none */
  goal: string;
}

/** Nth percentile of samples, 0..100. */
export function percentile(samples: readonly number[], n: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * n) / 100))] ?? Number.NaN;
}

const figure = (n: number): string => (Math.abs(n) >= 100 ? n.toFixed(0) : n.toFixed(2));

/** The lines as a table for a terminal and for Markdown. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((l) => [
    l.name,
    `${figure(l.value)} ${l.unit}`,
    l.baseline ? `${figure(l.baseline.value)} ${l.unit} (${l.baseline.what})` : '',
    l.baseline ? `${figure(l.value / l.baseline.value)}×` : '',
    l.goal,
  ]);
  const head = ['what', 'Omega', 'baseline', 'ratio', 'goal'];
  const widths = head.map((h, i) => Math.max(h.length, ...rows.map((r) => (r[i] ?? '').length)));
  const format = (r: readonly string[]): string => `| ${r.map((c, i) => c.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [format(head), format(widths.map((w) => '-'.repeat(w))), ...rows.map(format)].join('\n');
}

/** Writes the lines as JSON. */
export function writeJson(file: string, lines: readonly Line[]): void {
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), node: process.version, lines }, null, 2)}\n`);
}
