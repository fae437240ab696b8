/** What the fast model says about a message that the rules leave open: one answer, or a plan with its steps. */
import { z } from 'zod';
import { formOf } from '../text/form-of.ts';
import { jsonIn } from '../text/json-in.ts';
import type { PlanStep } from '../plan/prompt.ts';

/** The fast model's judgement. */
export type Judgement = { way: 'direct'; reason: string } | { way: 'plan'; reason: string; steps: PlanStep[] };

/** Most steps of a plan; what is longer is no plan but a project. */
const MOST_STEPS = 12;

const Answer = z.object({
  route: z.enum(['direct', 'plan']),
  reason: z.string().max(300).catch(''),
  steps: z
    .array(z.object({ title: z.string().trim().min(1).max(120), goal: z.string().trim().max(1000).catch('') }))
    .max(MOST_STEPS)
    .catch([]),
});

/** The form it is asked for in. */
export const JUDGEMENT_FORM = formOf('judgement', Answer);

/** Numbered lines, as smaller models write a plan: at least two. */
function numbered(answer: string): PlanStep[] {
  const lines = answer.split('\n').flatMap((line) => /^\s*\d{1,3}\.\s+(.+)$/.exec(line)?.[1]?.trim() ?? []);
  return lines.length < 2 ? [] : lines.slice(0, MOST_STEPS).map((title) => ({ title, goal: title }));
}

/**
 * Reads a judgement: the JSON object that was asked for, or numbered lines, or the word DIRECT.
 *
 * @returns a sentence when it is none of these
 */
export function parseJudgement(answer: string): { value: Judgement } | { problem: string } {
  const parsed = Answer.safeParse(jsonIn(answer));
  if (parsed.success) {
    const { route, reason, steps } = parsed.data;
    if (route === 'direct' || steps.length < 2) return { value: { way: 'direct', reason } };
    return {
      value: { way: 'plan', reason, steps: steps.map((s) => ({ ...s, goal: s.goal === '' ? s.title : s.goal })) },
    };
  }
  if (/^\W*direct\b/i.test(answer)) return { value: { way: 'direct', reason: 'judged so' } };
  const steps = numbered(answer);
  if (steps.length > 0) return { value: { way: 'plan', reason: 'judged so', steps } };
  return { problem: 'it is not the JSON object {"route": "direct" | "plan", "reason", "steps": [{"title", "goal"}]}' };
}

/** What the judge is told beside the message. */
export interface JudgeContext {
  project: string;
  /** newest last */
  recent: readonly { role: 'user' | 'assistant'; text: string }[];
  skills: readonly string[];
}

/** Characters of a recent message that are shown. */
const SHOWN = 80;
const RECENT = 3;

/** The lines about the situation; empty parts are left out. */
export function judgeContext({ project, recent, skills }: JudgeContext): string {
  const lines = recent.slice(-RECENT).map(({ role, text }) => {
    const characters = Array.from(text.replaceAll('\n', ' '));
    const shown = characters.length > SHOWN ? `${characters.slice(0, SHOWN).join('')}...` : characters.join('');
    return `${role === 'user' ? 'User' : 'Assistant'}: ${shown}`;
  });
  return [
    ...(project === '' ? [] : [`Active project: ${project}`]),
    ...(lines.length === 0 ? [] : ['Recent conversation:', ...lines]),
    ...(skills.length === 0 ? [] : [`Available skills: ${skills.join(', ')}`]),
  ].join('\n');
}
