import type { CommandHandlers } from '../commands/handlers.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { TaxAuthorities } from './authorities.ts';
import type { FolioRanges } from './folio-ranges.ts';

/** What documents are made with, once they are requested. */
export interface DocumentDependencies {
  readonly handlers: CommandHandlers;
  readonly store: EventStore;
  readonly authorities: TaxAuthorities;
  readonly folioRanges: FolioRanges;
  readonly clock: Clock;
}
