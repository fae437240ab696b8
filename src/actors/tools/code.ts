/** Finds a code for a question that no other open one has. */
import { hash } from 'node:crypto';
import type { Approvals } from '../../contracts/ports/stores/tool-store.ts';
import { codeOf } from '../../domain/tools/code.ts';

/** @param id of the question; the same one gives the same code as long as it is free */
export function freeCode(approvals: Pick<Approvals, 'byCode'>, id: string): string {
  for (let n = 0; ; n++) {
    const code = codeOf([...hash('sha256', `${id}.${n}`, 'buffer')]);
    if (approvals.byCode(code) === undefined) return code;
  }
}
