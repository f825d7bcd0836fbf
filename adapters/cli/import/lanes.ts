/**
 * Runs jobs side by side, those of one lane one after the other in the order in which they came. At most `width` lanes
 * are under way; {@link add} waits while that many are busy.
 */
export class Lanes {
  readonly #width: number;
  readonly #tails = new Map<string, Promise<void>>();
  #waiting: (() => void) | undefined;
  #running = 0;
  #failure: { readonly error: unknown } | undefined;

  constructor(width: number) {
    this.#width = width;
  }

  /** Puts the job at the end of its lane. @throws what an earlier job failed with: nothing more is started then */
  async add(lane: string, job: () => Promise<void>): Promise<void> {
    while (this.#running >= this.#width && this.#failure === undefined) {
      await new Promise<void>((resolve) => (this.#waiting = resolve));
    }
    this.#rethrow();
    this.#running += 1;
    const run = (this.#tails.get(lane) ?? Promise.resolve())
      .then(() => (this.#failure === undefined ? job() : undefined))
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#running -= 1;
        if (this.#tails.get(lane) === run) this.#tails.delete(lane);
        this.#waiting?.();
      });
    this.#tails.set(lane, run);
  }

  /** Resolves when every job is done. @throws what a job failed with */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
    this.#rethrow();
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
