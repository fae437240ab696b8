/** One life of the daemon and its end: a moment is drawn at which it is killed, and what it was doing then is noted. */
import { sleep } from '../core.ts';
import type { OpenAIStub } from '../openai.ts';
import type { TelegramStub } from '../telegram.ts';
import type { Stage } from './cast.ts';

/** Moments at which the daemon was killed. */
export type Phase = 'starting' | 'streaming' | 'delivering' | 'stopping' | 'other';

/** Open requests of the stubs tell what the daemon was doing when it died. */
function phaseNow(provider: OpenAIStub, telegram: TelegramStub): Phase {
  if (telegram.log.some((e) => e.status === undefined && /sendMessage|editMessageText/.test(e.path)))
    return 'delivering';
  return provider.log.some((e) => e.status === undefined) ? 'streaming' : 'other';
}

/**
 * Starts the daemon and kills it.
 *
 * @param linger how long something worth hitting is still away, ms
 * @returns      what it was doing
 */
export async function killOnce(
  { victim, provider, telegram, random }: Stage,
  linger: () => number = () => 0,
): Promise<Phase> {
  const dice = random();
  if (dice < 0.12 && linger() === 0) {
    victim.start();
    await sleep(20 + random() * 350);
    victim.signal('SIGKILL');
    await victim.gone();
    return 'starting';
  }
  victim.start();
  await victim.ready();
  await sleep(linger() + 90 + random() * 510);
  let phase: Phase = 'stopping';
  if (dice < 0.22) {
    victim.signal('SIGTERM');
    await sleep(random() * 60);
  } else phase = phaseNow(provider, telegram);
  victim.signal('SIGKILL');
  await victim.gone();
  return phase;
}
