import type { Instant } from '../../domain/shared/message.ts';

/** The only source of time. Tests inject a clock that stands still. */
export interface Clock {
  now(): Instant;
}
