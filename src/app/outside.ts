/** Wiring of what programs hand over: words into the queue of a conversation, or messages into the intake. */
import type { Ingest } from '../actors/ingest.ts';
import type { Config } from '../contracts/config.ts';
import type { DurableHost } from '../contracts/ports/durable-host.ts';
import type { Notices } from '../contracts/ports/notices.ts';
import type { Handed, Outside, Said } from '../contracts/ports/outside.ts';
import type { Stores } from './stores.ts';

const WAIT_MS = 30_000;
/** Channels that lead out of this machine. */
const OUTSIDE = ['telegram'];

/** What it is built from. */
export interface OutsideParts {
  config: Config;
  channels: readonly string[];
  host: DurableHost;
  intake: Ingest;
  stores: Stores;
  notices: Notices;
  now: () => number;
}

/** Waits for commits until the words have got somewhere. */
function settled({ stores, notices }: OutsideParts, id: string): Promise<Said> {
  const look = (): Said | undefined => {
    const run = stores.noticeQueue.runOf(id);
    const status = run === undefined ? 'running' : stores.runs.run(run)?.status;
    if (status === 'done') return 'delivered';
    return status === 'running' ? undefined : 'failed';
  };
  return new Promise((resolve) => {
    const end = (said: Said): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve(said);
    };
    const check = (): void => {
      const said = look();
      if (said !== undefined) end(said);
    };
    const timer = setTimeout(() => end('queued'), WAIT_MS);
    const unsubscribe = notices.subscribe(check);
    check();
  });
}

/** Builds the place where programs hand words over. */
export function outsideOf(parts: OutsideParts): Outside {
  const { config, channels, host, intake, stores, now } = parts;
  const id = ({ channel, key }: Handed): string => `hook:${channel}:${key}`;
  return {
    channels: () => OUTSIDE.filter((name) => channels.includes(name)),
    targetOf: () => config.channel.telegram.allowed_users.find((user) => /^\d+$/.test(user)),
    async say(handed) {
      const { channel, target, message, source } = handed;
      const key = `${channel}:${target}`;
      await host.submit((tx) => {
        const notice = { id: id(handed), key, text: message, source: `webhook:${source}`, at: tx.at };
        if (stores.noticeQueue.add(notice))
          tx.post(`conversation:${key}`, { type: 'notice.posted' }, `notice:${notice.id}`);
      });
      return settled(parts, id(handed));
    },
    async ask(handed) {
      const { channel, target, message, source } = handed;
      const [taken] = await intake.receive(channel, [
        {
          channel,
          chat: target,
          sender: target,
          senderName: `webhook:${source}`,
          direct: true,
          ref: '',
          dedupe: id(handed),
          text: `[webhook:${source}] ${message}`,
          at: now(),
        },
      ]);
      return taken?.messageId ?? '';
    },
  };
}
