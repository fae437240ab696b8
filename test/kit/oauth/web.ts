/** The requests of a sign-in as the application makes them. */
import { exchange } from '../../../src/adapters/executors/openapi-proxy/exchange.ts';
import { REAL } from '../../../src/adapters/executors/openapi-proxy/reach.ts';

/** What the application gives to the adapter. */
export const WEB = { exchange, ...REAL };
