/** Port of artifacts: blobs stored by their content. */

/** A stored blob. */
export interface ArtifactInfo {
  /** hex SHA-256 of the content */
  sha256: string;
  bytes: number;
  mediaType: string;
}

/** Blobs by hash. */
export interface Artifacts {
  /**
   * Writes a blob to the disk (temporary file, fsync, rename); the same content is stored once. To be called before the
   * transaction that refers to it.
   *
   * @throws OmegaError store.*
   */
  put(content: Uint8Array, mediaType: string): ArtifactInfo;
  /** Records a blob and who refers to it; inside a transaction. */
  refer(info: ArtifactInfo, ref: { run: string; role: string; name: string; at: number }): void;
  info(sha256: string): ArtifactInfo | undefined;
  /**
   * Reads a blob and checks it against its hash.
   *
   * @returns undefined when there is none
   * @throws  OmegaError artifact.corrupt
   */
  get(sha256: string): Uint8Array | undefined;
}
