import { KeyedQueue } from '../../../application/commands/keyed-queue.ts';

/**
 * Runs jobs side by side, those of one lane one after the other in the order in which they came. At most `width` are under
 * way; {@link add} waits while that many are.
 */
export class Lanes {
  readonly #width: number;
  readonly #queue = new KeyedQueue();
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(width: number) {
    this.#width = width;
  }

  /** Puts the job at the end of its lane. @throws what an earlier job failed with: nothing more is started then */
  async add(lane: string, job: () => Promise<void>): Promise<void> {
    while (this.#running.size >= this.#width && this.#failure === undefined) await Promise.race(this.#running);
    this.#rethrow();
    const run = this.#queue
      .run(lane, async () => {
        if (this.#failure === undefined) await job();
      })
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  /** Resolves when every job is done. @throws what a job failed with */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
    this.#rethrow();
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
