/** English: builds, plans, set-up, and spending. */
import { formatter } from '../../format.ts';
import { bullets, lines, wordFor } from '../../lines.ts';
import { caps, phases } from './words.ts';

const { count } = formatter('en');

/** The texts, by key. */
export const work = {
  buildAsk: (p: { request: string }) =>
    `I would build this for you:\n\n${p.request}\n\nIt takes a while. Shall I start? (yes / no)`,
  buildExpired: () => 'You did not answer, so I dropped the plan to build this. Just ask again when you want it.',
  buildCancelled: () => 'All right, I will not build it.',
  buildStarted: (p: { name: string }) => `🚀 I am building *${p.name}* and keep you posted.`,
  buildPhase: (p: { name: string; phase: string; at: number; of: number }) =>
    `⚙️ *${p.name}* (${p.at}/${p.of}): ${wordFor(phases, p.phase)}…`,
  buildFailed: (p: { name: string; phase: string; reason: string }) =>
    `✗ *${p.name}* did not work out at this step: ${wordFor(phases, p.phase)}.\nWhy: ${p.reason}\nWhat is done so far is kept.`,
  /** what is empty is left out */
  buildDone: (p: { name: string; location: string; language: string; summary: string; usage: string }) =>
    lines(
      `✅ *${p.name}* is ready.`,
      p.summary,
      p.location === '' ? '' : `📁 Where: ${p.location}`,
      p.language === '' ? '' : `🛠️ Written in: ${p.language}`,
      p.usage === '' ? '' : `▶️ How to use it: ${p.usage}`,
    ),
  planStarted: (p: { count: number }) =>
    `On it — ${count(p.count, 'step', 'steps')} to work through. I'll keep you posted.`,
  planStep: (p: { at: number; of: number; title: string }) => `▶️ ${p.at}/${p.of}: ${p.title}`,
  planStepDone: (p: { title: string }) => `✓ Done: ${p.title}`,
  planStepFailed: (p: { title: string; reason: string }) => `✗ Did not work: ${p.title}\n${p.reason}`,
  planDone: (p: { count: number }) =>
    p.count === 1 ? '✅ Done, the step is complete.' : `✅ Done, all ${p.count} steps are complete.`,
  planDoneWithFailures: (p: { failed: number; total: number; titles: readonly string[] }) =>
    bullets(`⚠️ Finished, but ${p.failed} of ${count(p.total, 'step', 'steps')} did not work:`, p.titles),
  planStopped: (p: { done: number; total: number }) =>
    `Stopped after ${p.done} of ${count(p.total, 'step', 'steps')}. What is done stays done.`,
  setupUsage: () => 'Tell me what you do, for example: /setup I run a small bakery and sell online',
  setupBusy: () => 'We are in the middle of a set-up already. Answer my last question, or write "cancel".',
  setupExpired: () => 'The set-up waited too long, so I closed it. /setup starts again.',
  setupCancelled: () => 'All right, I have stopped the set-up. Nothing was changed.',
  /** `cap`: what the cap is about, e.g. `day`; the amounts in the reader's words, e.g. `$5.00` or `20,000 tokens` */
  spendAsk: (p: { cap: string; spent: string; limit: string }) =>
    `💸 Today's spending cap ${wordFor(caps, p.cap)} is reached: ${p.spent} of ${p.limit}. Shall I go on? Write /approve and I will.`,
  spendBlocked: (p: { cap: string; limit: string }) =>
    `I have stopped here: today's spending cap ${wordFor(caps, p.cap)} (${p.limit}) is reached. /approve lets me go on.`,
};
