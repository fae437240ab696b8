/** Cuts a stream of bytes into lines, each bounded: what is too long is dropped while it is read, only its ends are kept. */
import { ENDLESS, MOST_MESSAGE } from '../bounds.ts';

const ENDS = 512;

/** What was found in a stream. */
export type Piece =
  /** a whole line, without its end */
  | { kind: 'line'; text: string }
  /** a line that was too long: how it began and ended */
  | { kind: 'oversized'; head: string; tail: string; bytes: number }
  /** a line that does not end */
  | { kind: 'endless' };

/** Remembers the line that has begun. */
export class LineCutter {
  #parts: Buffer[] = [];
  #bytes = 0;
  #head = '';
  #tail = Buffer.alloc(0);

  /** Takes bytes. @returns the lines that end in them */
  take(chunk: Buffer): Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      this.#add(chunk.subarray(from, at));
      pieces.push(this.#end());
      from = at + 1;
    }
    this.#add(chunk.subarray(from));
    if (this.#bytes > ENDLESS) pieces.push({ kind: 'endless' });
    return pieces;
  }

  #add(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#bytes <= MOST_MESSAGE) {
      if (bytes.length > 0) this.#parts.push(bytes);
      return;
    }
    const kept = Buffer.concat([...this.#parts, bytes]);
    if (this.#head === '') this.#head = kept.subarray(0, ENDS).toString('utf8');
    this.#parts = [];
    const end = Buffer.concat([this.#tail, kept.subarray(-ENDS)]);
    this.#tail = Buffer.from(end.subarray(-ENDS));
  }

  #end(): Piece {
    const bytes = this.#bytes;
    const piece: Piece =
      bytes > MOST_MESSAGE
        ? { kind: 'oversized', head: this.#head, tail: this.#tail.toString('utf8'), bytes }
        : { kind: 'line', text: Buffer.concat(this.#parts).toString('utf8').replace(/\r$/, '') };
    this.#parts = [];
    this.#bytes = 0;
    this.#head = '';
    this.#tail = Buffer.alloc(0);
    return piece;
  }
}

/** The id of the request that an oversized answer belongs to; undefined when its ends do not tell. */
export function idAtEnds(head: string, tail: string): number | undefined {
  const first = /^\s*\{\s*(?:"jsonrpc"\s*:\s*"2\.0"\s*,\s*)?"id"\s*:\s*(\d{1,15})\s*,/.exec(head);
  const last = /,\s*"id"\s*:\s*(\d{1,15})\s*(?:,\s*"jsonrpc"\s*:\s*"2\.0"\s*)?\}\s*$/.exec(tail);
  const found = first?.[1] ?? last?.[1];
  return found === undefined ? undefined : Number(found);
}
