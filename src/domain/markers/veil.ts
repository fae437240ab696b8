/** Keeps markers out of an answer while it is still being written: what people watch grow is what they will read. */
import { parseAnswer } from './parse.ts';
import { markers } from './registry.ts';

/** Passes text on as it comes; lines that may become a marker wait until they are complete. */
export interface Veil {
  /** @returns the part that can be shown already, perhaps empty */
  push(piece: string): string;
  /** The answer is complete. @returns what was held back and is no marker */
  end(): string;
}

const FENCE = /^ {0,3}(?:`{3,}|~{3,})/;
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

/** Whether a complete line is a marker, in whatever context. */
function isMarker(line: string): boolean {
  const { text, commands, problems, ignored } = parseAnswer(line, 'conversation');
  return commands.length + problems.length + ignored.length > 0 && text.trim() === '';
}

/** Builds a veil for one answer. */
export function veil(): Veil {
  let line = '';
  /** the beginning of the line was shown, so the rest of it is too */
  let open = false;
  let fenced = false;
  const whole = (): string => (fenced || open || !isMarker(line) ? `${line}\n` : '');
  return {
    push(piece) {
      let shown = '';
      const parts = piece.split('\n');
      for (const [i, part] of parts.entries()) {
        line += part;
        const ends = i < parts.length - 1;
        if (open) shown += part + (ends ? '\n' : '');
        else if (ends) shown += whole();
        else if (fenced || !mayBecomeMarker(line)) {
          shown += line;
          open = line !== '';
        }
        if (!ends) continue;
        if (FENCE.test(line)) fenced = !fenced;
        line = '';
        open = false;
      }
      return shown;
    },
    end: () => (open || line === '' || isMarker(line) ? '' : line),
  };
}
