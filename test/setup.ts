/** Before every test file: how large packages are loaded, as `src/app/agent.ts` says it to the daemon. */
import { loadPackage } from '../src/adapters/system/load-package.ts';
import { provideLoader } from '../src/domain/on-demand.ts';

provideLoader(loadPackage);
