import { may } from '../../../application/access/permissions.ts';
import type { Outcome } from '../../../application/commands/outcome.ts';
import type { AddressChoice } from '../../../application/customers/resolve-address.ts';
import { given } from '../../../application/input/given.ts';
import { isSane } from '../../../application/input/texts.ts';
import { unlessAborted } from '../../../application/resilience/unless-aborted.ts';
import { due } from '../../../domain/order/payments/balance.ts';
import type { OrderState, PlacedOrder } from '../../../domain/order/state.ts';
import type { Address } from '../../../domain/shared/address.ts';
import { orderAfter } from '../../../projections/orders/queries.ts';
import type { OrderDocument } from '../../../projections/orders/view.ts';
import { decodeCursor, encodeCursor } from '../../../projections/paging/queries.ts';
import { contextOf, type OrderServerDependencies } from './callers.ts';
import type { StreamingMethod, UnaryMethod } from './calls.ts';
import { toOrder, toSummary } from './order-messages.ts';
import {
  cancelOrderRequest,
  createOrderFromCartRequest,
  getOrderRequest,
  listOrdersRequest,
  watchOrderRequest,
} from './order-requests.ts';
import { orderNotFound, refused, rejected } from './refusals.ts';

/** Longest wait for a version, or for what comes next. */
const waitMs = 2_000;

/** Events read at once. */
const batchSize = 100;

const defaultLimit = 20;

/** Shows an order, at a version if one is asked for. */
export const getOrder = ({ readSide }: OrderServerDependencies): UnaryMethod<typeof getOrderRequest> => ({
  method: 'GetOrder',
  permission: 'orders:read',
  request: getOrderRequest,
  handle: async ({ order_id: orderId, min_version: version }, { viewer: { organizationId, onlyCustomerId } }) => {
    if (version !== undefined && !(await readSide.waitForVersion('order', organizationId, orderId, version, waitMs))) {
      throw refused('version_not_reached', `the order does not have version ${version} yet: ask again in a moment`, {
        min_version: version,
      });
    }
    const order = await readSide.getOrder(organizationId, orderId, given({ onlyCustomerId }));
    if (order === undefined) throw orderNotFound();
    return { order: toOrder(order, order.version) };
  },
});

/** @throws CallRefused `invalid_cursor` */
const placeOf = (cursor: string) => {
  const after = decodeCursor(cursor);
  if (after !== undefined && isSane(after.at)) return after;
  throw refused('invalid_cursor', 'send the next_cursor of the page before as it was, or none to begin again');
};

/** Lists orders by filters, a page at a time. */
export const listOrders = ({ readSide }: OrderServerDependencies): UnaryMethod<typeof listOrdersRequest> => ({
  method: 'ListOrders',
  permission: 'orders:read',
  request: listOrdersRequest,
  handle: async (request, { viewer: { organizationId, onlyCustomerId } }) => {
    const { customer_id: named, limit = defaultLimit, cursor, ...wanted } = request;
    const customerId = onlyCustomerId ?? named;
    if (named !== undefined && named !== customerId) return { orders: [], next_cursor: '' };
    const filters = given({ ...wanted, customerId });
    const page = cursor === undefined ? { limit } : { limit, after: placeOf(cursor) };
    const { items, next } = await readSide.listOrders(organizationId, filters, page);
    return { orders: items.map(toSummary), next_cursor: next === null ? '' : encodeCursor(next) };
  },
});

/** @throws CallRefused for a refusal */
const accepted = (outcome: Outcome<OrderState>): { readonly order: PlacedOrder; readonly version: number } => {
  if (!outcome.ok) throw rejected(outcome.rejection);
  const { state: order, version } = outcome;
  if (!order.exists) throw new TypeError('an accepted command left no order behind');
  return { order, version };
};

const choiceOf = (address: Address | null, addressId: string | undefined): AddressChoice | undefined =>
  addressId === undefined ? (address ?? undefined) : { addressId };

/** Places the order of a cart. */
export const createOrderFromCart = (
  dependencies: OrderServerDependencies,
): UnaryMethod<typeof createOrderFromCartRequest> => ({
  method: 'CreateOrderFromCart',
  permission: 'orders:check_out',
  request: createOrderFromCartRequest,
  handle: async (request, caller, metadata) => {
    const { expected_version: expectedVersion, customer_name: name, customer_email: email } = request;
    const shippingAddress = choiceOf(request.shipping_address, request.shipping_address_id);
    if (shippingAddress === undefined) {
      throw refused('validation_failed', 'correct the request at shipping_address: it is needed', {
        issues: [{ path: 'shipping_address', message: 'is needed' }],
      });
    }
    const context = contextOf(dependencies, caller, metadata, 'CreateOrderFromCart', request, expectedVersion);
    const outcome = await dependencies.engine.carts.checkOut(context, {
      cartId: request.cart_id,
      shippingAddress,
      billingAddress: choiceOf(request.billing_address, request.billing_address_id) ?? shippingAddress,
      shippingMethod: request.shipping_method,
      paymentMethod: request.payment_method,
      ...given({ name, email }),
    });
    const { order, version } = accepted(outcome);
    return { order: toOrder(order, version), payment_required: due(order) > 0 };
  },
});

/** Cancels an order. */
export const cancelOrder = (dependencies: OrderServerDependencies): UnaryMethod<typeof cancelOrderRequest> => ({
  method: 'CancelOrder',
  permission: 'orders:cancel',
  request: cancelOrderRequest,
  handle: async (request, caller, metadata) => {
    const { order_id: orderId, reason, expected_version: expectedVersion } = request;
    const { role, subject } = caller.identity;
    const context = contextOf(dependencies, caller, metadata, 'CancelOrder', request, expectedVersion);
    const approvedBy = may(role, 'orders:approve_cancellation') ? subject : null;
    const outcome = await dependencies.engine.orders.cancel(context, orderId, { reason, approvedBy });
    const { order, version } = accepted(outcome);
    return { order: toOrder(order, version) };
  },
});

/** Sends the order as it is, then after each event of it; with `after_version`, only after those with a higher version. */
export const watchOrder = ({
  history,
  readSide,
}: OrderServerDependencies): StreamingMethod<typeof watchOrderRequest> => ({
  method: 'WatchOrder',
  permission: 'orders:read',
  request: watchOrderRequest,
  handle: async ({ order_id: orderId, after_version: seen }, { viewer }, send, signal) => {
    let order: OrderDocument | undefined;
    let eventType = '';
    let isCaughtUp = false;
    const found = (): OrderDocument => {
      if (order === undefined) throw orderNotFound();
      return order;
    };
    const sendOrder = () => send({ order: toOrder(found(), found().version), event_type: eventType });
    while (!signal.aborted) {
      const from = (order?.version ?? 0) + 1;
      const events = await history.order.events(viewer, orderId, { from, limit: batchSize });
      for (const event of events) {
        order = orderAfter(order, [event]);
        eventType = event.type;
        const isNews = seen === undefined ? isCaughtUp : event.version > seen;
        if (isNews) await sendOrder();
      }
      if (events.length === batchSize) continue;
      const { version } = found();
      if (!isCaughtUp && seen === undefined) await sendOrder();
      isCaughtUp = true;
      await unlessAborted(
        readSide.waitForVersion('order', viewer.organizationId, orderId, version + 1, waitMs),
        signal,
      );
    }
  },
});
