import type { CartCheckedOut } from '../../domain/cart/events.ts';
import type { OrderPlaced } from '../../domain/order/events.ts';
import { reject, type Decision, type Refusal } from '../../domain/shared/decider.ts';
import type { DomainCommand, DomainEvent } from '../../domain/shared/message.ts';
import { quantityToWire } from '../../domain/shared/quantity.ts';
import { holdPromotions } from '../allowances/hold-promotions.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Planned } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { Shortfall, StockLine } from '../ports/inventory.ts';

/** A command that makes an order, whatever its number will be, and what would come of it. */
export interface Candidate<Command extends DomainCommand, Event extends DomainEvent> {
  readonly numbered: (orderNumber: string) => Command;
  readonly decide: (command: Command) => Decision<Event>;
}

/** Stands for the number while it is tried whether the order would be made at all. */
const rehearsalNumber = 'ORD-0000-000000';

/**
 * The command with a number of its own, and with a use of every promotion in it whose uses are counted. None is taken if it
 * would be refused, or was done already.
 */
export const numberOnceAccepted = async <Command extends DomainCommand, Event extends DomainEvent>(
  dependencies: UseCaseDependencies,
  context: CommandContext,
  { numbered, decide }: Candidate<Command, Event>,
  alsoRefusedBy: () => Promise<Refusal | undefined> = () => Promise.resolve(undefined),
): Promise<Planned<Command, Event>> => {
  const rehearsal = decide(numbered(rehearsalNumber));
  if (!rehearsal.ok || rehearsal.events.length === 0) return rehearsal;
  const refusal = (await alsoRefusedBy()) ?? (await holdUses(dependencies, context, rehearsal.events));
  if (refusal !== undefined) return refusal;
  const year = Number(businessTime(context).slice(0, 4));
  return numbered(await dependencies.orderNumbers.next(context.organizationId, year));
};

/** The same for goods that must be there: refused as `insufficient_stock` otherwise. @throws ServiceUnavailableError */
export const numberOnceInStock = <Command extends DomainCommand, Event extends DomainEvent>(
  dependencies: UseCaseDependencies,
  context: CommandContext,
  candidate: Candidate<Command, Event>,
  lines: readonly StockLine[],
): Promise<Planned<Command, Event>> =>
  numberOnceAccepted(dependencies, context, candidate, async () => {
    const wanted = lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
    const stock = await dependencies.inventory.checkAvailability(context.organizationId, wanted);
    return stock.ok ? undefined : insufficientStock(stock.shortfalls);
  });

/** The last check: what it holds is not needed if anything else refuses. An order that was agreed elsewhere is not judged. */
const holdUses = async (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  events: readonly DomainEvent[],
): Promise<Refusal | undefined> => {
  const placing = events.find(isPlacing)?.data;
  if (placing === undefined || placing.reservationExpiresAt === null) return undefined;
  const { orderId: saleId, customerId, quote, reservationExpiresAt: until } = placing;
  return holdPromotions(dependencies, context, { saleId, customerId, discounts: quote.discounts, until });
};

type Placing = OrderPlaced | CartCheckedOut;

const isPlacing = (event: DomainEvent): event is Placing =>
  event.type === ('OrderPlaced' satisfies Placing['type']) ||
  event.type === ('CartCheckedOut' satisfies Placing['type']);

const insufficientStock = (shortfalls: readonly Shortfall[]): Refusal =>
  reject('rule', 'insufficient_stock', 'order less of what is not there', {
    shortfalls: shortfalls.map(({ variantId, available }) => ({
      variant_id: variantId,
      available: quantityToWire(available),
    })),
  });
