import type { AggregateCommand } from '../aggregates.ts';
import type { DomainEvent } from '../shared/message.ts';

/** A command and the aggregate that it is for. The organisation is the event's: no process crosses that line. */
export type ProcessCommand = AggregateCommand;

/**
 * A process that keeps no state: all that it needs is in the event. The same event gives the same commands, and all of
 * them may be repeated, so that it can run at least once. Commands carry the event's own time.
 */
export interface Process<Event extends DomainEvent> {
  /** Part of the storage format: its checkpoint's name, and in its actor's (`process:<name>`). */
  readonly name: string;
  /** Every event type that it reacts to, and no other. */
  readonly subscribesTo: readonly Event['type'][];
  readonly react: (event: Event) => readonly ProcessCommand[];
}
