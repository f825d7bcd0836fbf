import type { Deadline, Moment } from '../../domain/processes/deadline.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** A moment that has come. */
export interface DueDeadline extends Deadline, Moment {
  readonly organizationId: string;
}

/** The timers that events have set. */
export interface Deadlines {
  /** What is due at `now`, over all organisations, the longest overdue first; at most `limit`. */
  dueDeadlines(now: Instant, limit: number): Promise<readonly DueDeadline[]>;
  /** Forgets a deadline whose command was decided. One that an event has moved since then stays. */
  forgetDeadline(deadline: DueDeadline): Promise<void>;
}
