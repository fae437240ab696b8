/** Answers that break off for good: what a person reads of them holds no marker and nothing that Omega was to read first. */
import { afterAll, expect, test } from 'vitest';
import { OmegaError } from '../../src/contracts/errors.ts';
import type { ModelProvider } from '../../src/contracts/ports/provider.ts';
import { AgentRig, cleanUp } from './rig.ts';

afterAll(cleanUp);

/** An agent whose model always breaks off behind the same words. */
function breaking(words: string): AgentRig {
  const rig = new AgentRig();
  const provider: ModelProvider = {
    ...(rig.ports.providers.get('scripted') as ModelProvider),
    async *stream({ resume }) {
      if (resume === undefined) yield { type: 'text', text: words };
      await Promise.resolve();
      throw new OmegaError('provider.stream_truncated', 'The answer ended without its final mark.');
    },
  };
  (rig.ports.providers as Map<string, ModelProvider>).set('scripted', provider);
  return rig;
}

test('a marker in it is neither carried out nor read', async () => {
  const rig = breaking('Sure.\nSCHEDULE: tea | 2026-03-04T09:00 | once\nBy the');
  await rig.say('tea tomorrow at nine');
  await rig.settle(60_000);
  expect(rig.last()).toMatch(/^Sure\.\nBy the\n\n\(The answer broke off here/);
  expect(rig.stores.db.prepare('SELECT count(*) FROM task').pluck().get()).toBe(0);
});

test('of a set-up only that there is no answer is read', async () => {
  const rig = breaking('SETUP_EXECUTE\nIt is made.\n```md path=projects/bread/ROLE.md\nYou know');
  await rig.say('/setup I run a bakery');
  await rig.settle(60_000);
  expect(rig.last()).not.toMatch(/SETUP|It is made|You know|ROLE/);
  expect(rig.last()).toContain('I could not get an answer');
});

test('a set-up that is stopped shows nothing of its beginning', async () => {
  const rig = breaking('');
  let release: () => void = () => undefined;
  const provider: ModelProvider = {
    ...(rig.ports.providers.get('scripted') as ModelProvider),
    async *stream() {
      yield { type: 'text', text: `SETUP_QUESTIONS\n${'What do you bake? '.repeat(20)}` };
      await new Promise<void>((resolve) => (release = resolve));
    },
  };
  (rig.ports.providers as Map<string, ModelProvider>).set('scripted', provider);
  await rig.say('/setup I run a bakery');
  await rig.say('/stop');
  release();
  await rig.settle();
  expect(rig.texts().join('\n')).not.toMatch(/SETUP|What do you bake/);
});
