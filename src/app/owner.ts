/** Wiring of what the daemon itself has to say to its owner, outside of any activity. */
import { homeKey } from '../actors/agent/home.ts';
import { wordsIn } from '../actors/agent/words.ts';
import type { AgentPorts } from '../actors/agent-ports.ts';
import type { DurableHost } from '../contracts/ports/durable-host.ts';

/** Where the owner is told when nobody has written yet: the page. */
const PAGE = 'web:owner';
const DAY_MS = 86_400_000;

/** Builds the way to the owner: words in their language, in the conversation they wrote in last, once a day for one reason. */
export function ownersEar(
  ports: Pick<AgentPorts, 'messages' | 'settings' | 'chosen' | 'noticeQueue'> & { host: DurableHost },
): (key: 'databaseDamaged' | 'policyBroken' | 'googleEnded', trouble: string) => Promise<void> {
  const { host, noticeQueue } = ports;
  return (key, trouble) =>
    host.submit((tx) => {
      const home = homeKey(ports) || PAGE;
      const text = wordsIn(ports, home, tx.at).text(key, { trouble });
      const id = `${key}:${Math.floor(tx.at / DAY_MS)}`;
      if (noticeQueue.add({ id, key: home, text, source: 'upkeep', at: tx.at }))
        tx.post(`conversation:${home}`, { type: 'notice.posted' }, `notice:${id}`);
    });
}
