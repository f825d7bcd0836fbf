import type { Position } from '../../../domain/shared/message.ts';

/** Wakes those that wait for new events: storing events, or a notification of them, advances it. */
export class HeadSignal {
  #position: Position = 0;
  readonly #waiters = new Set<() => void>();

  advance(position: Position): void {
    if (position <= this.#position) return;
    this.#position = position;
    this.wakeAll();
  }

  /** For when something may have been missed. */
  wakeAll(): void {
    for (const wake of this.#waiters) wake();
  }

  /** Resolves when there is something after `position`, or maybe is, when `timeoutMs` are over, and when aborted. */
  wait(position: Position, timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (this.#position > position || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        this.#waiters.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      signal.addEventListener('abort', wake);
      this.#waiters.add(wake);
    });
  }
}
