import type { Decider } from '../domain/shared/decider.ts';
import type { EventSchema } from '../domain/shared/event-schema.ts';
import type { DomainEvent } from '../domain/shared/message.ts';
import type { Category } from '../domain/shared/stream.ts';

/** What the command path knows about one kind of aggregate. */
export interface Aggregate<Command, Event extends DomainEvent, State> {
  readonly category: Category;
  readonly decider: Decider<Command, Event, State>;
  readonly schema: EventSchema<Event>;
  /**
   * The customer that the aggregate belongs to. `null`: to no customer, so none may touch it. `undefined`: it does not
   * exist, or whoever knows its id may touch it (a guest's cart).
   */
  readonly ownerOf: (state: State) => string | null | undefined;
}
