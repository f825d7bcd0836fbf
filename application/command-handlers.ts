import type { AllowanceCommand } from '../domain/allowance/commands.ts';
import type { AllowanceEvent } from '../domain/allowance/events.ts';
import type { AllowanceState } from '../domain/allowance/state.ts';
import type { CartCommand } from '../domain/cart/commands.ts';
import type { CartEvent } from '../domain/cart/events.ts';
import type { CartState } from '../domain/cart/state.ts';
import type { CreditCommand } from '../domain/credit/commands.ts';
import type { CreditEvent } from '../domain/credit/events.ts';
import type { CreditAccountState } from '../domain/credit/state.ts';
import type { FolioRangeCommand } from '../domain/folio-range/commands.ts';
import type { FolioRangeEvent } from '../domain/folio-range/events.ts';
import type { FolioRangeState } from '../domain/folio-range/state.ts';
import type { OrderCommand } from '../domain/order/commands.ts';
import type { OrderEvent } from '../domain/order/events.ts';
import type { OrderState } from '../domain/order/state.ts';
import type { PosCommand } from '../domain/pos-transaction/commands.ts';
import type { PosEvent } from '../domain/pos-transaction/events.ts';
import type { PosState } from '../domain/pos-transaction/state.ts';
import type { PromotionCommand } from '../domain/promotion/commands.ts';
import type { PromotionEvent } from '../domain/promotion/events.ts';
import type { PromotionState } from '../domain/promotion/state.ts';
import type { ProcessCommand } from '../domain/processes/process.ts';
import type { ReturnCommand } from '../domain/return/commands.ts';
import type { ReturnEvent } from '../domain/return/events.ts';
import type { ReturnState } from '../domain/return/state.ts';
import type { SalesQuoteCommand } from '../domain/sales-quote/commands.ts';
import type { SalesQuoteEvent } from '../domain/sales-quote/events.ts';
import type { SalesQuoteState } from '../domain/sales-quote/state.ts';
import type { Category } from '../domain/shared/stream.ts';
import type { SubscriptionCommand } from '../domain/subscription/commands.ts';
import type { SubscriptionEvent } from '../domain/subscription/events.ts';
import type { SubscriptionState } from '../domain/subscription/state.ts';
import type { TaxDocumentCommand } from '../domain/tax-document/commands.ts';
import type { TaxDocumentEvent } from '../domain/tax-document/events.ts';
import type { TaxDocumentState } from '../domain/tax-document/state.ts';
import type { TillCommand } from '../domain/till/commands.ts';
import type { TillEvent } from '../domain/till/events.ts';
import type { TillState } from '../domain/till/state.ts';
import type { TillShiftCommand } from '../domain/till-shift/commands.ts';
import type { TillShiftEvent } from '../domain/till-shift/events.ts';
import type { TillShiftState } from '../domain/till-shift/state.ts';
import { aggregates } from './aggregates.ts';
import type { CommandContext } from './command-context.ts';
import { CommandHandler, type CacheOptions } from './handle-command.ts';
import type { Handled } from './intention.ts';
import type { EventStore } from './ports/event-store.ts';
import type { Ids } from './ports/ids.ts';

/** One handler a kind of aggregate. A process makes them once: they hold its memory and its queues. */
export interface CommandHandlers {
  readonly allowance: CommandHandler<AllowanceCommand, AllowanceEvent, AllowanceState>;
  readonly cart: CommandHandler<CartCommand, CartEvent, CartState>;
  readonly credit: CommandHandler<CreditCommand, CreditEvent, CreditAccountState>;
  readonly documents: CommandHandler<TaxDocumentCommand, TaxDocumentEvent, TaxDocumentState>;
  readonly folios: CommandHandler<FolioRangeCommand, FolioRangeEvent, FolioRangeState>;
  readonly order: CommandHandler<OrderCommand, OrderEvent, OrderState>;
  readonly pos: CommandHandler<PosCommand, PosEvent, PosState>;
  readonly promotion: CommandHandler<PromotionCommand, PromotionEvent, PromotionState>;
  readonly quote: CommandHandler<SalesQuoteCommand, SalesQuoteEvent, SalesQuoteState>;
  readonly return: CommandHandler<ReturnCommand, ReturnEvent, ReturnState>;
  readonly shift: CommandHandler<TillShiftCommand, TillShiftEvent, TillShiftState>;
  readonly subscription: CommandHandler<SubscriptionCommand, SubscriptionEvent, SubscriptionState>;
  readonly till: CommandHandler<TillCommand, TillEvent, TillState>;
}

export const createCommandHandlers = (dependencies: {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly caches: Readonly<Record<Category, CacheOptions>>;
}): CommandHandlers => {
  const { caches, ...shared } = dependencies;
  return {
    allowance: new CommandHandler(aggregates.allowance, { ...shared, cache: caches.allowance }),
    cart: new CommandHandler(aggregates.cart, { ...shared, cache: caches.cart }),
    credit: new CommandHandler(aggregates.credit, { ...shared, cache: caches.credit }),
    documents: new CommandHandler(aggregates.documents, { ...shared, cache: caches.documents }),
    folios: new CommandHandler(aggregates.folios, { ...shared, cache: caches.folios }),
    order: new CommandHandler(aggregates.order, { ...shared, cache: caches.order }),
    pos: new CommandHandler(aggregates.pos, { ...shared, cache: caches.pos }),
    promotion: new CommandHandler(aggregates.promotion, { ...shared, cache: caches.promotion }),
    quote: new CommandHandler(aggregates.quote, { ...shared, cache: caches.quote }),
    return: new CommandHandler(aggregates.return, { ...shared, cache: caches.return }),
    shift: new CommandHandler(aggregates.shift, { ...shared, cache: caches.shift }),
    subscription: new CommandHandler(aggregates.subscription, { ...shared, cache: caches.subscription }),
    till: new CommandHandler(aggregates.till, { ...shared, cache: caches.till }),
  };
};

/** What handling a command answers, by the kind of aggregate. */
export interface Answers {
  readonly allowance: Handled<AllowanceEvent, AllowanceState>;
  readonly cart: Handled<CartEvent, CartState>;
  readonly credit: Handled<CreditEvent, CreditAccountState>;
  readonly documents: Handled<TaxDocumentEvent, TaxDocumentState>;
  readonly folios: Handled<FolioRangeEvent, FolioRangeState>;
  readonly order: Handled<OrderEvent, OrderState>;
  readonly pos: Handled<PosEvent, PosState>;
  readonly promotion: Handled<PromotionEvent, PromotionState>;
  readonly quote: Handled<SalesQuoteEvent, SalesQuoteState>;
  readonly return: Handled<ReturnEvent, ReturnState>;
  readonly shift: Handled<TillShiftEvent, TillShiftState>;
  readonly subscription: Handled<SubscriptionEvent, SubscriptionState>;
  readonly till: Handled<TillEvent, TillState>;
}

/** What came of a command, and on which aggregate. */
export type Sent = {
  readonly [Kind in Category]: { readonly aggregate: Kind; readonly id: string; readonly handled: Answers[Kind] };
}[Category];

/** Sends a command to the aggregate that it names. */
export const send = async (
  handlers: CommandHandlers,
  context: CommandContext,
  { aggregate, id, command }: ProcessCommand,
): Promise<Sent> => {
  switch (aggregate) {
    case 'allowance':
      return { aggregate, id, handled: await handlers.allowance.handle(id, context, command) };
    case 'cart':
      return { aggregate, id, handled: await handlers.cart.handle(id, context, command) };
    case 'credit':
      return { aggregate, id, handled: await handlers.credit.handle(id, context, command) };
    case 'documents':
      return { aggregate, id, handled: await handlers.documents.handle(id, context, command) };
    case 'folios':
      return { aggregate, id, handled: await handlers.folios.handle(id, context, command) };
    case 'order':
      return { aggregate, id, handled: await handlers.order.handle(id, context, command) };
    case 'pos':
      return { aggregate, id, handled: await handlers.pos.handle(id, context, command) };
    case 'promotion':
      return { aggregate, id, handled: await handlers.promotion.handle(id, context, command) };
    case 'quote':
      return { aggregate, id, handled: await handlers.quote.handle(id, context, command) };
    case 'return':
      return { aggregate, id, handled: await handlers.return.handle(id, context, command) };
    case 'shift':
      return { aggregate, id, handled: await handlers.shift.handle(id, context, command) };
    case 'subscription':
      return { aggregate, id, handled: await handlers.subscription.handle(id, context, command) };
    case 'till':
      return { aggregate, id, handled: await handlers.till.handle(id, context, command) };
  }
};
