/** Activity embedMemory: gives what is remembered and has no vector yet one, a batch at a time, when nobody waits for an answer. */
import type { Indexed } from '../../../machines/time/indexer.machine.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { embedTexts, findsByMeaning } from '../../thinking/embedding.ts';

/** Texts of one call, and vectors of an older model that are removed at a time. */
const BATCH = 64;
const PRUNED = 500;
/** The next batch. @returns whether there may be more */
async function next(ports: AgentPorts, context: ActivityContext): Promise<boolean> {
  const { vectors, chosen } = ports;
  const model = chosen.get('owner', 'embedding.model') ?? '';
  const items = vectors.missing(model, BATCH);
  if (items.length === 0) {
    const old = await context.commit(() => vectors.prune(model, PRUNED));
    return old === PRUNED;
  }
  const texts = items.map((item) => item.text);
  const made = await embedTexts(ports, context, { texts, run: '', key: 'indexer:main', signal: context.signal });
  if (made === undefined) return false;
  context.settle(() => {
    if (made.model !== model) {
      // Another model than before: what is missing for it has to be looked for first.
      chosen.set('owner', 'embedding.model', made.model, context.at);
      if (!vectors.isEmpty()) return;
    }
    const whole = items.flatMap((item, i) => {
      const vector = made.vectors[i];
      return vector === undefined || vector.length === 0 ? [] : [{ ...item, vector }];
    });
    vectors.put(made.model, whole);
    vectors.prune(made.model, BATCH);
  });
  return true;
}

/** Builds the activity. */
export const embedMemory = (ports: AgentPorts) =>
  activity<object, Indexed>({
    name: 'embedMemory',
    semantics: 'pure',
    pool: 'provider',
    run: async (_, context) => ({ more: findsByMeaning(ports) && (await next(ports, context)) }),
  });
