/** Globs of rules: `*` is any text, everything else is itself. Compiled once; a match takes no longer than reading the text. */

/** Whether a text fits. */
export type Matcher = (text: string) => boolean;

const ANY: Matcher = () => true;

/**
 * Compiles a glob. No regular expression: no text can make it slow.
 *
 * @param glob e.g. `mcp.github/*`, `*.example.com:443`
 * @returns    a matcher; case counts
 */
export function globMatcher(glob: string): Matcher {
  const parts = glob.split('*');
  const [first = ''] = parts;
  if (parts.length === 1) return (text) => text === glob;
  const last = parts.at(-1) ?? '';
  const middle = parts.slice(1, -1).filter((part) => part !== '');
  if (first === '' && last === '' && middle.length === 0) return ANY;
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let from = first.length;
    const end = text.length - last.length;
    for (const part of middle) {
      const at = text.indexOf(part, from);
      if (at < 0 || at + part.length > end) return false;
      from = at + part.length;
    }
    return true;
  };
}

/** Compiles several globs of which one has to fit. */
export function anyMatcher(globs: readonly string[]): Matcher {
  const matchers = [...new Set(globs)].map(globMatcher);
  if (matchers.includes(ANY)) return ANY;
  const [only] = matchers;
  if (only !== undefined && matchers.length === 1) return only;
  return (text) => matchers.some((fits) => fits(text));
}
