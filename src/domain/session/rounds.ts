/** Conversations with an aim, in rounds: what the agent of a set-up or of a discovery says. */

/** Rounds of questions before a proposal must be made. */
export const MOST_ROUNDS = 3;

/** What a discovery's answer is. */
export type Discovery = { questions: string } | { complete: string };

/** What a set-up's answer is; `other` = neither, so that it is taken for talk. */
export type Setup = { questions: string } | { proposal: string } | { execute: string } | { other: string };

function behind(text: string, marker: string): string | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.replaceAll(/[*`]/g, '').trim() === marker);
  return at === -1
    ? undefined
    : lines
        .slice(at + 1)
        .join('\n')
        .trim();
}

/** Reads a discovery's answer: a brief wins over questions, and an answer without a marker is the brief. */
export function parseDiscovery(text: string): Discovery {
  const complete = behind(text, 'DISCOVERY_COMPLETE');
  if (complete !== undefined) return { complete: complete.replace(/^\s*IDEA_BRIEF:\s*/, '') };
  const questions = behind(text, 'DISCOVERY_QUESTIONS');
  return questions === undefined ? { complete: text.trim() } : { questions };
}

/** Reads a set-up's answer. */
export function parseSetup(text: string): Setup {
  const execute = behind(text, 'SETUP_EXECUTE') ?? behind(text, 'EXECUTE_SETUP');
  const proposal = behind(text, 'SETUP_PROPOSAL');
  if (proposal !== undefined) return { proposal: proposal.split(/^\s*SETUP_EXECUTE\s*$/m, 1)[0]?.trim() ?? '' };
  if (execute !== undefined) return { execute };
  const questions = behind(text, 'SETUP_QUESTIONS');
  return questions === undefined ? { other: text.trim() } : { questions };
}
