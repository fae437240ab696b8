/**
 * Port of the files that shape the agent: checklists, skills, projects, prompts, topologies. A user's file wins over the
 * one shipped under the same name; what is changed on disk counts from the next read.
 */

/** The files, by path relative to the data folder, with `/` between names, e.g. `skills/travel/SKILL.md`. */
export interface Library {
  /** the data folder, absolute */
  readonly home: string;
  /**
   * Text of a file.
   * @returns undefined when there is neither one of the user's nor a shipped one
   * @throws  OmegaError file.outside when the path leaves the folder, also by a link; file.unreadable
   */
  read(path: string): string | undefined;
  /** Names of the folders in a folder, the user's and the shipped ones, sorted. */
  folders(path: string): string[];
  /** Whether the user's own file exists; a shipped one does not count. */
  has(path: string): boolean;
  /**
   * Writes the user's file whole and makes the folders it needs; a reader never sees half of it.
   * @throws OmegaError file.outside, store.disk_full, store.read_only
   */
  write(path: string, text: string): void;
  /** Removes the user's file; none is fine. */
  remove(path: string): void;
}
