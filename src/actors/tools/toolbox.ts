/** The toolbox: which tools a model may be told of in a conversation, by the names it calls them. */
import { hash } from 'node:crypto';
import type { AnswerContext } from '../../contracts/agent-command.ts';
import type { ToolSpec } from '../../contracts/ports/provider.ts';
import type { ToolManifest, ToolTier } from '../../contracts/tools/tool.ts';
import { canonicalJson } from '../../domain/policy/canonical.ts';

/** A tool under the name a model calls it by. */
export interface OfferedTool {
  name: string;
  manifest: ToolManifest;
  tier: ToolTier;
}

/** Where tools are offered. */
export interface OfferPlace {
  conversation: string;
  where: AnswerContext;
  /** what the person wrote; some tools are offered only when it fits */
  question: string;
}

/** Something that has tools. */
export type ToolSource = (place: OfferPlace) => readonly OfferedTool[];

/** Gives the tools. */
export interface Toolbox {
  /** Names are unique: of two tools with one name the first source wins. */
  offered(place: OfferPlace): readonly OfferedTool[];
  named(name: string, place: OfferPlace): OfferedTool | undefined;
}

/** Puts sources together, the most trusted first. */
export function toolbox(sources: readonly ToolSource[]): Toolbox {
  const offered = (place: OfferPlace): OfferedTool[] => {
    const byName = new Map<string, OfferedTool>();
    for (const source of sources)
      for (const tool of source(place)) if (!byName.has(tool.name)) byName.set(tool.name, tool);
    return [...byName.values()];
  };
  return { offered, named: (name, place) => offered(place).find((tool) => tool.name === name) };
}

/** What a model is told of a tool. */
export function specOf({ name, manifest }: OfferedTool): ToolSpec {
  return { name, description: manifest.description, inputSchema: manifest.inputSchema };
}

const pins = new WeakMap<ToolManifest, string>();

/** Hash of a whole manifest: a run never goes on with another one than it began with. */
export function pinOf(manifest: ToolManifest): string {
  const known = pins.get(manifest) ?? hash('sha256', canonicalJson(manifest as never), 'hex').slice(0, 16);
  pins.set(manifest, known);
  return known;
}
