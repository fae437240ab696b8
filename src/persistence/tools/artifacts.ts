/** Tables artifact and artifact_ref, and the files beside the database: sha256/ab/cdef… */
import { hash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { OmegaError } from '../../contracts/errors.ts';
import type { ArtifactInfo, Artifacts } from '../../contracts/ports/tools/artifacts.ts';
import type { Db } from '../database.ts';

const HASH = /^[0-9a-f]{64}$/;

function digestOf(content: Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** Written beside its place and moved there: a file under its hash is always whole. */
function write(folder: string, path: string, content: Uint8Array): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${process.pid}.${Date.now()}.part`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}

/**
 * Builds the store.
 *
 * @param root folder of the files; made when the first one is written
 */
export function artifactStore(db: Db, root: string): Artifacts {
  const folderOf = (sha256: string): string => join(root, 'sha256', sha256.slice(0, 2));
  const pathOf = (sha256: string): string => join(folderOf(sha256), sha256.slice(2));
  const add = db.prepare(
    'INSERT INTO artifact (sha256, bytes, media_type, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const refer = db.prepare(
    'INSERT INTO artifact_ref (sha256, run, role, name) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const info = db.prepare<[string], ArtifactInfo>(
    'SELECT sha256, bytes, media_type AS mediaType FROM artifact WHERE sha256 = ?',
  );
  return {
    put(content, mediaType) {
      const sha256 = digestOf(content);
      if (!existsSync(pathOf(sha256))) write(folderOf(sha256), pathOf(sha256), content);
      return { sha256, bytes: content.length, mediaType };
    },
    refer({ sha256, bytes, mediaType }, { run, role, name, at }) {
      add.run(sha256, bytes, mediaType, at);
      refer.run(sha256, run, role, name);
    },
    info: (sha256) => info.get(sha256),
    get(sha256) {
      if (!HASH.test(sha256) || !existsSync(pathOf(sha256))) return undefined;
      const content = readFileSync(pathOf(sha256));
      if (digestOf(content) !== sha256)
        throw new OmegaError('artifact.corrupt', `The stored result ${sha256.slice(0, 12)}… was changed on the disk.`);
      return content;
    },
  };
}
