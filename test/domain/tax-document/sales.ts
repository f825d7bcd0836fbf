import assert from 'node:assert/strict';
import { orderDecider } from '../../../domain/order/decider.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import type { DocumentPolicy } from '../../../domain/shared/document-policy.ts';
import type { Currency } from '../../../domain/shared/money.ts';
import type { TaxMode } from '../../../domain/shared/policy.ts';
import type { Coupon } from '../../../domain/shared/pricing/promotion.ts';
import { priceQuote } from '../../../domain/shared/pricing/price.ts';
import type { UnpricedLine } from '../../../domain/shared/pricing/price-quote.ts';
import type { ShippingOffer } from '../../../domain/shared/pricing/shipping.ts';
import { documentContent } from '../../../domain/tax-document/content.ts';
import { taxDocumentDecider } from '../../../domain/documents/decider.ts';
import type { DocumentContent } from '../../../domain/tax-document/document.ts';
import type { TaxDocumentEvent } from '../../../domain/documents/events.ts';
import type { DocumentCause } from '../../../domain/tax-document/cause.ts';
import type { TaxDocumentState } from '../../../domain/documents/state.ts';
import { plainDocuments } from '../../support/documents.ts';
import { givenFor } from '../../support/given-when-then.ts';
import { fixed } from '../../support/promotions.ts';

export const at = '2026-11-23T15:00:00.000Z';

export const chile: DocumentPolicy = { ...plainDocuments, regime: 'CL' };

const vat = 190_000;

export const line = (lineId: string, unitPrice: number, changes: Partial<UnpricedLine> = {}): UnpricedLine => ({
  lineId,
  variantId: `v-${lineId}`,
  sku: `sku-${lineId}`,
  productName: `Product ${lineId}`,
  quantity: 1000,
  unitPrice,
  taxClass: 'standard',
  taxRate: vat,
  ...changes,
});

/** A coupon of a fixed amount. */
export const off = (amount: number): Coupon => fixed('C', amount);

/** A placed order over these lines. */
export const orderOf = (
  lines: readonly UnpricedLine[],
  parts: {
    readonly currency?: Currency;
    readonly taxMode?: TaxMode;
    readonly coupons?: readonly Coupon[];
    readonly shipping?: ShippingOffer | null;
  } = {},
): PlacedOrder => {
  const { currency = 'CLP', taxMode = 'inclusive', coupons = [], shipping = null } = parts;
  const decision = orderDecider.decide(
    {
      type: 'PlaceOrder',
      orderId: 'o1',
      orderNumber: 'ORD-2026-000001',
      orderType: 'online',
      cartId: null,
      customerId: 'c1',
      quote: priceQuote({ currency, taxMode, lines, promotions: coupons, shipping, at }),
      paymentMethod: 'cash',
      limits: { minimumAmount: 0, maximumLines: 100, restrictedVariants: [] },
      terms: { paymentRetryAttempts: 3, returnWindowDays: 30 },
      reservationExpiresAt: at,
      externalReference: null,
      personal: {},
      at,
    },
    orderDecider.initial,
  );
  assert.ok(decision.ok, JSON.stringify(decision));
  const order = fold(orderDecider.evolve, orderDecider.initial, decision.events);
  assert.ok(order.exists);
  return order;
};

/** The order of the figures that everybody quotes: 5000, 3000 and 3000 with a coupon of 1000. */
export const quoted = (): PlacedOrder =>
  orderOf([line('L1', 5000), line('L2', 3000), line('L3', 3000)], { coupons: [off(1000)] });

export const given = givenFor(taxDocumentDecider);

export const stateOf = (history: readonly TaxDocumentEvent[]): TaxDocumentState =>
  fold(taxDocumentDecider.evolve, taxDocumentDecider.initial, history);

/** What the cause asks for, after these events. */
export const contentFor = (
  history: readonly TaxDocumentEvent[],
  order: PlacedOrder,
  cause: DocumentCause,
  policy: DocumentPolicy = chile,
): DocumentContent | undefined =>
  documentContent({ cause, orderId: order.orderId, policy, receiver: null, issuedAt: at }, stateOf(history));

/** Requests what the cause asks for, and numbers it; the history after that, the same one if it asks for nothing. */
export const documented = (
  history: readonly TaxDocumentEvent[],
  order: PlacedOrder,
  cause: DocumentCause,
  policy: DocumentPolicy = chile,
): readonly TaxDocumentEvent[] => {
  const content = contentFor(history, order, cause, policy);
  if (content === undefined) return history;
  const { documentId } = content;
  const causeId = `cause of ${documentId}`;
  const requested = given(history).when({ type: 'RequestDocument', causeId, content, range: 1, at }).events();
  const before = [...history, ...requested];
  const folio = Number(documentId.split('.D')[1]);
  return [...before, ...given(before).when({ type: 'RecordDocumentNumber', documentId, folio, at }).events()];
};

/** The order's receipt, numbered. */
export const receipted = (order: PlacedOrder, policy: DocumentPolicy = chile): readonly TaxDocumentEvent[] =>
  documented([], order, { kind: 'sale', sale: order }, policy);

export const contentsOf = (history: readonly TaxDocumentEvent[]): readonly DocumentContent[] => {
  const state = stateOf(history);
  return state.exists ? state.documents.map(({ content }) => content) : [];
};
