import type { Deadline, Moment } from '../../domain/processes/deadline.ts';

/** A moment that has come: `dueCommand` of the domain says what to do. */
export interface DueDeadline extends Deadline, Moment {
  readonly organizationId: string;
}
