/** The store of tools on one connection. */
import type { ToolStore } from '../../contracts/ports/stores/tool-store.ts';
import type { Db } from '../database.ts';
import { approvalStore } from './approvals.ts';
import { toolCalls } from './calls.ts';

/** Builds it; writes need the writing connection. */
export function toolStore(db: Db): ToolStore {
  return { ...toolCalls(db), approvals: approvalStore(db) };
}
