import { allowanceDecider } from './allowance/decider.ts';
import { allowanceEvents } from './allowance/events.ts';
import { cartDecider } from './cart/decider.ts';
import { cartEvents } from './cart/events.ts';
import { creditDecider } from './credit/decider.ts';
import { creditEvents } from './credit/events.ts';
import { taxDocumentDecider } from './documents/decider.ts';
import { taxDocumentEvents } from './documents/events.ts';
import { folioRangeDecider } from './folios/decider.ts';
import { folioRangeEvents } from './folios/events.ts';
import { orderDecider } from './order/decider.ts';
import { orderEvents } from './order/events.ts';
import { posDecider } from './pos/decider.ts';
import { posEvents } from './pos/events.ts';
import { promotionDecider } from './promotion/decider.ts';
import { promotionEvents } from './promotion/events.ts';
import { salesQuoteDecider } from './quote/decider.ts';
import { salesQuoteEvents } from './quote/events.ts';
import { visibleTo } from './quote/state.ts';
import { returnDecider } from './return/decider.ts';
import { returnEvents } from './return/events.ts';
import { tillShiftDecider } from './shift/decider.ts';
import { tillShiftEvents } from './shift/events.ts';
import type { Aggregate, Decider } from './shared/decider.ts';
import type { EventSchema } from './shared/event-schema.ts';
import type { DomainCommand, DomainEvent } from './shared/message.ts';
import { subscriptionDecider } from './subscription/decider.ts';
import { subscriptionEvents } from './subscription/events.ts';
import { tillDecider } from './till/decider.ts';
import { tillEvents } from './till/events.ts';

/** Belongs to the customer whom its state names; a guest's to none. */
const ofCustomer = (
  state: { readonly exists: false } | { readonly exists: true; readonly customerId: string | null },
): string | null | undefined => (state.exists ? state.customerId : undefined);

/** The organisation's own books: no customer touches them. */
const ofOrganization = ({ exists }: { readonly exists: boolean }): null | undefined => (exists ? null : undefined);

/** Hidden from customers even before it exists: the engine uses it for them. */
const ofEngine = (): null => null;

const aggregate = <Command extends DomainCommand, Event extends DomainEvent, State>(
  decider: Decider<Command, Event, State>,
  schema: EventSchema<Event>,
  ownerOf: (state: State) => string | null | undefined,
) => ({ decider, schema, ownerOf });

/** Every kind of aggregate once, by the category of its streams; its folder has the same name. */
const registry = {
  allowance: aggregate(allowanceDecider, allowanceEvents, ofEngine),
  cart: aggregate(cartDecider, cartEvents, ofCustomer),
  credit: aggregate(creditDecider, creditEvents, ofCustomer),
  documents: aggregate(taxDocumentDecider, taxDocumentEvents, ofOrganization),
  folios: aggregate(folioRangeDecider, folioRangeEvents, ofOrganization),
  order: aggregate(orderDecider, orderEvents, ofCustomer),
  pos: aggregate(posDecider, posEvents, ofCustomer),
  promotion: aggregate(promotionDecider, promotionEvents, ofOrganization),
  quote: aggregate(salesQuoteDecider, salesQuoteEvents, (state) => (state.exists ? visibleTo(state) : undefined)),
  return: aggregate(returnDecider, returnEvents, ofCustomer),
  shift: aggregate(tillShiftDecider, tillShiftEvents, ofOrganization),
  subscription: aggregate(subscriptionDecider, subscriptionEvents, ofCustomer),
  till: aggregate(tillDecider, tillEvents, ofOrganization),
};

/** Names a kind of aggregate; its streams' names begin with it. Part of the storage format. */
export type Category = keyof typeof registry;

/** The types of each kind of aggregate. */
type TypesOf = {
  readonly [C in Category]: (typeof registry)[C]['decider'] extends Decider<
    infer Command extends DomainCommand,
    infer Event extends DomainEvent,
    infer State
  >
    ? { readonly command: Command; readonly event: Event; readonly state: State }
    : never;
};

export type CommandOf<C extends Category> = TypesOf[C]['command'];
export type EventOf<C extends Category> = TypesOf[C]['event'];
export type StateOf<C extends Category> = TypesOf[C]['state'];
export type AggregateOf<C extends Category> = Aggregate<CommandOf<C>, EventOf<C>, StateOf<C>>;

/** A command and the aggregate that it is for. */
export type AggregateCommand<C extends Category = Category> = {
  readonly [Kind in C]: { readonly aggregate: Kind; readonly id: string; readonly command: CommandOf<Kind> };
}[C];

export const categories = Object.keys(registry) as readonly Category[];

/**
 * Makes one thing for each kind of aggregate, under its category. The compiler cannot follow a key through a generic function:
 * the answer fits whatever mapped type the caller declares, and `make`, being generic, makes it true.
 *
 * @example type Handlers = { readonly [C in Category]: CommandHandler<CommandOf<C>, EventOf<C>, StateOf<C>> };
 * const handlers: Handlers = mapAggregates((aggregate) => new CommandHandler(aggregate, dependencies));
 */
export const mapAggregates = (
  make: <Command extends DomainCommand, Event extends DomainEvent, State>(
    aggregate: Aggregate<Command, Event, State>,
    category: Category,
  ) => unknown,
): Readonly<Record<Category, never>> =>
  Object.fromEntries(
    categories.map((category) => [category, make({ category, ...registry[category] } as never, category) as never]),
  ) as Record<Category, never>;

/** Every kind of aggregate, by the category of its streams. */
export const aggregates: { readonly [C in Category]: AggregateOf<C> } = mapAggregates((aggregate) => aggregate);
