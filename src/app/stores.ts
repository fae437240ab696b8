/** Wiring of the stores: one writing connection for the host, one reading connection for everybody else. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../adapters/system/package-root.ts';
import type { Artifacts } from '../contracts/ports/tools/artifacts.ts';
import type { McpStore } from '../contracts/ports/stores/mcp-store.ts';
import type { ToolStore } from '../contracts/ports/stores/tool-store.ts';
import type { HostStore } from '../contracts/ports/stores/host-store.ts';
import type { MemoryStore } from '../contracts/ports/stores/memory-store.ts';
import type { MessageStore, SessionStore } from '../contracts/ports/stores/message-store.ts';
import type { Notices } from '../contracts/ports/notices.ts';
import type { RunStore } from '../contracts/ports/stores/run-store.ts';
import type { Ledger } from '../contracts/ports/stores/ledger.ts';
import type { SettingStore } from '../contracts/ports/stores/setting-store.ts';
import type { NoticeQueue } from '../contracts/ports/stores/notice-queue.ts';
import type { VectorStore } from '../contracts/ports/stores/vector-store.ts';
import type { TaskStore } from '../contracts/ports/stores/task-store.ts';
import { redactJson } from '../domain/redact.ts';
import { openDatabase, type Db } from '../persistence/database.ts';
import { hostStore } from '../persistence/host/store.ts';
import { ledger } from '../persistence/agent/ledger.ts';
import { memoryStore } from '../persistence/memory/store.ts';
import { vectorStore } from '../persistence/memory/vectors.ts';
import { messageStore } from '../persistence/messages.ts';
import { noticeQueue } from '../persistence/agent/notice-queue.ts';
import { runStore, type PayloadMask } from '../persistence/runs.ts';
import { sessionStore } from '../persistence/sessions.ts';
import { settingStore } from '../persistence/agent/settings.ts';
import { artifactStore } from '../persistence/tools/artifacts.ts';
import { toolStore } from '../persistence/tools/store.ts';
import { mcpStore } from '../persistence/mcp.ts';
import { taskStore } from '../persistence/agent/tasks.ts';

/** Takes secrets out of a text. */
type Redact = (text: string) => string;

/** Stores on one connection. */
export interface Stores {
  db: Db;
  host: HostStore;
  runs: RunStore;
  messages: MessageStore;
  sessions: SessionStore;
  tasks: TaskStore;
  ledger: Ledger;
  noticeQueue: NoticeQueue;
  chosen: SettingStore;
  memory: MemoryStore;
  tools: ToolStore;
  mcp: McpStore;
  artifacts: Artifacts;
  vectors: VectorStore;
}

/** Where things lie in the data folder. */
export function paths(home: string): Record<'database' | 'crashMark' | 'reserve' | 'backups' | 'artifacts', string> {
  return {
    database: join(home, 'omega.db'),
    crashMark: join(home, 'omega.mark'),
    reserve: join(home, 'reserve'),
    backups: join(home, 'backups'),
    artifacts: join(home, 'artifacts'),
  };
}

/**
 * Opens the database and builds the stores on it.
 *
 * @param readonly a second connection that only reads; the first one must have been opened before, for it migrates
 * @param redact   takes secrets out of run events before they are stored
 * @throws         OmegaError store.*
 */
export function openStores(home: string, notices: Notices, readonly = false, redact: Redact = (text) => text): Stores {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const file = paths(home).database;
  const db = openDatabase({ file, migrations: join(packageRoot(import.meta.url), 'migrations'), readonly });
  return storesOn(db, notices, paths(home).artifacts, redact);
}

/** Builds the stores on an open connection. @param artifacts folder of the blobs */
export function storesOn(db: Db, notices: Notices, artifacts: string, redact: Redact = (text) => text): Stores {
  const mask: PayloadMask = (payload, text) =>
    redact(text) === text ? text : JSON.stringify(redactJson(payload, redact));
  return {
    db,
    host: hostStore(db),
    runs: runStore(db, notices, mask),
    messages: messageStore(db, notices),
    sessions: sessionStore(db),
    tasks: taskStore(db),
    ledger: ledger(db),
    noticeQueue: noticeQueue(db),
    chosen: settingStore(db),
    memory: memoryStore(db),
    tools: toolStore(db),
    mcp: mcpStore(db),
    artifacts: artifactStore(db, artifacts),
    vectors: vectorStore(db),
  };
}
