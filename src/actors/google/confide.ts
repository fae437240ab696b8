/** Takes what is said in confidence out of a message before it is stored: the database never sees it. */
import type { GoogleAccount } from '../../contracts/ports/google.ts';
import { confided, type Confided } from '../../domain/google/confided.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { openIn } from './set-up.ts';

/** What the intake needs for it. */
export interface ConfidePorts {
  peek: AgentPorts['peek'];
  google: Pick<GoogleAccount, 'seal'>;
  settings: { tools: Pick<AgentPorts['settings']['tools'], 'isOwner'> };
}

/** A message as it came in. */
export interface Coming {
  key: string;
  person: string;
  text: string;
  /** a chat of one person with Omega */
  direct: boolean;
  /** said by a program, which answers no question */
  program: boolean;
}

/**
 * Reads a message.
 *
 * @returns its text as it may be stored, and the words to keep aside with its id: only the owner's own, from their own chat
 */
export function confide(ports: Omit<ConfidePorts, 'google'>, coming: Coming): Confided {
  const { key, person, text, direct, program } = coming;
  const found = confided(text, !program && openIn(ports) === key);
  if (found === undefined) return { stored: text, words: '' };
  return direct && !program && ports.settings.tools.isOwner(person) ? found : { ...found, words: '' };
}
