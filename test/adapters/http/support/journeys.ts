import { z } from 'zod';
import { FolioRanges } from '../../../../application/documents/folio-ranges.ts';
import { issueDocuments } from '../../../../application/documents/issue-documents.ts';
import type { HttpTest } from '../../../support/http.ts';
import { MemoryLog, policiesOf } from '../../../support/port-doubles.ts';
import { policy } from './shop.ts';
import type { RegimeAuthority } from '../../../support/in-memory-tax-authority.ts';

export const address = { name: 'Ada Byron', line1: '1 Square', city: 'London', postal_code: 'W1', country: 'GB' };

type Headers = Record<string, string>;

const cartAnswer = z.object({ cart_id: z.string() });
const placedAnswer = z.object({ order_id: z.string(), total: z.number() });
const returnAnswer = z.object({ return_id: z.string() });

/** A cart with two red mugs. */
export const filledCart = async (http: HttpTest, body: object = {}, headers: Headers = {}): Promise<string> => {
  const { cart_id } = cartAnswer.parse(await http.ok('POST', '/carts', body, headers));
  await http.ok('POST', `/carts/${cart_id}/items`, { variant_id: '1', quantity: 2 }, headers);
  return cart_id;
};

export const checkoutOf = (cartId: string) => ({
  cart_id: cartId,
  shipping_address: address,
  shipping_method: 'standard',
  payment_method: 'cash',
  customer: { name: 'Ada Byron', email: 'ada@example.com' },
});

/** The order of {@link filledCart}: 28.99 with shipping, not paid yet. */
export const placedOrder = async (http: HttpTest, body: object = {}, headers: Headers = {}): Promise<string> => {
  const cartId = await filledCart(http, body, headers);
  return placedAnswer.parse(await http.ok('POST', '/orders/from-cart', checkoutOf(cartId), headers)).order_id;
};

export const payment = { payment_method: 'cash', amount: 28.99, currency: 'GBP' };

/** What staff does with an order, in this order. */
const wayToDelivery = (id: string): readonly (readonly [path: string, body: object])[] => [
  [`/orders/${id}/payments`, payment],
  [`/orders/${id}/fulfillment`, {}],
  [`/fulfillment/${id}.F1/pick`, {}],
  [`/fulfillment/${id}.F1/pack`, {}],
  [`/orders/${id}/shipments`, { carrier: 'local', tracking_number: 'T1' }],
  [`/shipments/${id}.S1/dispatch`, { estimated_delivery: '2026-11-25' }],
  [`/shipments/${id}.S1/deliver`, {}],
];

/** The steps that take an order from placed to a status. */
export const stepsTo = { confirmed: 1, processing: 2, packed: 4, shipped: 6, delivered: 7 } as const;

export const takeTo = async (http: HttpTest, orderId: string, stage: keyof typeof stepsTo): Promise<void> => {
  for (const [path, body] of wayToDelivery(orderId).slice(0, stepsTo[stage])) await http.ok('POST', path, body);
};

export const requestedReturn = async (
  http: HttpTest,
  orderId: string,
  headers: Headers = {},
  refundMethod: 'cash' | 'store_credit' = 'cash',
): Promise<string> => {
  const items = [{ order_item_id: 'L1', quantity: 1, reason_detail: 'too small' }];
  const body = { reason: 'wrong_size', items, refund_method: refundMethod };
  return returnAnswer.parse(await http.ok('POST', `/orders/${orderId}/returns`, body, headers)).return_id;
};

/** A customer's store credit account: one of the two mugs of a delivered order came back. */
export const creditedAccount = async (http: HttpTest, customerId: string): Promise<string> => {
  const orderId = await placedOrder(http, { customer_id: customerId });
  await takeTo(http, orderId, 'delivered');
  const returnId = await requestedReturn(http, orderId, {}, 'store_credit');
  for (const step of ['approve', 'receive', 'refund']) await http.ok('POST', `/returns/${returnId}/${step}`, {});
  return `GBP.customer.${customerId}`;
};

const subscriptionAnswer = z.object({ subscription_id: z.string() });

/** Two red mugs every month, from now on. */
export const monthlyMugs = {
  items: [{ variant_id: '1', quantity: 2 }],
  interval: { unit: 'month', count: 1 },
  shipping_method: 'standard',
  payment_method: 'cash',
  customer: { name: 'Ada Byron', email: 'ada@example.com' },
  shipping_address: address,
};

export const startedSubscription = async (http: HttpTest, body: object = {}, headers: Headers = {}): Promise<string> =>
  subscriptionAnswer.parse(await http.ok('POST', '/subscriptions', { ...monthlyMugs, ...body }, headers))
    .subscription_id;

/** Makes the documents of all orders so far, under `authority` if there is one; the id of the order's first. */
export const documented = async (http: HttpTest, orderId: string, authority?: RegimeAuthority): Promise<string> => {
  const { store, handlers } = http.shop;
  const { documents } = policy;
  const handle = issueDocuments({
    handlers,
    store,
    authorities: new Map(authority === undefined ? [] : [[authority.regime, authority]]),
    folioRanges: new FolioRanges(store),
    clock: http.clock,
    policies: policiesOf({ ...policy, documents: { ...documents, regime: authority?.regime ?? 'plain' } }),
    log: new MemoryLog(),
  });
  for (let [handled, news] = [0, store.all()]; handled < news.length; news = store.all()) {
    for (; handled < news.length; handled += 1) await handle(news[handled]!);
  }
  return `${orderId}.D1`;
};

const quoteAnswer = z.object({ quote_id: z.string() });
const transactionAnswer = z.object({ transaction_id: z.string() });

/** A red mug, offered to a customer. */
export const offeredQuote = async (http: HttpTest, customerId: string): Promise<string> => {
  const items = [{ variant_id: '1', quantity: 1 }];
  const offer = { type: 'b2b', customer_id: customerId, items, shipping_method: 'standard', payment_method: 'cash' };
  return quoteAnswer.parse(await http.ok('POST', '/quotes', offer)).quote_id;
};

/** A red mug that is being sold at a till. */
export const soldAtTill = async (
  http: HttpTest,
): Promise<{ readonly shift_id: string; readonly transaction_id: string }> => {
  const till = { till_id: 'till-1', local_id: 'store-1', cashier_id: 'ana', currency: 'GBP', float: 50 };
  await http.ok('POST', '/pos/shifts', { ...till, shift_id: 'shift-1' });
  const { transaction_id } = transactionAnswer.parse(
    await http.ok('POST', '/pos/transactions', { shift_id: 'shift-1' }),
  );
  await http.ok('POST', `/pos/transactions/${transaction_id}/items`, { variant_id: '1', quantity: 1 });
  return { shift_id: 'shift-1', transaction_id };
};
