/** Activity preview: shows the answer as it grows, and that it is being written. Cosmetic: whatever fails here loses nothing. */
import { OmegaError } from '../../../contracts/errors.ts';
import { veil } from '../../../domain/markers/veil.ts';
import { splitText } from '../../../domain/split.ts';
import type { PartInput } from '../../../machines/chat/delivery.machine.ts';
import { activity } from '../../activity.ts';
import { wordsFor, type Words } from '../../agent/words.ts';
import { replyId, type AgentPorts } from '../../agent-ports.ts';
import { isSessionAnswer } from '../../thinking/sessions.ts';
import { channelOf, answerLane } from './parts.ts';

/** A typing mark fades after about five seconds. */
const TYPING_MS = 4500;

/** Waits, or until the signal; resolves either way. */
function pause(ports: AgentPorts, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const alarm = ports.clock.alarm(ms, done);
    function done(): void {
      alarm.cancel();
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

/** After this long without a word the person is told that it takes a while, and then every so often. */
const NUDGE_MS = 15_000;
const STILL_MS = 120_000;

/** What is shown while there is no word of the answer yet. */
function patience(words: Words, waited: number, started: number): string {
  if (waited < NUDGE_MS) return '';
  const variant = Math.floor(waited / STILL_MS);
  return variant === 0 ? words.text('nudge15', { variant: started }) : words.text('stillWorking', { variant });
}

/** The draft without the markers in it, finished or begun; nothing of what a session reads first. */
function shownSoFar({ runs }: AgentPorts, runId: string): string {
  const draft = runs.draft(runId, replyId(runId));
  return draft === '' || isSessionAnswer(runs, runId) ? '' : veil().push(draft);
}

/** Milliseconds the network asks to wait after a failure; other failures are ignored. */
function waitAfter(error: unknown): number {
  return error instanceof OmegaError ? (error.facts.retryAfterMs ?? 0) : 0;
}

/**
 * Builds the activity. It ends only by being stopped. An edit that is on the wire is always waited for, never aborted:
 * the lane of the answer stays taken until then, so the final text cannot be overtaken by a preview.
 */
export const preview = (ports: AgentPorts) =>
  activity<PartInput & { ref: string }, null>({
    name: 'preview',
    semantics: 'pure',
    pool: 'channel',
    lane: answerLane,
    async run(input, { signal }) {
      const channel = channelOf(ports, input);
      const { editIntervalMs, textLimit, typing } = channel.capabilities;
      const onTheWire = AbortSignal.timeout(10_000);
      let shown = '';
      const began = ports.clock.monotonic();
      const conversation = ports.runs.run(input.runId)?.conversation ?? '';
      const words = wordsFor(ports, ports.messages.lastPlace(conversation)?.person ?? '', ports.clock.now());
      let typedAt = -TYPING_MS;
      while (!signal.aborted) {
        const soFar = shownSoFar(ports, input.runId);
        const waited = ports.clock.monotonic() - began;
        const part =
          soFar === '' ? patience(words, waited, Math.floor(began / 1000)) : (splitText(soFar, textLimit)[0] ?? '');
        let wait = 0;
        try {
          if (typing && ports.clock.monotonic() - typedAt >= TYPING_MS) {
            typedAt = ports.clock.monotonic();
            await channel.typing(input.chat, onTheWire);
          }
          if (part.trim() !== '' && part !== shown) {
            shown = part;
            await channel.edit(input.chat, input.ref, part, AbortSignal.timeout(10_000));
          }
        } catch (error) {
          wait = waitAfter(error);
        }
        await pause(ports, Math.max(editIntervalMs, wait), signal);
      }
      return null;
    },
  });
