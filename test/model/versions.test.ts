/** Released machines: a changed definition needs a new version, and snapshots of every state still load. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { walk } from '../../src/actors/flow-test/walk.ts';
import { restore } from '../../src/actors/host/kernel/inert-scope.ts';
import { machineSet } from '../../src/actors/host/kernel/machine-set.ts';
import { migrateSnapshot } from '../../src/actors/host/kernel/migrate.ts';
import { step } from '../../src/actors/host/kernel/step.ts';
import { fingerprint } from '../../src/actors/inspect/definition.ts';
import type { ActorRow } from '../../src/contracts/ports/stores/host-store.ts';
import { examples } from '../../src/machines/examples/index.ts';
import { machines } from '../../src/machines/registry.ts';

const names = new Set(machines.map((m) => m.name));
const golden = join(import.meta.dirname, '..', 'golden');

/** Reads a golden file; on a developer's machine a missing one is written (a new machine or version), in CI it is a failure. */
function goldenJson<T>(file: string, fresh: () => T): T {
  const path = join(golden, file);
  if (!existsSync(path) && process.env['CI'] !== 'true') writeFileSync(path, `${JSON.stringify(fresh(), null, 1)}\n`);
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** A snapshot of every state the walk reaches. */
function snapshots(name: string): Record<string, unknown> {
  const { machine } = machines.find((m) => m.name === name)!;
  const found = walk(
    machine,
    examples.find((e) => e.machine === name)!,
    (s) => names.has(s),
  );
  const all: Record<string, unknown> = {};
  for (const { input, events } of found.paths) {
    let { snapshot } = step(
      machine,
      undefined,
      { type: 'xstate.init', input: input as never },
      { at: 0, isMachine: (s) => names.has(s) },
    );
    for (const [n, event] of events.entries())
      snapshot = step(machine, snapshot, event, { at: (n + 1) * 1000, isMachine: (s) => names.has(s) }).snapshot;
    all[JSON.stringify(snapshot.value)] ??= JSON.parse(JSON.stringify(machine.getPersistedSnapshot(snapshot)));
  }
  return all;
}

test.each(machines.map((m) => [`${m.name}@${m.version}`, m] as const))(
  '%s: a changed definition has a new version',
  (id, entry) => {
    const known = goldenJson(`fingerprint-${id}.json`, () => ({ fingerprint: fingerprint(entry.machine) }));
    if (fingerprint(entry.machine) !== known.fingerprint)
      throw new Error(
        `${id} was changed: give it a new version with a migration, or, if it was never released, remove test/golden/fingerprint-${id}.json and snapshots-${id}.json`,
      );
    expect(known.fingerprint).toHaveLength(16);
  },
);

test.each(machines.map((m) => [`${m.name}@${m.version}`, m] as const))(
  '%s: stored snapshots of every state load',
  (id, entry) => {
    const stored = goldenJson(`snapshots-${id}.json`, () => snapshots(entry.name));
    expect(Object.keys(stored).length).toBeGreaterThan(2);
    for (const [value, snapshot] of Object.entries(stored)) {
      const loaded = restore(entry.machine, snapshot);
      expect(JSON.stringify(loaded.value)).toBe(value);
      const goesOn = () =>
        step(entry.machine, loaded, { type: 'unknown.event' }, { at: 0, isMachine: (s) => names.has(s) });
      expect(loaded.status === 'active' ? goesOn().value : loaded.value).toEqual(loaded.value);
    }
  },
);

const older = readdirSync(golden).flatMap((file) => {
  const [, name = '', version = ''] = /^snapshots-(\w+)@(\d+)\.json$/.exec(file) ?? [];
  const entry = machines.find((m) => m.name === name);
  return entry && Number(version) < entry.version ? [[file, entry, Number(version)] as const] : [];
});

test.each(older)('%s: snapshots of an older version become those of the newest', (file, entry, version) => {
  const stored = JSON.parse(readFileSync(join(golden, file), 'utf8')) as Record<string, unknown>;
  for (const [value, snapshot] of Object.entries(stored)) {
    const row = { machine: entry.name, version, address: `${entry.name}:x`, state: JSON.stringify(snapshot) };
    expect(JSON.stringify(migrateSnapshot(machineSet(machines), row as ActorRow).value)).toBe(value);
  }
});
