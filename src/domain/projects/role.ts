/** ROLE.md files: what a project makes of the agent. */
import { splitFrontMatter } from '../text/front-matter.ts';

/** A project's instructions. */
export interface Role {
  /** skills it works with */
  skills: string[];
  body: string;
}

/** @returns the instructions, or a sentence with the line */
export function parseRole(file: string): Role | { problem: string } {
  const parts = splitFrontMatter(file);
  if ('problem' in parts) return parts;
  const { skills } = parts.data;
  const list = Array.isArray(skills) ? skills : typeof skills === 'string' ? skills.split(',') : [];
  return { skills: list.map((s) => String(s).trim()).filter((s) => s !== ''), body: parts.body.trim() };
}
