/** Sums the JSON reports of test runs into the closing line of a whole check. */

/** Results of any number of test runs. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** `file: full name` of every test that did not run. */
  readonly skipped: readonly string[];
}

/** What is used of a report in the JSON format of vitest. */
export interface Report {
  readonly testResults: readonly {
    /** absolute path of the test file */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Counts before any test ran. */
export const NONE: Counts = { passed: 0, failed: 0, skipped: [] };

/**
 * Adds a report to counts. A file that failed without a failed test (it could not be loaded) counts as one failure.
 *
 * @param root folder that the names of skipped tests are shown relative to, without a trailing separator
 */
export function add(counts: Counts, { testResults }: Report, root: string): Counts {
  return testResults.reduce<Counts>(({ passed, failed, skipped }, { name, status, assertionResults }) => {
    const having = (wanted: string) => assertionResults.filter((one) => one.status === wanted).length;
    const isUnloadable = status === 'failed' && having('failed') === 0;
    const left = assertionResults.filter((one) => one.status !== 'passed' && one.status !== 'failed');
    return {
      passed: passed + having('passed'),
      failed: failed + having('failed') + (isUnloadable ? 1 : 0),
      skipped: [...skipped, ...left.map(({ fullName }) => `${name.slice(root.length + 1)}: ${fullName}`)],
    };
  }, counts);
}

/** The plain last line: `N passed, N failed, N skipped`. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}
