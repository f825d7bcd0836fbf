import { aggregates, categories, type Category } from '../../domain/aggregates.ts';
import type { AnyReaction } from '../../domain/processes/reaction.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { Clock } from '../ports/system.ts';
import { causeOf, reactionContext, type ReactionContext } from './cause.ts';
import { decodeFact } from './decode-fact.ts';

/** Does what follows from a recorded event. Called again for the same one after a failure or a restart. */
export interface EventHandler {
  (recorded: RecordedEvent): Promise<void>;
  /** Names its checkpoint, its parked events and its commands' actor (`process:<name>`): part of the storage format. */
  readonly reactor: string;
  /** Where its events are; all by default. */
  readonly categories?: readonly Category[];
}

/** Where events of these types are. */
const categoriesOf = (eventTypes: readonly string[]): readonly Category[] =>
  categories.filter((category) => eventTypes.some((type) => Object.hasOwn(aggregates[category].schema, type)));

/**
 * Makes a reactor's handler of reactions. The first that knows an event's type gets the event, the context of what follows from
 * it, and how it is recorded; events of other types are passed by.
 *
 * @example
 * eventHandler('quotes', clock, reaction(['SalesQuoteAccepted'], ({ data }, context: ReactionContext) =>
 *   placeOrder(context, data.salesQuoteId)));
 * @throws TypeError for a type of event that this version does not know
 */
export const eventHandler = (
  reactor: string,
  clock: Clock,
  ...reactions: readonly AnyReaction<Promise<void>, [context: ReactionContext, recorded: RecordedEvent]>[]
): EventHandler => {
  const handle = async (recorded: RecordedEvent): Promise<void> => {
    const { id, event } = decodeFact(recorded);
    const found = reactions.find(({ reactsTo }) => reactsTo(event.type));
    await found?.react(event, reactionContext(reactor, causeOf(recorded, clock.now()), id), recorded);
  };
  return Object.assign(handle, {
    reactor,
    categories: categoriesOf(reactions.flatMap(({ eventTypes }) => eventTypes)),
  });
};
