import type { Deadline } from '../../domain/processes/deadlines.ts';
import type { Instant } from '../../domain/shared/message.ts';

/** A moment that has come: `dueCommand` of the domain says what to do. */
export interface DueDeadline extends Deadline {
  readonly organizationId: string;
  readonly dueAt: Instant;
}
