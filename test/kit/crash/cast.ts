/** What a cast is: who writes while the daemon is killed, what the model says to them, and what must be true in the end. */
import type { Ctx, Reply } from '../core.ts';
import type { OpenAIStub } from '../openai.ts';
import type { TelegramStub } from '../telegram.ts';
import type { Victim } from './daemon.ts';
import type { Experience, OnAnswer } from './people.ts';

/** The daemon and the stub ends it lives between. */
export interface Stage {
  victim: Victim;
  provider: OpenAIStub;
  telegram: TelegramStub;
  home: string;
  random: () => number;
}

/** A cast. */
export interface Cast {
  /** users of Telegram that are let in */
  users: readonly number[];
  /** further settings of the daemon, as environment variables */
  env: Readonly<Record<string, string>>;
  /** What the model says. */
  says: (c: Ctx) => Reply;
  /** Puts files into the data folder before the first start. */
  prepare: (home: string) => void;
  /** Everybody begins. `run` ends when all have what they wrote for. */
  play: (stage: Stage, onAnswer: OnAnswer) => { experiences: Experience[]; run: Promise<unknown> };
  /** Milliseconds until something begins that should be hit; the daemon lives until then. 0 = nothing does. */
  linger: () => number;
  /** Whether something has not been under fire yet, so that killing goes on for a while. */
  wantsMore: () => boolean;
  /** The last kill is over: nobody begins anything new. */
  calm: () => void;
  /** Waits until nothing is under way any more; called while the daemon still runs. */
  settle: (stage: Stage) => Promise<void>;
  /** What is wrong, one sentence each; called when the daemon has been stopped. */
  judge: (stage: Stage) => string[];
  /** What happened, for the report. */
  count: () => Readonly<Record<string, number>>;
}
