/** `omega replay --verify`: replays journals and run event chains of a data folder, read-only. */
import { verify } from '../../actors/inspect/replay.ts';
import { notices } from '../../actors/notices.ts';
import type { Progress, ReplayLine, ReplayReport } from '../../contracts/app.ts';
import { MACHINES } from '../agent.ts';
import { openStores, type Stores } from '../stores.ts';

const PAGE = 200;

function* everyAddress(stores: Stores): Generator<string> {
  for (let offset = 0; ; offset += PAGE) {
    const page = stores.host.actors({ limit: PAGE, offset });
    yield* page.map((row) => row.address);
    if (page.length < PAGE) return;
  }
}

function verifyOne(stores: Stores, address: string): ReplayLine {
  try {
    const { transitions, difference } = verify(stores.host, MACHINES, address);
    const broken = address.startsWith('run:') ? stores.runs.brokenAt(address.slice('run:'.length)) : undefined;
    const trouble = broken === undefined ? '' : `the chain of its run events breaks at number ${broken}`;
    return { address, transitions, difference, trouble };
  } catch (error) {
    return { address, transitions: 0, difference: null, trouble: (error as Error).message };
  }
}

/** Replays the journals of the given actors, or of all, through the machines of this Omega. */
export async function verifyJournals(
  home: string,
  addresses: readonly string[],
  progress: Progress,
): Promise<ReplayReport> {
  const began = performance.now();
  const stores = openStores(
    home,
    notices(() => undefined),
    true,
  );
  const actors: ReplayLine[] = [];
  try {
    const wanted =
      addresses.length > 0 ? addresses.filter((a) => stores.host.actor(a) !== undefined) : everyAddress(stores);
    for (const address of wanted) {
      actors.push(verifyOne(stores, address));
      if (actors.length % PAGE === 0) {
        progress(`${actors.length} journals replayed`);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  } finally {
    stores.db.close();
  }
  return { actors, took: Math.round(performance.now() - began) };
}
