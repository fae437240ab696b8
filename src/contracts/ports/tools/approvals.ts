/** Port of open questions for the page, the API and the terminal. */
import type { Approval, GrantScope } from '../../tools/policy.ts';

/** An answer given on one of the owner's own surfaces. */
export interface DeskAnswer {
  answer: 'yes' | 'no';
  scope: GrantScope;
  /** reason of a no, words of an answer */
  words: string;
  via: string;
}

/** What became of it; `unknown` = there is no such question. */
export type DeskOutcome = 'taken' | 'late' | 'refused' | 'unknown';

/** Where the owner sees questions and answers them. */
export interface ApprovalDesk {
  /** newest first */
  list(filter: { pending: boolean; limit: number }): Approval[];
  /** by id, or by the code of an open question */
  find(idOrCode: string): Approval | undefined;
  /** Resolves after the commit. */
  answer(idOrCode: string, given: DeskAnswer): Promise<DeskOutcome>;
}

/** Reads stored blobs. */
export interface ArtifactReader {
  /** @throws OmegaError artifact.corrupt */
  read(sha256: string): { content: Uint8Array; mediaType: string } | undefined;
}
