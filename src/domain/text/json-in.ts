/** The JSON object in a model's answer. */

/** @returns the object, also from between the lines of a code block or of prose; undefined when there is none */
export function jsonIn(answer: string): unknown {
  const start = answer.indexOf('{');
  const end = answer.lastIndexOf('}');
  if (start === -1 || end < start) return undefined;
  try {
    return JSON.parse(answer.slice(start, end + 1));
  } catch {
    return undefined;
  }
}
