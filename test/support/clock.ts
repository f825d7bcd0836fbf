import type { Clock } from '../../application/ports/system.ts';
import { addMinutes } from '../../domain/shared/instant.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** A clock that stands still until it is told to move. */
export class FixedClock implements Clock {
  #now: Instant;

  constructor(now: Instant = '2026-11-23T15:00:00.000Z') {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  advance(minutes: number): Instant {
    this.#now = addMinutes(this.#now, minutes);
    return this.#now;
  }
}
