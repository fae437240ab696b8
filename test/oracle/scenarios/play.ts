/** What a scenario of the original is played on: the whole agent, which says what it is told to. */
import { AgentRig, type AgentOptions, type Said } from '../../agent/rig.ts';

/** Plays one scenario; its assertions are what is to hold of ours. */
export type Play = () => Promise<void> | void;

/** An agent whose model answers with what was laid ready, one after the other, then "Ok."; small questions get nothing. */
export class Stage extends AgentRig {
  readonly ready: Said[];

  constructor(options: AgentOptions = {}) {
    const ready: Said[] = [];
    super({
      script: ({ system }) => {
        if (system.startsWith('## What a person says')) return '{"facts": []}';
        if (system.startsWith('## A conversation has ended')) return 'They talked.';
        return ready.shift() ?? 'Ok.';
      },
      ...options,
    });
    this.ready = ready;
  }

  /** A person writes, and this is answered. @returns what the chat shows then */
  async exchange(answer: string, chat = '42'): Promise<string> {
    this.ready.push(answer);
    await this.say('please', chat);
    return this.last(chat);
  }

  /** Open tasks of a person, oldest first. */
  open(chat = '42') {
    return this.ports.tasks.list(`telegram:${chat}`, ['active', 'paused']);
  }

  /** What the model read last, before the messages. */
  system(): string {
    return this.requests.findLast(({ system }) => system.includes('## Now'))?.system ?? '';
  }
}
