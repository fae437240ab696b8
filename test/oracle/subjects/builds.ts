/** The part of builds, discoveries and set-ups. */
import { expect } from 'vitest';
import { isProjectName, parseBrief, parseBuildSummary, parseVerdict } from '../../../src/domain/build/brief.ts';
import { isTopologyName } from '../../../src/domain/build/topology.ts';
import { confirmation } from '../../../src/domain/session/confirmation.ts';
import { parseDiscovery, parseSetup } from '../../../src/domain/session/rounds.ts';
import type { OracleCase, Subject } from '../subject.ts';

const said = ({ args }: OracleCase): string | undefined => confirmation(args[0] as string);

export const subject: Subject = {
  functions: {
    parse_project_brief: (text: string) => parseBrief(text) ?? null,
    parse_project_brief_accepts: (text: string) => parseBrief(text) !== undefined,
    parse_verification_result: (text: string) => parseVerdict(text, 'VERIFICATION'),
    parse_review_result: (text: string) => parseVerdict(text, 'REVIEW'),
    parse_build_summary: (text: string) => parseBuildSummary(text) ?? null,
    is_build_confirmed: (text: string) => confirmation(text) === 'yes',
    is_build_cancelled: (text: string) => confirmation(text) === 'no',
    validate_topology_name_ok: isTopologyName,
    parse_discovery_output: parseDiscovery,
    parse_setup_output: parseSetup,
  },
  deviations: {
    'is_build_confirmed#467': (given) => expect(said(given)).toBe('yes'),
    'is_build_confirmed#468': (given) => expect(said(given)).toBe('yes'),
    'is_build_confirmed#471': (given) => expect(said(given)).toBe('yes'),
    'is_build_cancelled#483': (given) => expect(said(given)).toBe('no'),
    'is_build_cancelled#484': (given) => expect(said(given)).toBe('no'),
    'parse_project_brief#545': () => expect(isProjectName('-dash')).toBe(false),
    'parse_verification_result#557': ({ args }) =>
      expect(parseVerdict(args[0] as string, 'VERIFICATION').pass).toBe(false),
  },
};
