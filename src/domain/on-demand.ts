/**
 * Packages that a rule needs at once but most starts do not need at all: readers of times, YAML. They take a good part of the memory
 * and of a start, so they are loaded with the first words that need them. How is said by whoever starts the program.
 */
import type { LoadPackage } from '../contracts/ports/load-package.ts';

let load: LoadPackage | undefined;
const loaded = new Map<string, unknown>();

/** Says how packages are loaded: once, where the program starts. */
export function provideLoader(loader: LoadPackage): void {
  load = loader;
}

/** A package, loaded when it is asked for first. @throws Error when nobody has said how packages are loaded */
export function onDemand<T>(name: string): T {
  const known = loaded.get(name);
  if (known !== undefined) return known as T;
  if (load === undefined) throw new Error(`nobody has said how ${name} is loaded`);
  const module = load(name);
  loaded.set(name, module);
  return module as T;
}
