/** The port that loads large packages when they are needed first. */

/** Loads a package at once. @returns what the package exports */
export type LoadPackage = (name: string) => unknown;
