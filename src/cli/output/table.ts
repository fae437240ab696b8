/** Plain text tables and durations for the terminal. */

/**
 * Lays out rows under a head; the last column is cut to the width, the others are as wide as their longest cell.
 *
 * @param head  titles
 * @param rows  cells, one per title; line breaks in them become spaces
 * @param width columns of the terminal; 0 = never cut, for pipes
 * @returns     lines without trailing spaces
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[], width = 0): string[] {
  const clean = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' ')));
  const widths = head.map((_, column) => Math.max(...clean.map((row) => (row[column] ?? '').length)));
  return clean.map((row) => {
    const cells = row.map((cell, column) => (column < row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell));
    const line = cells.join('  ').trimEnd();
    return width > 1 && line.length > width ? `${line.slice(0, width - 1)}…` : line;
  });
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/**
 * @param ms a duration in milliseconds
 * @returns  its largest unit, e.g. `3 min`; under a second `12 ms`; a negative one counts as 0
 */
export function duration(ms: number): string {
  const unit = UNITS.find(([, size]) => ms >= size);
  return unit === undefined ? `${Math.max(0, Math.round(ms))} ms` : `${Math.floor(ms / unit[1])} ${unit[0]}`;
}

/** @returns ISO 8601 in UTC with ms, as in the logs */
export function timestamp(at: number): string {
  return new Date(at).toISOString();
}

/** @returns `1 actor`, `2 actors` */
export function count(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? '' : 's'}`;
}
