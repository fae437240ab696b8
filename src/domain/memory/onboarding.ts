/** Getting to know each other: first an introduction, later one hint after the other, each once. */

/** 0 nobody met yet, 1 met, 2 knows three things, 3 has a task, 4 knows five things, 5 done. */
export type OnboardingStage = 0 | 1 | 2 | 3 | 4 | 5;

/** The hint that a stage brings with it. */
export const HINTS = { 1: 'hintHelp', 2: 'hintPersonality', 3: 'hintTasks', 4: 'hintProjects' } as const;

/**
 * The stage after an exchange: at most one step further.
 *
 * @param facts   how many are known about the person
 * @param hasTask whether they ever had an appointment kept
 */
export function onboardingStage(current: OnboardingStage, facts: number, hasTask: boolean): OnboardingStage {
  if (current === 0) return facts >= 1 ? 1 : 0;
  if (current === 1) return facts >= 3 ? 2 : 1;
  if (current === 2) return hasTask ? 3 : 2;
  if (current === 3) return facts >= 5 ? 4 : 3;
  return 5;
}
