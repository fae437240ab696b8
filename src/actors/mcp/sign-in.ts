/** Tells the owner that a server wants them to sign in, or to give it more rights; once a day for the same thing. */
import type { ActivityContext } from '../activity.ts';
import { tell } from '../agent/tell.ts';
import { wordsFor } from '../agent/words.ts';
import type { AgentPorts } from '../agent-ports.ts';

const DAY_MS = 86_400_000;
/** The owner's own surface, which is always there. */
const OWNER = 'web:owner';

/** What telling takes. */
export type SignInPorts = Pick<AgentPorts, 'noticeQueue' | 'chosen' | 'settings'>;

/** Puts the words into the owner's queue; inside a transaction. @param scope rights it wants more; empty = a sign-in at all */
export function tellSignIn(
  ports: SignInPorts,
  context: Pick<ActivityContext, 'address' | 'at' | 'post'>,
  { server, scope }: { server: string; scope: string },
): void {
  const text = wordsFor(ports, 'owner', context.at).text('mcpSignIn', { server, scope });
  tell(ports, context, { key: OWNER, text, id: `mcp:${server}:sign-in:${scope}:${Math.floor(context.at / DAY_MS)}` });
}
