/** Reads the configuration: defaults, then config.toml, then the environment. */
export { configPath, loadConfig } from './load.ts';
