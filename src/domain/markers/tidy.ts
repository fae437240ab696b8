/** Puts the lines of an answer together again, without the blank lines that were only there for what was taken out. */

/** Lines that stay, in their order. */
export interface Kept {
  /** @returns false for a blank line that would stand beside another one where something was taken out */
  keep(line: string): boolean;
  /** a line was taken out here */
  cut(): void;
  /** what stays, without blank lines in front of or behind it that something stood beyond */
  text(): string;
}

/** Builds an empty list. */
export function keptLines(): Kept {
  let lines: string[] = [];
  /** a line was taken out, and none with words has come since */
  let isCut = false;
  let hasWords = false;
  let isBlankLast = true;
  return {
    keep(line) {
      const isBlank = line.trim() === '';
      if (isBlank && isCut && isBlankLast) return false;
      lines.push(line);
      isBlankLast = isBlank;
      if (!isBlank) [hasWords, isCut] = [true, false];
      return true;
    },
    cut() {
      isCut = true;
      if (!hasWords) [lines, isBlankLast] = [[], true];
    },
    text() {
      const last = isCut ? lines.findLastIndex((line) => line.trim() !== '') + 1 : lines.length;
      return lines.slice(0, last).join('\n');
    },
  };
}
