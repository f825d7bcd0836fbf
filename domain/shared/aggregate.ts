import type { Decider } from './decider.ts';
import type { EventSchema } from './event-schema.ts';
import type { DomainEvent } from './message.ts';

/** What the engine knows about one kind of aggregate. */
export interface Aggregate<Command, Event extends DomainEvent, State> {
  /** Begins the names of its streams. Part of the storage format. */
  readonly category: string;
  readonly decider: Decider<Command, Event, State>;
  readonly schema: EventSchema<Event>;
  /**
   * The customer that the aggregate belongs to. `null`: to no customer, so none may touch it. `undefined`: it does not
   * exist, or any caller that knows its id may touch it (a guest's cart).
   */
  readonly ownerOf: (state: State) => string | null | undefined;
}
