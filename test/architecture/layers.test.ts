/** Which folder may import which: holds in src, and every planted fault is found (table.ts is the rule). */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { breaches } from './layers.ts';

const planted = join(import.meta.dirname, 'planted');

/** Folder of a planted fault → every sentence the check must say about it. */
const FAULTS: Readonly<Record<string, readonly string[]>> = {
  '00-clean': [],
  '01-relative': ['src/domain/a.ts (domain) may not import src/persistence/store.ts (persistence)'],
  '02-alias': ['src/domain/a.ts (domain) may not import src/persistence/store.ts (persistence)'],
  '03-type-only': [
    'src/domain/a.ts (domain) may not import src/persistence/store.ts (persistence)',
    'src/domain/a.ts (domain) may not import src/persistence/store.ts (persistence)',
  ],
  '04-dynamic': ['src/domain/a.ts (domain) may not import src/persistence/store.ts (persistence)'],
  '05-node-in-machine': ['src/machines/a.machine.ts (machines) may not import package node:fs'],
  '06-sibling-adapter': [
    'src/adapters/channels/telegram/index.ts may not import sibling adapter src/adapters/channels/whatsapp/index.ts',
  ],
  '07-cycle-in-layer': [
    'src/domain/a.ts is in a cycle: src/domain/a.ts > src/domain/b.ts > src/domain/c.ts > src/domain/a.ts',
  ],
  '08-cycle-across-layers': [
    'src/app.ts (app) may not import src/cli/main.ts (cli)',
    'src/app.ts is in a cycle: src/app.ts > src/cli/main.ts > src/app.ts',
  ],
  '09-orphan': ['src/domain/forgotten.ts is imported by nobody'],
  '10-tables': [
    'src/actors/ingest.ts:1 may not touch the tables inbox and outbox',
    'src/actors/ingest.ts:1 may not write SQL',
    'src/workspace/page.ts:1 may not write SQL',
  ],
  '11-kit-loaded-at-start': ['src/cli/main.ts may import test/kit/stub.ts by import() only'],
  '12-unchecked': [
    'src/adapters/media/speech/index.ts (adapters) may not import package grammy',
    'src/app.ts (app) may not import src/helpers/a.ts (helpers)',
    'src/app.ts may not load a computed module (Identifier): nobody can check it',
    'src/helpers/a.ts: helpers is not in the layer table',
    'src/adapters/media/speech/index.ts:2 names a .ts file that has another name in dist; choose by import.meta.url',
  ],
};

describe('the check finds what it is for', () => {
  test('every planted folder has its expectation', () => {
    expect(readdirSync(planted).sort()).toEqual(Object.keys(FAULTS));
  });

  test.each(Object.entries(FAULTS))('%s', (folder, sentences) => {
    expect([...breaches(join(planted, folder))].sort()).toEqual([...sentences].sort());
  });

  test('a tree without sources is a failure, not a success', () => {
    const empty = mkdtempSync(join(tmpdir(), 'omega-layers-'));
    onTestFinished(() => rmSync(empty, { recursive: true }));
    expect(() => breaches(empty)).toThrow('no file matches');
  });
});

describe('src', () => {
  const found = breaches(join(import.meta.dirname, '../..'));
  const isOrphan = (sentence: string) => sentence.endsWith('is imported by nobody');

  test('obeys the layer table', () => {
    expect(found.filter((sentence) => !isOrphan(sentence))).toEqual([]);
  });

  test('has no file that nobody imports', () => {
    expect(found.filter(isOrphan)).toEqual([]);
  });
});
