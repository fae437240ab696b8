/** The sandbox of platforms that have none: it has no modes and says so. Nothing runs without walls. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { LivingSandbox } from '../../../contracts/ports/tools/program.ts';
import type { Sandbox } from '../../../contracts/ports/tools/sandbox.ts';

/** Makes it; `platform` is named in what it says. */
export function createNoSandbox(platform: string): Sandbox & LivingSandbox {
  const advice = `There is no sandbox for ${platform}; tools that run programs need Linux or macOS.`;
  const refused = (): OmegaError => new OmegaError('tool.unavailable', advice);
  return {
    level: async () => ({ modes: [], mechanisms: [], advice }),
    run: async (_, signal) => {
      signal.throwIfAborted();
      throw refused();
    },
    start: () => Promise.reject(refused()),
  };
}
