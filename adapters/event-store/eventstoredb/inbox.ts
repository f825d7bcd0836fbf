import { streamNameFilter, type AllStreamResolvedEvent, type FilterOptions } from '@eventstore/db-client';
import type { Position, RecordedEvent } from '../../../domain/shared/message.ts';
import { fromPosition } from './all-stream.ts';
import { Disconnected } from './disconnected.ts';
import type { Link } from './link.ts';
import { toRecorded } from './messages.ts';

/** After so many events that the filter held back the server tells where it is. */
const checkpointEvery = 1_000;

/** Events that lie ready while the reader is busy; the server is held back beyond that. */
const readyEvents = 128;

/** Which streams the server delivers. */
export type StreamFilter = { readonly prefixes: readonly string[] } | { readonly regex: string };

export interface Taken {
  readonly events: readonly RecordedEvent[];
  /** How far the server has looked; undefined if it did not say. */
  readonly checkpoint: Position | undefined;
  /** Nothing more lies ready. */
  readonly drained: boolean;
}

/** One subscription to `$all` on one link, read by pulling. */
export class Inbox {
  readonly #subscription;
  readonly #link: Link;
  readonly #abort: AbortSignal;
  #checkpoint: { readonly position: Position; readonly release: () => void } | undefined;
  #failure: Disconnected | undefined;
  #announced: 'caughtUp' | 'fellBehind' | undefined;
  #news = false;
  #wake: () => void = () => undefined;

  constructor(link: Link, after: Position, streams: StreamFilter, abort: AbortSignal) {
    this.#link = link;
    this.#abort = abort;
    const checkpoints: Pick<FilterOptions, 'maxSearchWindow' | 'checkpointReached'> = {
      maxSearchWindow: checkpointEvery,
      checkpointReached: (_, { commit, prepare }) => this.#hold(commit, prepare),
    };
    const filter =
      'prefixes' in streams
        ? streamNameFilter({ ...checkpoints, prefixes: [...streams.prefixes] })
        : streamNameFilter({ ...checkpoints, regex: streams.regex });
    this.#subscription = link.client.subscribeToAll(
      { fromPosition: fromPosition(after), filter },
      { highWaterMark: readyEvents },
    );
    this.#subscription
      .on('readable', this.#notify)
      .on('caughtUp', () => {
        this.#announce('caughtUp');
      })
      .on('fellBehind', () => {
        this.#announce('fellBehind');
      })
      .on('end', () => {
        this.#fail(new Disconnected('the server ended a subscription'));
      })
      .on('error', (error) => {
        this.#fail(new Disconnected(`a subscription failed: ${error.message}`, { cause: error }));
        link.lose();
      });
    if (link.lost.aborted) this.#lost();
    link.lost.addEventListener('abort', this.#lost);
    abort.addEventListener('abort', this.#notify);
  }

  /** What the server said last about itself: nothing if it is older than 23.10. */
  get announced(): 'caughtUp' | 'fellBehind' | undefined {
    return this.#announced;
  }

  /** Takes what lies ready, in the server's order. @throws Disconnected once nothing is left of a broken subscription */
  take(limit: number): Taken {
    this.#news = false;
    const events: RecordedEvent[] = [];
    while (events.length < limit) {
      const resolved = this.#subscription.read() as AllStreamResolvedEvent | null;
      if (resolved === null) break;
      if (resolved.event !== undefined) events.push(toRecorded(resolved.event));
    }
    const drained = this.#subscription.readableLength === 0;
    const checkpoint = drained ? this.#checkpoint : undefined;
    if (checkpoint !== undefined) {
      this.#checkpoint = undefined;
      checkpoint.release();
    } else if (events.length === 0 && this.#failure !== undefined) throw this.#failure;
    return { events, checkpoint: checkpoint?.position, drained };
  }

  /** Whether there is anything to take, or a reason to stop. */
  get hasNews(): boolean {
    return this.#news || this.#subscription.readableLength > 0 || this.#abort.aborted;
  }

  /** Waits for news; false if there is none within `ms`. */
  wait(ms: number): Promise<boolean> {
    if (this.hasNews) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve(false);
      }, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  close(): void {
    this.#link.lost.removeEventListener('abort', this.#lost);
    this.#abort.removeEventListener('abort', this.#notify);
    this.#checkpoint?.release();
    this.#subscription.unsubscribe().catch(() => undefined);
  }

  readonly #notify = (): void => {
    this.#news = true;
    this.#wake();
  };

  readonly #lost = (): void => {
    this.#fail(new Disconnected('the connection was given up under a subscription'));
  };

  #fail(failure: Disconnected): void {
    this.#failure ??= failure;
    this.#notify();
  }

  #announce(state: 'caughtUp' | 'fellBehind'): void {
    this.#announced = state;
    this.#notify();
  }

  /**
   * The client reports a checkpoint while events from before it still lie ready, and goes on when the promise is kept: so
   * it is kept when those are taken. One that no event can lie at is of no use for resuming and is passed over.
   */
  #hold(commit: bigint, prepare: bigint): Promise<void> {
    if (commit !== prepare) return Promise.resolve();
    return new Promise((resolve) => {
      this.#checkpoint = { position: Number(commit), release: resolve };
      this.#notify();
    });
  }
}
