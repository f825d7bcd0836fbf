import type { AllowanceCommand } from '../domain/allowance/commands.ts';
import { allowanceDecider } from '../domain/allowance/decider.ts';
import { allowanceEvents, type AllowanceEvent } from '../domain/allowance/events.ts';
import type { AllowanceState } from '../domain/allowance/state.ts';
import type { CartCommand } from '../domain/cart/commands.ts';
import { cartDecider } from '../domain/cart/decider.ts';
import { cartEvents, type CartEvent } from '../domain/cart/events.ts';
import type { CartState } from '../domain/cart/state.ts';
import type { CreditCommand } from '../domain/credit/commands.ts';
import { creditDecider } from '../domain/credit/decider.ts';
import { creditEvents, type CreditEvent } from '../domain/credit/events.ts';
import type { CreditAccountState } from '../domain/credit/state.ts';
import type { FolioRangeCommand } from '../domain/folio-range/commands.ts';
import { folioRangeDecider } from '../domain/folio-range/decider.ts';
import { folioRangeEvents, type FolioRangeEvent } from '../domain/folio-range/events.ts';
import type { FolioRangeState } from '../domain/folio-range/state.ts';
import type { OrderCommand } from '../domain/order/commands.ts';
import { orderDecider } from '../domain/order/decider.ts';
import { orderEvents, type OrderEvent } from '../domain/order/events.ts';
import type { OrderState } from '../domain/order/state.ts';
import type { PosCommand } from '../domain/pos-transaction/commands.ts';
import { posDecider } from '../domain/pos-transaction/decider.ts';
import { posEvents, type PosEvent } from '../domain/pos-transaction/events.ts';
import type { PosState } from '../domain/pos-transaction/state.ts';
import type { PromotionCommand } from '../domain/promotion/commands.ts';
import { promotionDecider } from '../domain/promotion/decider.ts';
import { promotionEvents, type PromotionEvent } from '../domain/promotion/events.ts';
import type { PromotionState } from '../domain/promotion/state.ts';
import type { ReturnCommand } from '../domain/return/commands.ts';
import { returnDecider } from '../domain/return/decider.ts';
import { returnEvents, type ReturnEvent } from '../domain/return/events.ts';
import type { ReturnState } from '../domain/return/state.ts';
import type { SalesQuoteCommand } from '../domain/sales-quote/commands.ts';
import { salesQuoteDecider } from '../domain/sales-quote/decider.ts';
import { salesQuoteEvents, type SalesQuoteEvent } from '../domain/sales-quote/events.ts';
import { beholderOf, type SalesQuoteState } from '../domain/sales-quote/state.ts';
import type { SubscriptionCommand } from '../domain/subscription/commands.ts';
import { subscriptionDecider } from '../domain/subscription/decider.ts';
import { subscriptionEvents, type SubscriptionEvent } from '../domain/subscription/events.ts';
import type { SubscriptionState } from '../domain/subscription/state.ts';
import type { TaxDocumentCommand } from '../domain/tax-document/commands.ts';
import { taxDocumentDecider } from '../domain/tax-document/decider.ts';
import { taxDocumentEvents, type TaxDocumentEvent } from '../domain/tax-document/events.ts';
import type { TaxDocumentState } from '../domain/tax-document/state.ts';
import type { TillCommand } from '../domain/till/commands.ts';
import { tillDecider } from '../domain/till/decider.ts';
import { tillEvents, type TillEvent } from '../domain/till/events.ts';
import type { TillState } from '../domain/till/state.ts';
import type { TillShiftCommand } from '../domain/till-shift/commands.ts';
import { tillShiftDecider } from '../domain/till-shift/decider.ts';
import { tillShiftEvents, type TillShiftEvent } from '../domain/till-shift/events.ts';
import type { TillShiftState } from '../domain/till-shift/state.ts';
import type { Aggregate } from './aggregate.ts';

const ownerOf = (
  state: CartState | CreditAccountState | OrderState | PosState | ReturnState | SubscriptionState,
): string | null | undefined => (state.exists ? state.customerId : undefined);

/** The organisation's own books: no customer touches them. */
const ofNobody = ({
  exists,
}: TaxDocumentState | FolioRangeState | PromotionState | TillShiftState | TillState): null | undefined =>
  exists ? null : undefined;

/** No customer touches them: what they use of it, others do for them. */
export const allowanceAggregate: Aggregate<AllowanceCommand, AllowanceEvent, AllowanceState> = {
  category: 'allowance',
  decider: allowanceDecider,
  schema: allowanceEvents,
  ownerOf: () => null,
};

export const cartAggregate: Aggregate<CartCommand, CartEvent, CartState> = {
  category: 'cart',
  decider: cartDecider,
  schema: cartEvents,
  ownerOf,
};

export const creditAggregate: Aggregate<CreditCommand, CreditEvent, CreditAccountState> = {
  category: 'credit',
  decider: creditDecider,
  schema: creditEvents,
  ownerOf,
};

export const documentsAggregate: Aggregate<TaxDocumentCommand, TaxDocumentEvent, TaxDocumentState> = {
  category: 'documents',
  decider: taxDocumentDecider,
  schema: taxDocumentEvents,
  ownerOf: ofNobody,
};

export const foliosAggregate: Aggregate<FolioRangeCommand, FolioRangeEvent, FolioRangeState> = {
  category: 'folios',
  decider: folioRangeDecider,
  schema: folioRangeEvents,
  ownerOf: ofNobody,
};

export const orderAggregate: Aggregate<OrderCommand, OrderEvent, OrderState> = {
  category: 'order',
  decider: orderDecider,
  schema: orderEvents,
  ownerOf,
};

export const returnAggregate: Aggregate<ReturnCommand, ReturnEvent, ReturnState> = {
  category: 'return',
  decider: returnDecider,
  schema: returnEvents,
  ownerOf,
};

export const subscriptionAggregate: Aggregate<SubscriptionCommand, SubscriptionEvent, SubscriptionState> = {
  category: 'subscription',
  decider: subscriptionDecider,
  schema: subscriptionEvents,
  ownerOf,
};

export const posAggregate: Aggregate<PosCommand, PosEvent, PosState> = {
  category: 'pos',
  decider: posDecider,
  schema: posEvents,
  ownerOf,
};

export const promotionAggregate: Aggregate<PromotionCommand, PromotionEvent, PromotionState> = {
  category: 'promotion',
  decider: promotionDecider,
  schema: promotionEvents,
  ownerOf: ofNobody,
};

export const shiftAggregate: Aggregate<TillShiftCommand, TillShiftEvent, TillShiftState> = {
  category: 'shift',
  decider: tillShiftDecider,
  schema: tillShiftEvents,
  ownerOf: ofNobody,
};

export const quoteAggregate: Aggregate<SalesQuoteCommand, SalesQuoteEvent, SalesQuoteState> = {
  category: 'quote',
  decider: salesQuoteDecider,
  schema: salesQuoteEvents,
  ownerOf: (state) => (state.exists ? beholderOf(state) : undefined),
};

export const tillAggregate: Aggregate<TillCommand, TillEvent, TillState> = {
  category: 'till',
  decider: tillDecider,
  schema: tillEvents,
  ownerOf: ofNobody,
};

/** Every kind of aggregate, by the category of its streams. */
export const aggregates = {
  allowance: allowanceAggregate,
  cart: cartAggregate,
  credit: creditAggregate,
  documents: documentsAggregate,
  folios: foliosAggregate,
  order: orderAggregate,
  pos: posAggregate,
  promotion: promotionAggregate,
  quote: quoteAggregate,
  return: returnAggregate,
  shift: shiftAggregate,
  subscription: subscriptionAggregate,
  till: tillAggregate,
};
