import { apply, pick, type Change, type Found, type Json, type TillStorage } from './storage.ts';

/** Keeps nothing longer than the process does: for tests, and for tills that may forget. */
export class MemoryStorage implements TillStorage {
  readonly #entries = new Map<string, Json>();

  read(names: readonly string[]): Promise<Found> {
    return Promise.resolve(pick(this.#entries, names));
  }

  // Without waiting in between, so that no other change comes in there.
  async change<Result>(names: readonly string[], decide: (found: Found) => Change<Result>): Promise<Result> {
    const change = decide(pick(this.#entries, names));
    apply(this.#entries, change);
    await Promise.resolve();
    return change.result;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
