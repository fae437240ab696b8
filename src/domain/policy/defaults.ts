/** The rules that hold as long as nobody wrote others: reading what is one's own is free, everything else is asked for. */
import { PolicyRule, type LayeredRule } from '../../contracts/tools/policy.ts';
import { layered } from './compile.ts';

/** Id, what it lets through. `tier` keeps tools of others from borrowing the scope names of our own. */
const ALLOWED: readonly { id: string; scopes: string[] }[] = [
  { id: 'read-workspace', scopes: ['fs:workspace:read'] },
  { id: 'recall', scopes: ['memory:own:read'] },
  { id: 'remember', scopes: ['memory:own:read', 'memory:own:write'] },
  { id: 'own-tasks', scopes: ['tasks:own:read', 'tasks:own:write'] },
  { id: 'own-skills', scopes: ['skills:own:read'] },
];

const ask = (id: string, level: 'ask_once' | 'ask_each') => PolicyRule.parse({ id, effect: 'ask', level, match: {} });

/** Built-in rules of the layer `default`. */
export const DEFAULT_RULES: readonly LayeredRule[] = layered(
  ALLOWED.map(({ id, scopes }) => PolicyRule.parse({ id, effect: 'allow', match: { scopes, tier: ['core'] } })),
  'default',
);

/** What no rule covers is asked for. */
export const ASK_THE_REST: LayeredRule = { ...ask('ask-the-rest', 'ask_once'), layer: 'default' };

/** In force beside the others while a policy file is broken and there are no rules of it from before. */
export const ASK_EVERYTHING: LayeredRule = { ...ask('ask-everything', 'ask_each'), layer: 'floor' };
