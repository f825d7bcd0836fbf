import type { Instant } from '../shared/message.ts';

/** Every command carries its own time (`at`) and the ids of what it makes. */
export interface At {
  readonly at: Instant;
}
