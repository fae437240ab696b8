/** A secret that cannot be printed by accident. */

/** Holds a key or token. Only {@link SecretValue.reveal} gives it out; every way of printing shows `[secret]`. */
export class SecretValue {
  readonly #value: string;
  /** where it came from, e.g. `env:ANTHROPIC_API_KEY`; safe to print */
  readonly source: string;

  /**
   * @param value  the secret itself
   * @param source reference it was read from; never the secret
   */
  constructor(value: string, source: string) {
    this.#value = value;
    this.source = source;
  }

  /** @returns the secret, for the one call that needs it; never log it */
  reveal(): string {
    return this.#value;
  }

  /** @returns the mask */
  toString(): string {
    return '[secret]';
  }

  /** @returns the mask */
  toJSON(): string {
    return '[secret]';
  }

  /** @returns the mask, for `console.log` and `util.inspect` */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}

/** Resolved secrets by their key in the configuration, e.g. `provider.anthropic.api_key`. */
export type Secrets = ReadonlyMap<string, SecretValue>;
