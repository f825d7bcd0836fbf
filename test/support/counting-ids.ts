import type { Ids } from '../../application/ports/system.ts';

/** The `n`-th id (from 1) that a `CountingIds` of this name gives. */
export const countedId = (n: number, name = 0): string =>
  `${name.toString(16).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

/** Ids that count; each instance has a name of its own, so that two processes never make the same id. */
export class CountingIds implements Ids {
  readonly #name: number;
  #events = 0;
  #secrets = 0;

  constructor(name = 0) {
    this.#name = name;
  }

  event(): string {
    this.#events += 1;
    return countedId(this.#events, this.#name);
  }

  secret(): string {
    this.#secrets += 1;
    return `secret-${this.#name}-${this.#secrets}`;
  }
}
