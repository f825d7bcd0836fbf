import type { EventBatch, Instant, Position } from '../../domain/shared/message.ts';

/** `passive`: another projector has the lock. `failed`: it stopped by itself, at an event that it cannot understand. */
export type ProjectorState = 'starting' | 'passive' | 'catching_up' | 'live' | 'retrying' | 'failed' | 'stopped';

/** Says how far read models are behind the log. */
export interface Lag {
  /** Counts positions of the log after the checkpoint. */
  readonly positions: number;
  /** Counts milliseconds since the oldest event that was read and is not applied was recorded; 0 if there is none. */
  readonly ageMs: number;
}

/** Says what a projector knows of itself. */
export class Progress {
  state: ProjectorState = 'starting';
  /** Holds the checkpoint. */
  position: Position = 0;
  #behindSince: Instant | undefined;

  received({ events }: EventBatch): void {
    this.#behindSince = events[0]?.metadata.recorded_at ?? this.#behindSince;
  }

  applied({ events, position, caughtUp }: EventBatch): void {
    this.position = position;
    this.state = caughtUp ? 'live' : 'catching_up';
    this.#behindSince = caughtUp ? undefined : (events.at(-1)?.metadata.recorded_at ?? this.#behindSince);
  }

  /** @param now milliseconds since 1970 */
  lag(head: Position, now: number): Lag {
    const positions = Math.max(0, head - this.position);
    if (positions === 0 || this.#behindSince === undefined) return { positions, ageMs: 0 };
    return { positions, ageMs: Math.max(0, now - Date.parse(this.#behindSince)) };
  }
}
