/** Wiring of the owner's own surfaces: open questions and their answers, stored blobs. */
import { answerApproval } from '../../actors/tools/answer.ts';
import type { AgentPorts } from '../../actors/agent-ports.ts';
import type { ApprovalDesk, ArtifactReader } from '../../contracts/ports/tools/approvals.ts';
import type { DurableHost } from '../../contracts/ports/durable-host.ts';
import type { Stores } from '../stores.ts';

/** What it is built on: the stores to read from, the ports to write through. */
export interface DeskParts {
  reading: Stores;
  ports: AgentPorts;
  host: DurableHost;
}

/** Builds the desk. Whoever has the token or a login of the page is the owner. */
export function approvalDesk({ reading, ports, host }: DeskParts): ApprovalDesk {
  const { approvals } = reading.tools;
  const find: ApprovalDesk['find'] = (idOrCode) => approvals.get(idOrCode) ?? approvals.byCode(idOrCode);
  return {
    list: ({ pending, limit }) => approvals.list({ person: null, pending, limit }),
    find,
    answer: (idOrCode, given) =>
      host.submit((tx) => {
        const known = ports.tools.approvals;
        const approval = known.get(idOrCode) ?? known.byCode(idOrCode);
        return approval === undefined ? 'unknown' : answerApproval(ports, tx, approval, { ...given, by: 'owner' });
      }),
  };
}

/** Builds the reader of blobs. */
export function artifactReader({ artifacts }: Pick<Stores, 'artifacts'>): ArtifactReader {
  return {
    read(sha256) {
      const info = artifacts.info(sha256);
      const content = info && artifacts.get(sha256);
      return info && content && { content, mediaType: info.mediaType };
    },
  };
}
