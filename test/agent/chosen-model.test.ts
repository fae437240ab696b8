/** /model tells the model that really answers: the person's own, else the one for answers, else the provider's. */
import { expect, test } from 'vitest';
import type { AgentPorts } from '../../src/actors/agent-ports.ts';
import type { CommandCall } from '../../src/actors/commands/command.ts';
import { model } from '../../src/actors/commands/spending.ts';

function say(args: string, { chosen, powerful }: { chosen?: string; powerful: string }): unknown {
  const ports = {
    settings: { chain: ['anthropic'], model: (_: string, tier: string) => (tier === 'powerful' ? powerful : 'small') },
    providers: new Map([['anthropic', { defaultModel: 'usual' }]]),
    chosen: { get: () => chosen, set: () => undefined, remove: () => undefined },
  } as unknown as AgentPorts;
  const words = { text: (key: string, given: { model: string }) => `${key} ${given.model}` };
  return model({ ports, asker: { person: 'p' }, args, at: 0, words } as unknown as CommandCall);
}

test.each([
  ['', { powerful: '' }, 'modelShow usual'],
  ['', { powerful: 'big' }, 'modelShow big'],
  ['', { powerful: 'big', chosen: 'mine' }, 'modelShow mine'],
  ['reset', { powerful: 'big', chosen: 'mine' }, 'modelSet big'],
  ['other', { powerful: 'big' }, 'modelSet other'],
])('/model %s with %j', (args, settings, answer) => {
  expect(say(args, settings)).toBe(answer);
});
