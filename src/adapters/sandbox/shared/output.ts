/** Keeps the first bytes of what a program writes and counts the rest. */

/** stdout and stderr of one program, within one bound. */
export interface Collector {
  /** Takes a piece of a stream: 0 = stdout, 1 = stderr. */
  take(stream: 0 | 1, piece: Buffer): void;
  /** What was kept of a stream. */
  kept(stream: 0 | 1): Buffer;
  /** Bytes that came in all. */
  total(): number;
}

/** @param bound bytes kept of both streams together */
export function collector(bound: number): Collector {
  const pieces: [Buffer[], Buffer[]] = [[], []];
  let kept = 0;
  let total = 0;
  return {
    take(stream, piece) {
      total += piece.length;
      const room = bound - kept;
      if (room <= 0) return;
      // A copy: a slice would hold on to the whole piece.
      const part = piece.length <= room ? piece : Buffer.from(piece.subarray(0, room));
      kept += part.length;
      pieces[stream].push(part);
    },
    kept: (stream) => Buffer.concat(pieces[stream]),
    total: () => total,
  };
}
