import type { Deadline, Moment } from '../../domain/processes/deadline.ts';

/** Describes a moment that has come: `dueCommand` of the domain says what to do. */
export interface DueDeadline extends Deadline, Moment {
  readonly organizationId: string;
}
