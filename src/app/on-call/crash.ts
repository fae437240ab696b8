/** `omega test crash`: the kill loop against the user's own settings, between stub ends, in a throw-away folder. */
import type { CrashReport, Progress } from '../../contracts/app.ts';
import type { Config } from '../../contracts/config.ts';

const CHATS = 8;
const MESSAGES_A_KILL = 20;

/** The settings of the user that decide how messages are handled, as environment variables of the daemon under test. */
function settingsOf({ conversation, memory, host }: Config): Record<string, string> {
  const sections = { CONVERSATION: conversation, MEMORY: memory, HOST: host };
  const entries = Object.entries(sections).flatMap(([section, keys]) =>
    Object.entries(keys).map(([key, value]) => [`OMEGA_${section}__${key.toUpperCase()}`, String(value)]),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}

/** Runs the loop and counts. Messages of modes that give answers up (interrupt, steer) are counted like all others. */
export async function testCrash(
  { config, kills }: { config: Config; kills: number },
  progress: Progress,
): Promise<CrashReport> {
  const { crashLoop } = await import('../../../test/kit/crash/loop.ts');
  const result = await crashLoop({
    kills,
    messages: kills * MESSAGES_A_KILL,
    chats: CHATS,
    seed: Date.now() % 1_000_000,
    env: settingsOf(config),
    progress,
  });
  const kept = result.troubles.length > 0 ? [`the data folder is kept for looking at: ${result.home}`] : [];
  return {
    kills: result.kills,
    sent: result.sent,
    answered: result.answered,
    lost: result.lost.length,
    duplicated: result.duplicated.length,
    outOfOrder: result.outOfOrder.length,
    journalGaps: result.journalGaps,
    troubles: [...result.troubles, ...kept],
    took: result.took,
  };
}
