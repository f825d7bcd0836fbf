import { allowanceEvents, type AllowanceEvent } from '../../domain/allowance/events.ts';
import { cartEvents, type CartEvent } from '../../domain/cart/events.ts';
import { creditEvents, type CreditEvent } from '../../domain/credit/events.ts';
import { folioRangeEvents, type FolioRangeEvent } from '../../domain/folio-range/events.ts';
import { orderEvents, type OrderEvent } from '../../domain/order/events.ts';
import { posEvents, type PosEvent } from '../../domain/pos-transaction/events.ts';
import { promotionEvents, type PromotionEvent } from '../../domain/promotion/events.ts';
import { returnEvents, type ReturnEvent } from '../../domain/return/events.ts';
import { salesQuoteEvents, type SalesQuoteEvent } from '../../domain/sales-quote/events.ts';
import { subscriptionEvents, type SubscriptionEvent } from '../../domain/subscription/events.ts';
import { taxDocumentEvents, type TaxDocumentEvent } from '../../domain/tax-document/events.ts';
import { tillEvents, type TillEvent } from '../../domain/till/events.ts';
import { tillShiftEvents, type TillShiftEvent } from '../../domain/till-shift/events.ts';
import { decode, knows, type EventSchema } from '../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import { ProjectionFault } from './projection-fault.ts';

interface EventsByCategory {
  allowance: AllowanceEvent;
  cart: CartEvent;
  credit: CreditEvent;
  documents: TaxDocumentEvent;
  folios: FolioRangeEvent;
  order: OrderEvent;
  pos: PosEvent;
  promotion: PromotionEvent;
  quote: SalesQuoteEvent;
  return: ReturnEvent;
  shift: TillShiftEvent;
  subscription: SubscriptionEvent;
  till: TillEvent;
}

/** The events of an aggregate's streams, as a union. */
export type EventOf<C extends keyof EventsByCategory> = EventsByCategory[C];

const schemas: { readonly [C in keyof EventsByCategory]: EventSchema<EventOf<C>> } = {
  allowance: allowanceEvents,
  cart: cartEvents,
  credit: creditEvents,
  documents: taxDocumentEvents,
  folios: folioRangeEvents,
  order: orderEvents,
  pos: posEvents,
  promotion: promotionEvents,
  quote: salesQuoteEvents,
  return: returnEvents,
  shift: tillShiftEvents,
  subscription: subscriptionEvents,
  till: tillEvents,
};

/**
 * The stored events as today's, those of no interest left out.
 * @throws ProjectionFault for a type that this engine does not know, of interest or not: only a newer one can tell
 */
export const decodeAll = <C extends keyof EventsByCategory>(
  category: C,
  events: readonly RecordedEvent[],
  isHandled: (type: string) => boolean,
): readonly Decoded<EventOf<C>>[] => {
  const schema = schemas[category];
  const decoded: Decoded<EventOf<C>>[] = [];
  for (const recorded of events) {
    if (!knows(schema, recorded.type)) {
      throw new ProjectionFault(`unknown event type ${recorded.type} at ${placeOf(recorded)}: upgrade this process`);
    }
    if (isHandled(recorded.type)) decoded.push({ event: decode(schema, recorded), recorded });
  }
  return decoded;
};

export interface Decoded<Event> {
  readonly event: Event;
  readonly recorded: RecordedEvent;
}

/** Where an event is, for messages to people. */
export const placeOf = (recorded: RecordedEvent): string =>
  `${recorded.stream}@${recorded.version}, position ${recorded.position}`;
