/** The sandbox of Linux, as the user who runs the tests and, from root, as a normal user. */
import { afterAll, beforeAll, describe } from 'vitest';
import { createBubblewrap } from '../../src/adapters/sandbox/bubblewrap/index.ts';
import type { Sandbox } from '../../src/contracts/ports/sandbox.ts';
import { sandboxContract } from './sandbox.contract.ts';
import { remoteSandbox } from './sandbox/remote.ts';
import { buildWorld, canBeNobody, hasBubblewrap, NOBODY, type World } from './sandbox/world.ts';

describe.skipIf(!hasBubblewrap)('bubblewrap as the user of the tests (skipped without bubblewrap)', () => {
  let world: World;
  let sandbox: Sandbox;
  beforeAll(async () => {
    world = await buildWorld(process.getuid?.() ?? 0);
    sandbox = createBubblewrap(world.options);
  });
  afterAll(() => world?.close());
  sandboxContract({ sandbox: () => sandbox, world: () => world });
});

describe.skipIf(!canBeNobody)('bubblewrap as a normal user (needs root to become one)', () => {
  let world: World;
  let remote: ReturnType<typeof remoteSandbox>;
  beforeAll(async () => {
    world = await buildWorld(NOBODY);
    remote = remoteSandbox(world.options, NOBODY);
  });
  afterAll(async () => {
    remote?.close();
    await world?.close();
  });
  sandboxContract({ sandbox: () => remote.sandbox, world: () => world });
});
