import type {
  DeclineSalesQuote,
  DraftSalesQuote,
  RejectSalesQuote,
  ReviseSalesQuote,
  WithdrawSalesQuote,
} from '../../domain/quote/commands.ts';
import type { OfferTerms } from '../../domain/quote/events.ts';
import type { SalesQuoteState } from '../../domain/quote/state.ts';
import type { Result } from '../../domain/shared/decider.ts';
import { addDays } from '../../domain/shared/instant.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { priceQuote } from '../../domain/shared/pricing/price.ts';
import { shippingOffer } from '../../domain/shared/pricing/shipping.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { TaxReceiver } from '../../domain/shared/tax-receiver.ts';
import { taxReceiverObstacle } from '../../domain/tax-document/receiver.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { personalDataOf, type Buyer } from '../orders/buyer.ts';
import { quoteDirectOrder } from '../orders/quote-direct-order.ts';
import { refuseTender } from '../orders/tenders.ts';

/** Goods that are offered, at the catalog's price unless another was agreed on. */
export interface OfferedItem {
  readonly variantId: string;
  readonly quantity: Quantity;
  readonly negotiated?: { readonly unitPrice: Minor; readonly reason: string };
}

/** The terms of an offer. */
export interface Offer {
  readonly items: readonly OfferedItem[];
  readonly currency?: Currency;
  readonly shippingMethod: string;
  /** By default as long as the tenant's offers usually are. */
  readonly validUntil?: Instant;
  readonly notes?: string;
  readonly internalNotes?: string;
}

/**
 * Prices an offer: the goods as a direct order has them today, at the prices that were agreed on or the catalog's. Nothing
 * else is taken off: what was negotiated is the price.
 * @returns refusals as those of a direct order
 * @throws ServiceUnavailableError
 */
export const priceOffer = async (
  dependencies: UseCaseDependencies,
  organizationId: string,
  policy: TenantPolicy,
  { items, shippingMethod, negotiatedBy }: Pick<Offer, 'items' | 'shippingMethod'> & { readonly negotiatedBy: string },
  at: Instant,
): Promise<Result<Pick<OfferTerms, 'quote' | 'negotiated'>>> => {
  const basket = { items, couponCodes: [], channel: 'b2b', customerId: null, shippingMethod } as const;
  const listed = await quoteDirectOrder(dependencies, organizationId, policy, basket, at);
  if (!listed.ok) return listed;
  const shipping = shippingOffer(policy, shippingMethod);
  if (!shipping.ok) return shipping;
  const priced = listed.value.lines.map((line, index) => ({ line, agreed: items[index]?.negotiated }));
  const lines = priced.map(({ line, agreed }) => ({ ...line, unitPrice: agreed?.unitPrice ?? line.unitPrice }));
  const negotiated = priced.flatMap(({ line: { lineId, unitPrice: listPrice }, agreed }) =>
    agreed === undefined || agreed.unitPrice === listPrice
      ? []
      : [{ lineId, listPrice, negotiatedBy, reason: agreed.reason }],
  );
  const { currency, tax } = policy;
  const parts = { currency, taxMode: tax.mode, lines, promotions: [], shipping: shipping.value, at };
  return { ok: true, value: { quote: priceQuote(parts), negotiated } };
};

/** What a draft and a revision have in common. */
type NewTerms = Omit<ReviseSalesQuote, 'type' | 'revisedBy'>;

/**
 * The new quote's id is the command's id. What could not be ordered today is refused as that order would be: unknown
 * products, shipping or tender, less than the smallest order, a tax id that is none. Stock is asked for when it is accepted.
 */
export const draftQuote =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    input: Offer &
      Buyer & {
        readonly orderType: 'b2b' | 'phone';
        readonly customerId: string | null;
        readonly paymentMethod: string;
      },
  ): Promise<Outcome<SalesQuoteState>> => {
    const { handlers, policies, gateways, customers } = dependencies;
    const { organizationId, commandId: salesQuoteId } = context;
    const { orderType, customerId, paymentMethod } = input;
    return handlers.quote.handle(salesQuoteId, context, async () => {
      const refusal = refuseTender(paymentMethod, orderType, gateways);
      if (refusal !== undefined) return refusal;
      const personal = await personalDataOf(customers, organizationId, customerId, input);
      if (!personal.ok) return personal;
      const policy = policies.policy(organizationId, input.currency);
      const terms = await termsOf(dependencies, context, policy, input, input.taxReceiver);
      if (!terms.ok) return terms;
      const parties = { customerId, orderType, paymentMethod, personal: personal.value };
      const draftedBy = context.actor.subject;
      return { type: 'DraftSalesQuote', salesQuoteId, ...parties, ...terms.value, draftedBy } satisfies DraftSalesQuote;
    });
  };

/** All terms anew, at today's list prices where none was agreed on. What is left out is as in a new quote. */
export const reviseQuote =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, salesQuoteId: string, input: Offer): Promise<Outcome<SalesQuoteState>> =>
    dependencies.handlers.quote.handle(salesQuoteId, context, async (quote) => {
      if (!quote.exists) return notFound('quote');
      const { currency = quote.quote.currency } = input;
      const policy = dependencies.policies.policy(context.organizationId, currency);
      const terms = await termsOf(dependencies, context, policy, input, quote.personal.taxReceiver);
      if (!terms.ok) return terms;
      return { type: 'ReviseSalesQuote', ...terms.value, revisedBy: context.actor.subject };
    });

export const approveQuote =
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    salesQuoteId: string,
    { revision }: { readonly revision?: number },
  ): Promise<Outcome<SalesQuoteState>> =>
    handlers.quote.handle(salesQuoteId, context, {
      type: 'ApproveSalesQuote',
      revision: revision ?? null,
      approvedBy: context.actor.subject,
      at: businessTime(context),
    });

/** @throws ServiceUnavailableError */
const termsOf = async (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  policy: TenantPolicy,
  offer: Offer,
  taxReceiver: TaxReceiver | undefined,
): Promise<Result<NewTerms>> => {
  const { items, shippingMethod, notes = null, internalNotes = null } = offer;
  const reasons = items.map(({ negotiated }) => negotiated?.reason ?? null);
  const refusal = refuseCardNumbers(notes, internalNotes, ...reasons);
  if (refusal !== undefined) return refusal;
  const { organizationId, actor } = context;
  const at = businessTime(context);
  const goods = { items, shippingMethod, negotiatedBy: actor.subject };
  const priced = await priceOffer(dependencies, organizationId, policy, goods, at);
  if (!priced.ok) return priced;
  const { totals, currency } = priced.value.quote;
  const obstacle = taxReceiverObstacle(policy.documents.regime, taxReceiver, totals.total, currency);
  if (obstacle !== undefined) return obstacle;
  const { approvalAmount, validityDays } = policy.quotes;
  const validUntil = offer.validUntil ?? addDays(at, validityDays);
  const terms = { ...priced.value, validUntil, notes, internalNotes };
  return { ok: true, value: { ...terms, limits: policy.limits, approvalAmount, at } };
};

type Ending = DeclineSalesQuote | RejectSalesQuote | WithdrawSalesQuote;
type By<Command> = Command extends Ending ? Omit<Command, 'reason' | 'at'> : never;

/** Makes the use case that ends an offer for a reason. */
const endQuote =
  (commandBy: (subject: string) => By<Ending>) =>
  ({ handlers }: UseCaseDependencies) =>
  (
    context: CommandContext,
    salesQuoteId: string,
    { reason }: { readonly reason: string },
  ): Promise<Outcome<SalesQuoteState>> =>
    handlers.quote.handle(
      salesQuoteId,
      context,
      () => refuseCardNumbers(reason) ?? { ...commandBy(context.actor.subject), reason, at: businessTime(context) },
    );

export const declineQuote = endQuote((declinedBy) => ({ type: 'DeclineSalesQuote', declinedBy }));
export const rejectQuote = endQuote((rejectedBy) => ({ type: 'RejectSalesQuote', rejectedBy }));
export const withdrawQuote = endQuote((withdrawnBy) => ({ type: 'WithdrawSalesQuote', withdrawnBy }));
