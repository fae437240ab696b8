/** The bridge to the Stately inspector: understood by its own receiver, closed to strangers, without anything secret. */
import { createWebSocketReceiver } from '@statelyai/inspect';
import { afterEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { definitionOf } from '../../../src/actors/inspect/definition.ts';
import type { ActorDetail, DaemonViews } from '../../../src/contracts/ports/views.ts';
import { machines } from '../../../src/machines/registry.ts';
import { statelyBridge, type StatelyBridge } from '../../../src/workspace/stately.ts';

const definition = definitionOf(machines.find((m) => m.name === 'provider')!);
const actor = {
  address: 'provider:x',
  machine: 'provider',
  version: 1,
  status: 'active',
  state: 'healthy',
  rev: 3,
  parent: null,
  updatedAt: 5,
  waitingFor: [],
  value: 'healthy',
  context: { apiKey: 'sk-LEAK' },
  effects: [],
  timers: [],
  mailbox: [],
  definition: definition.hash,
} as unknown as ActorDetail;

const views = {
  actors: () => [actor],
  actor: () => actor,
  definition: () => definition,
  journal: (_address: string, { after }: { after: number }) =>
    after < actor.rev
      ? [
          {
            address: actor.address,
            rev: actor.rev,
            at: 6,
            event: { type: 'provider.failed', secret: 'sk-LEAK' },
            value: 'broken',
            version: 1,
            actions: [],
          },
        ]
      : [],
} as unknown as DaemonViews;

let bridge: StatelyBridge | undefined;
afterEach(async () => {
  await bridge?.close();
  actor.rev = 3;
});

test('the inspector’s own receiver gets the actor, its events and its snapshots, and no context', async () => {
  bridge = await statelyBridge(views);
  const got: { type: string }[] = [];
  const receiver = createWebSocketReceiver({ server: bridge.socket });
  receiver.subscribe((event) => void got.push(event as { type: string }));
  await expect.poll(() => got.length, { timeout: 5000 }).toBe(1);
  actor.rev = 4;
  await expect
    .poll(() => got.map((e) => e.type), { timeout: 5000 })
    .toEqual(['@xstate.actor', '@xstate.event', '@xstate.snapshot']);
  expect(JSON.stringify(got)).toContain('broken');
  expect(JSON.stringify(got)).not.toContain('sk-LEAK');
});

test('without the secret, or from a page of another origin, nothing is shown', async () => {
  bridge = await statelyBridge(views);
  const { origin, search } = new URL(bridge.page);
  expect((await fetch(origin)).status).toBe(401);
  expect(await (await fetch(bridge.page)).text()).toContain('stately.ai/inspect');
  const refused = (url: string, headers: Record<string, string>) =>
    new Promise<string>((resolve) =>
      new WebSocket(url, { headers }).on('error', (e) => resolve(e.message)).on('open', () => resolve('open')),
    );
  const address = origin.replace('http', 'ws');
  expect(await refused(`${address}/`, {})).toContain('401');
  expect(await refused(`${address}/${search}`, { origin: 'https://evil.example' })).toContain('403');
});
