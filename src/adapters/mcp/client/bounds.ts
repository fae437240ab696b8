/** How much of a server is taken, and for how long it is waited for. */

/** Largest message, bytes: the largest catalogue with its envelope. What is longer is dropped while it is read. */
export const MOST_MESSAGE = 2_162_688;
/** Largest result of a call, bytes. */
export const MOST_RESULT = 1_048_576;
/** Largest list of tools, bytes and tools. */
export const MOST_CATALOGUE = 2_097_152;
export const MOST_TOOLS = 500;
/** Pages of that list. */
export const MOST_PAGES = 100;
/** A line without an end, bytes: the connection is closed. */
export const ENDLESS = 67_108_864;
/** Messages a second; beyond it the server has to wait. */
export const MOST_MESSAGES = 2000;
/** Longest a call may take with progress, ms. */
export const MOST_WAIT_MS = 600_000;
/** How often a server may ask a person during one call, and how many questions at once. */
export const MOST_ROUNDS = 10;
/** Longest a server may take to start, ms; a first start may have to fetch a package. */
export const START_MS = 60_000;
/** Wait for an answer to the question which protocol a server speaks, ms. */
export const PROBE_MS = 10_000;
/** Lines of its own words that are kept, and characters of each. */
export const KEPT_LINES = 20;
export const KEPT_CHARACTERS = 500;
/** Code of an answer that was made up here because the real one could not be taken. */
export const CUT_OFF = -32_099;
/** How often a change of its tools is looked at, ms. */
export const CHANGED_MS = 5000;
