/** Reading the summary of a conversation: in its form where the service keeps to forms, else as plain text. */
import { z } from 'zod';
import { formOf } from '../text/form-of.ts';
import { jsonIn } from '../text/json-in.ts';

const Summary = z.object({ summary: z.string() });

/** The form it is asked for in. */
export const SUMMARY_FORM = formOf('summary', Summary);

/** @returns the words of the summary, or a sentence that says what is wrong with the answer */
export function parseSummary(answer: string): { value: string } | { problem: string } {
  const text = answer.trim();
  if (text === '') return { problem: 'it is empty' };
  if (!text.startsWith('{') && !text.startsWith('```')) return { value: text };
  const parsed = Summary.safeParse(jsonIn(text));
  const summary = parsed.data?.summary.trim() ?? '';
  return summary === '' ? { problem: 'it is neither the object {"summary"} nor plain text' } : { value: summary };
}
