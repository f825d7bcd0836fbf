import {
  streamNameFilter,
  type AllStreamResolvedEvent,
  type FilterOptions,
  type Position as LogPosition,
} from '@eventstore/db-client';
import type { Position, RecordedEvent } from '../../../domain/shared/message.ts';
import { fromPosition } from './all-stream.ts';
import { Disconnected } from './disconnected.ts';
import type { ReconnectingClient } from './reconnecting-client.ts';
import { toRecorded } from './messages.ts';

/** After so many events that the filter held back the server tells where it is. */
const checkpointEvery = 1_000;

/** Events that lie ready while the reader is busy; the server is held back beyond that. */
const readyEvents = 128;

/** Which streams the server delivers. */
export type StreamFilter = { readonly prefixes: readonly string[] } | { readonly regex: string };

export interface InboxOptions {
  readonly after: Position;
  readonly streams: StreamFilter;
  /** How long nothing may come before a wait says so. */
  readonly silenceMs: number;
  readonly abort: AbortSignal;
}

export interface Taken {
  readonly events: readonly RecordedEvent[];
  /** How far the server has looked; undefined if it did not say. */
  readonly checkpoint: Position | undefined;
  /** Nothing more lies ready. */
  readonly drained: boolean;
}

const none = (): void => undefined;

/** One subscription to `$all` on one link, read by pulling. */
export class Inbox {
  readonly #subscription;
  readonly #link: ReconnectingClient;
  readonly #abort: AbortSignal;
  #checkpoint: Position | undefined;
  #failure: Disconnected | undefined;
  #announced: 'caughtUp' | 'fellBehind' | undefined;
  /** One timer for all waits: starting one each time costs more than the rest of a wait. */
  readonly #silence: NodeJS.Timeout;
  #news = false;
  #wake: (news: boolean) => void = none;

  constructor(link: ReconnectingClient, { after, streams, silenceMs, abort }: InboxOptions) {
    this.#link = link;
    this.#abort = abort;
    this.#silence = setTimeout(() => {
      this.#waiter()(false);
    }, silenceMs);
    const checkpoints: Pick<FilterOptions, 'maxSearchWindow' | 'checkpointReached'> = {
      maxSearchWindow: checkpointEvery,
      checkpointReached: (_, position) => {
        this.#pass(position);
      },
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
    // The client reports a checkpoint while events from before it still lie ready.
    const checkpoint = drained ? this.#checkpoint : undefined;
    if (drained) this.#checkpoint = undefined;
    if (events.length === 0 && checkpoint === undefined && this.#failure !== undefined) throw this.#failure;
    return { events, checkpoint, drained };
  }

  /** Whether there is anything to take, or a reason to stop. */
  get hasNews(): boolean {
    return this.#news || this.#failure !== undefined || this.#subscription.readableLength > 0 || this.#abort.aborted;
  }

  /**
   * Waits for news; false if there is none for as long as silence is trusted. The server's messages come in one by one: what
   * came with the first is let in too, so that batches are batches.
   */
  wait(): Promise<boolean> {
    if (this.hasNews) return Promise.resolve(true);
    this.#silence.refresh();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  close(): void {
    clearTimeout(this.#silence);
    this.#link.lost.removeEventListener('abort', this.#lost);
    this.#abort.removeEventListener('abort', this.#notify);
    this.#subscription.unsubscribe().catch(() => undefined);
  }

  readonly #notify = (): void => {
    this.#news = true;
    const waiter = this.#waiter();
    if (waiter !== none) setImmediate(waiter, true);
  };

  readonly #lost = (): void => {
    this.#fail(new Disconnected('the connection was given up under a subscription'));
  };

  /** Takes out what waits: it is woken once. */
  #waiter(): (news: boolean) => void {
    const waiter = this.#wake;
    this.#wake = none;
    return waiter;
  }

  #fail(failure: Disconnected): void {
    this.#failure ??= failure;
    this.#notify();
  }

  #announce(state: 'caughtUp' | 'fellBehind'): void {
    this.#announced = state;
    this.#notify();
  }

  /** A position that no event can lie at is of no use for resuming and is passed over. */
  #pass({ commit, prepare }: LogPosition): void {
    if (commit !== prepare) return;
    this.#checkpoint = Number(commit);
    this.#notify();
  }
}
