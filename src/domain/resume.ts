/** Removes what a model says again when it was asked to go on after a broken answer. */

/** Filter of one streamed continuation. */
export interface ResumeFilter {
  /** @returns what may be shown now; empty while it is open whether the text repeats */
  push(text: string): string;
  /**
   * Call it only when the model ended by itself. When the stream broke, forget the filter: what it still holds back
   * looks like a repetition, and the next attempt says it again.
   *
   * @returns what was held back and turned out to be new
   */
  end(): string;
}

/** Held-back text of this length or more that is nothing but the beginning of the partial answer is a restart. */
const RESTART_MIN = 16;
/** A repetition at the seam counts from this length on, characters. */
const SEAM_MIN = 12;
/** How far back in the partial answer a repetition at the seam may begin, characters. */
const SEAM_MAX = 240;
/** A row of dashes or spaces at the seam is lay-out that goes on, not a repetition. */
const SEAM_DISTINCT = 4;

/**
 * Makes a filter for the text a model streams after it was asked to continue a partial answer.
 *
 * Three cases: the model starts again from the beginning (the repeated part is swallowed), it repeats the last words
 * before it goes on (12 to 240 characters; the overlap is removed), or it truly goes on (everything passes).
 * Text is held back only while it could still become such a repetition: mostly a word or two.
 *
 * @param partial what the person already sees; empty makes a filter that lets everything pass
 * @returns       the filter; chunks may be cut anywhere, the joined result does not depend on it
 * @throws        never
 * @example       resumeFilter('One two three') then push('One two th'), push('ree four') -> '', ' four'
 * @source        restart after an aborted stream: models without prefill tend to begin anew
 */
export function resumeFilter(partial: string): ResumeFilter {
  /** positions in `partial` from where the new text may be a repetition up to its end; ascending */
  let starts = possibleStarts(partial);
  let held = '';
  let open = starts.length > 0;

  const release = (from: number): string => {
    open = false;
    const text = held.slice(from);
    held = '';
    return text;
  };
  return {
    push(text) {
      if (!open) return text;
      starts = starts.filter((start) => goesOn(partial, start + held.length, text));
      held += text;
      const longest = starts[0];
      if (longest === undefined) return release(0);
      const repeated = partial.length - longest;
      return held.length < repeated ? '' : release(repeated);
    },
    end() {
      if (!open) return '';
      if (starts[0] === 0 && held.length >= RESTART_MIN) return release(held.length);
      const whole = starts.find((start) => partial.length - start <= held.length);
      return release(whole === undefined ? 0 : partial.length - whole);
    },
  };
}

/** @returns whether `text` equals `partial` from `at` on, as far as both reach */
function goesOn(partial: string, at: number, text: string): boolean {
  const rest = partial.length - at;
  return rest <= 0 || partial.startsWith(rest < text.length ? text.slice(0, rest) : text, at);
}

function possibleStarts(partial: string): number[] {
  if (partial === '') return [];
  const starts = [0];
  for (let at = Math.max(1, partial.length - SEAM_MAX); at <= partial.length - SEAM_MIN; at++) {
    if (new Set(partial.slice(at)).size >= SEAM_DISTINCT) starts.push(at);
  }
  return starts;
}
