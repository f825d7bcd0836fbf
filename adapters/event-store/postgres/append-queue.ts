import pg from 'pg';
import type { AppendResult } from '../../../application/ports/event-store.ts';
import type { Position } from '../../../domain/shared/message.ts';
import { flush, type Append } from './flush.ts';

interface QueuedAppend extends Append {
  readonly bytes: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** More in flight would only wait for each other on the server: one writes there while the next is on its way. */
const maximumInFlight = 2;
const maximumGroup = 200;
/** Fewer are not worth dividing: a flush costs as much as some ten events in it. */
const minimumShare = 8;
const maximumGroupBytes = 4_000_000;

/**
 * Group commit: appends that wait at the same time are stored together, by one statement in one transaction. An append
 * that comes alone goes alone and at once.
 */
export class AppendQueue {
  readonly #pool: pg.Pool;
  readonly #stored: (position: Position) => void;
  readonly #busyStreams = new Set<string>();
  #waiting: QueuedAppend[] = [];
  #inFlight = 0;
  #scheduled = false;
  #drained: (() => void)[] = [];

  /** @param stored takes the position of each append that was stored */
  constructor(pool: pg.Pool, stored: (position: Position) => void) {
    this.#pool = pool;
    this.#stored = stored;
  }

  /** @param bytes of the append's events */
  push({ stream, expected, events }: Append, bytes: number): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stream, expected, events, bytes, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves once nothing waits and nothing is in flight. */
  drain(): Promise<void> {
    return new Promise((resolve) => {
      this.#drained.push(resolve);
      this.#schedule();
    });
  }

  /** Not at once: callers that the same answer woke come a moment after each other, and belong together. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#inFlight < maximumInFlight) {
      const group = this.#takeGroup(this.#share());
      if (group.length === 0) break;
      this.#inFlight += 1;
      void this.#store(group).then(() => {
        for (const { stream } of group) this.#busyStreams.delete(stream);
        this.#inFlight -= 1;
        this.#schedule();
      });
    }
    if (this.#inFlight === 0) for (const resolve of this.#drained.splice(0)) resolve();
  }

  /** Callers that were answered together ask again together: dividing them lets this process and the server both work. */
  #share(): number {
    const even = Math.ceil(this.#waiting.length / (maximumInFlight - this.#inFlight));
    return Math.min(maximumGroup, Math.max(minimumShare, even));
  }

  /** The longest waiting, one a stream: the next append to a stream goes once this one is answered. */
  #takeGroup(maximum: number): readonly QueuedAppend[] {
    const group: QueuedAppend[] = [];
    const left: QueuedAppend[] = [];
    let bytes = 0;
    for (const append of this.#waiting) {
      const fits = group.length === 0 || (group.length < maximum && bytes + append.bytes <= maximumGroupBytes);
      if (fits && !this.#busyStreams.has(append.stream)) {
        bytes += append.bytes;
        group.push(append);
        this.#busyStreams.add(append.stream);
      } else {
        left.push(append);
      }
    }
    this.#waiting = left;
    return group;
  }

  async #store(group: readonly QueuedAppend[]): Promise<void> {
    try {
      const answers = await flush(this.#pool, group);
      answers.forEach((answer, index) => {
        group[index]?.resolve(answer);
        if (answer.ok) this.#stored(answer.position);
      });
    } catch (error) {
      // The server refused the statement as such: find out whose append it was, so that the rest does not suffer.
      if (error instanceof pg.DatabaseError && group.length > 1)
        for (const append of group) await this.#store([append]);
      else for (const { reject } of group) reject(error);
    }
  }
}
