/** Keeps markers out of an answer while it is still being written: what people watch grow is what they will read. */
import { answerLines, fenceReader } from './lines.ts';
import { readLine } from './reading.ts';
import { markers } from './registry.ts';
import { keptLines } from './tidy.ts';

/** Passes text on as it comes; lines that may become a marker wait until they are complete. */
export interface Veil {
  /** @returns the part that can be shown already, perhaps empty */
  push(piece: string): string;
  /** The answer is complete. @returns what was held back and is no marker */
  end(): string;
}

const DECORATION = /^\s*(?:(?:[-*+•‣◦]|\d{1,3}[.)])\s+)?[*_`]{0,3}/;

/** A bullet or decoration that something may follow. */
const BEGINNING = /^\s{0,12}(?:[-*+•‣◦]|\d{1,3}[.)]?)?\s{0,4}[*_`]{0,3}$/;

/** Whether the beginning of a line can still become a marker. */
function mayBecomeMarker(line: string): boolean {
  if (BEGINNING.test(line)) return true;
  const core = line.replace(DECORATION, '');
  return markers.some(({ name, form }) => {
    if (core.length <= name.length) return name.startsWith(core);
    if (!core.startsWith(name)) return false;
    return form === 'value' ? core[name.length] === ':' : /^[*_`\s]*$/.test(core.slice(name.length));
  });
}

/** Whether nothing is left of a complete line once its markers are out. */
function isMarker(line: string): boolean {
  const [only] = answerLines(line);
  const reading = only && readLine(only);
  return reading !== undefined && reading.prose === undefined;
}

/** Builds a veil for one answer. */
export function veil(): Veil {
  let line = '';
  /** the beginning of the line was shown, so the rest of it is too */
  let open = false;
  const { isCode, isInside } = fenceReader();
  const kept = keptLines();
  /** A line is complete. @returns what of it is shown */
  const whole = (): string => {
    const code = isCode(line);
    if (!code && !open && isMarker(line)) kept.cut();
    else if (kept.keep(line)) return open ? '\n' : `${line}\n`;
    return '';
  };
  return {
    push(piece) {
      let shown = '';
      const parts = piece.split('\n');
      for (const [i, part] of parts.entries()) {
        line += part;
        const ends = i < parts.length - 1;
        if (open) shown += part;
        if (ends) shown += whole();
        else if (!open && (isInside() || !mayBecomeMarker(line))) {
          shown += line;
          open = line !== '';
        }
        if (ends) [line, open] = ['', false];
      }
      return shown;
    },
    end: () => (open || (!isInside() && isMarker(line)) ? '' : line),
  };
}

/** Builds a veil that shows nothing: for answers whose words are read by Omega first, such as those of a set-up. */
export function curtain(): Veil {
  return { push: () => '', end: () => '' };
}
