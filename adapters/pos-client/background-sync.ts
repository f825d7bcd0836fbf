import type { Surroundings } from './surroundings.ts';

const quietMs = 60_000;
const firstWaitMs = 1000;
const longestWaitMs = 60_000;

/**
 * Syncs by itself: when there is something new, when the line comes back, and again after a while. A failure is no reason to
 * stop: it waits longer and longer.
 */
export class BackgroundSync {
  readonly #around: Surroundings;
  readonly #sync: (signal: AbortSignal) => Promise<{ readonly pending: number }>;
  readonly #onError: (error: unknown) => void;
  #stopping: AbortController | undefined;
  #waking = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    around: Surroundings,
    sync: (signal: AbortSignal) => Promise<{ readonly pending: number }>,
    onError: (error: unknown) => void,
  ) {
    this.#around = around;
    this.#sync = sync;
    this.#onError = onError;
  }

  /** Does nothing where it runs already. */
  start(): void {
    if (this.#stopping !== undefined) return;
    this.#stopping = new AbortController();
    this.#running = this.#run(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#waking.abort();
    this.#stopping = undefined;
    await this.#running;
  }

  /** There is something new. */
  wake(): void {
    this.#waking.abort();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const ended = this.#around.onLineBack(() => {
      this.wake();
    });
    let failures = 0;
    while (!signal.aborted) {
      this.#waking = new AbortController();
      failures = (await this.#once(signal)) ? 0 : failures + 1;
      const waitMs = failures === 0 ? quietMs : Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs);
      await this.#around.pause(waitMs, AbortSignal.any([signal, this.#waking.signal]));
    }
    ended();
  }

  /** @returns whether everything was sent */
  async #once(signal: AbortSignal): Promise<boolean> {
    try {
      return (await this.#sync(signal)).pending === 0;
    } catch (error) {
      if (!signal.aborted) this.#onError(error);
      return false;
    }
  }
}
