/** Reads the configuration: defaults, then config.toml, then the environment. */
export { loadConfig } from './load.ts';
