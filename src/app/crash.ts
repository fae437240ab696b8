/** `omega test crash`. */
import type { CrashReport } from '../contracts/app.ts';
export async function testCrash(): Promise<CrashReport> {
  throw new Error('x');
}
