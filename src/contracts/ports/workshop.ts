/** Port of the folder in which projects are built: one folder per project, nothing outside of it. */

/** The projects. */
export interface Workshop {
  /** Absolute path of a project's folder, as a person is told it. */
  location(project: string): string;
  /** Paths of all files of a project, relative, sorted; none when there is no such project. */
  list(project: string): string[];
  /** @returns undefined when there is no such file, or it is too long to be read */
  read(project: string, path: string): string | undefined;
  /**
   * Writes a file whole and makes the folders it needs.
   * @throws OmegaError file.outside, store.disk_full, store.read_only
   */
  write(project: string, path: string, text: string): void;
}
