/** Activity tellServer: the owner hears that a server is kept off, or that its tools wait for a yes; once per reason. */
import type { ErrorCode } from '../../../contracts/errors.ts';
import { activity } from '../../activity.ts';
import { tell } from '../../agent/tell.ts';
import { wordsFor } from '../../agent/words.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { keyOf, serverOf, type McpParts } from '../../mcp/parts.ts';
import { tellSignIn } from '../../mcp/sign-in.ts';

const DAY_MS = 86_400_000;
/** The owner's own surface, which is always there. */
const OWNER = 'web:owner';

type TellPorts = Pick<AgentPorts, 'log' | 'noticeQueue' | 'chosen' | 'settings'>;

/** Builds the activity. */
export const tellServer = (ports: TellPorts, parts: McpParts) =>
  activity<{ server: string; wire: string; waiting: number; code: ErrorCode | '' }, null>({
    name: 'tellServer',
    semantics: 'transactional',
    run({ server, wire, waiting, code }, context) {
      ports.log('warn', code === '' ? 'mcp.waiting' : 'mcp.off', { server, waiting, code });
      if (code === 'mcp.sign_in') {
        tellSignIn(ports, context, { server, scope: '' });
        return null;
      }
      const words = wordsFor(ports, 'owner', context.at);
      if (code !== '') {
        const day = Math.floor(context.at / DAY_MS);
        const text = words.text('mcpOff', { server, refused: code === 'mcp.refused' });
        tell(ports, context, { key: OWNER, text, id: `mcp:${server}:${code}:${day}` });
        return null;
      }
      const known = serverOf(parts, server);
      const names = known === undefined ? [] : parts.store.waiting(keyOf(known)).map(({ name }) => name);
      if (names.length === 0) return null;
      const tools = names.length > 10 ? `${names.slice(0, 10).join(', ')} …` : names.join(', ');
      tell(ports, context, {
        key: OWNER,
        text: words.text('mcpWaiting', { server, tools }),
        id: `mcp:${server}:${wire}`,
      });
      return null;
    },
  });
