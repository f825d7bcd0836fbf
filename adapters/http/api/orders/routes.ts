import { may } from '../../../../application/access/permissions.ts';
import { due } from '../../../../domain/order/payments/balance.ts';
import { answerWith, respond } from '../../server/answer.ts';
import { change, create, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { pageRequest, showPage } from '../../server/paging.ts';
import { problem } from '../../server/problem.ts';
import { existing, fresh, scopeOf } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { addressesOf, customerOf, receiverOf } from '../shared/buyer.ts';
import { page } from '../shared/fields.ts';
import { moneyIn } from '../shared/money.ts';
import { orderAsOf } from './history.ts';
import {
  cancellation,
  directOrder,
  fromCart,
  order,
  orderDetail,
  orderParams,
  orderQuery,
  ordersQuery,
  orderSummary,
  placedFromCart,
} from './schema.ts';
import { showOrder, showOrderDetail, showOrderSummary } from './show.ts';

export const placingRoutes = ({ engine: { carts, orders } }: RouteDependencies): readonly Route[] => [
  create({
    method: 'post',
    path: '/api/v1/orders/from-cart',
    tag: 'orders',
    summary: 'Places the order of a cart: once, however often it is asked',
    permission: 'orders:check_out',
    params: nothing,
    body: fromCart,
    response: placedFromCart,
    handle: async ({ body }, { context }) => {
      const { shippingAddress, billingAddress } = addressesOf(body);
      if (shippingAddress === undefined || billingAddress === undefined) {
        throw problem('validation_failed', 'correct the body at shipping_address: it is needed', { in: 'body' });
      }
      const outcome = await carts.checkOut(context, {
        cartId: body.cart_id,
        shippingAddress,
        billingAddress,
        shippingMethod: body.shipping_method,
        paymentMethod: body.payment_method,
        ...body.customer,
        ...receiverOf(body),
      });
      return answerWith(outcome, (placed, version) => ({
        order_id: placed.orderId,
        order_number: placed.orderNumber,
        status: placed.status,
        total: moneyIn(placed.currency)(placed.totals.total),
        currency: placed.currency,
        items_count: placed.lines.length,
        reservation_expires_at: placed.reservationExpiresAt,
        payment_required: due(placed) > 0,
        version,
      }));
    },
  }),
  create({
    method: 'post',
    path: '/api/v1/orders',
    tag: 'orders',
    summary: 'Places an order without a cart: by telephone, or of a business',
    permission: 'orders:place',
    params: nothing,
    body: directOrder,
    response: order,
    handle: async ({ body }, { identity, context }) => {
      const outcome = await orders.place(context, {
        orderType: body.type,
        customerId: customerOf(identity, body.customer_id ?? null),
        items: body.items.map(({ variant_id, quantity }) => ({ variantId: variant_id, quantity })),
        shippingMethod: body.shipping_method,
        paymentMethod: body.payment_method,
        ...(body.currency !== undefined && { currency: body.currency }),
        ...(body.coupons !== undefined && { couponCodes: body.coupons }),
        ...(body.external_reference !== undefined && { externalReference: body.external_reference }),
        ...(body.purchase_order_number !== undefined && { purchaseOrderNumber: body.purchase_order_number }),
        ...body.customer,
        ...receiverOf(body),
        ...addressesOf(body),
      });
      return answerWith(outcome, showOrder);
    },
  }),
];

const tag = 'orders';

export const orderRoutes = ({ engine, readSide, history }: RouteDependencies): readonly Route[] => [
  read({
    method: 'get',
    path: '/api/v1/orders',
    tag,
    summary: 'Lists orders, the newest first',
    permission: 'orders:read',
    params: nothing,
    query: ordersQuery,
    response: page(orderSummary),
    handle: async ({ query }, { organizationId, onlyCustomerId }) => {
      const { limit, cursor, customer_id: named, ...filters } = query;
      const customerId = onlyCustomerId ?? named;
      if (named !== undefined && named !== customerId) return respond({ items: [], next_cursor: null });
      const request = pageRequest({ ...(limit && { limit }), ...(cursor && { cursor }) });
      const found = await readSide.listOrders(
        organizationId,
        customerId === undefined ? filters : { ...filters, customerId },
        request,
      );
      return respond(showPage(found, showOrderSummary));
    },
  }),
  read({
    method: 'get',
    path: '/api/v1/orders/{order_id}',
    tag,
    summary: 'Shows an order: as it is, as of a version, or as of a time',
    permission: 'orders:read',
    params: orderParams,
    query: orderQuery,
    response: orderDetail,
    handle: async ({ params, query }, viewer) => {
      const { version, as_of: time, min_version } = query;
      await fresh(readSide, viewer, 'order', params.order_id, min_version);
      if (version === undefined && time === undefined) {
        const order = await readSide.getOrder(viewer.organizationId, params.order_id, scopeOf(viewer));
        const found = existing('order', order);
        const documents = await readSide.summarizeDocuments(viewer.organizationId, params.order_id);
        return respond(showOrderDetail(found, documents, viewer), found.version);
      }
      const moment = { ...(version !== undefined && { version }), ...(time !== undefined && { time }) };
      const then = await orderAsOf(history.order, viewer, params.order_id, moment);
      if (then === undefined) {
        throw problem('version_not_found', 'the order was not there yet: see its history for versions and times');
      }
      const documents = await readSide.summarizeDocuments(viewer.organizationId, params.order_id);
      const issued = documents.filter(({ issuedAt }) => issuedAt <= then.updatedAt);
      return respond(showOrderDetail(then, issued, viewer), then.version);
    },
  }),
  change({
    method: 'post',
    path: '/api/v1/orders/{order_id}/cancel',
    tag,
    summary: 'Cancels the order: once it is at the warehouse, only by whoever may approve that',
    permission: 'orders:cancel',
    params: orderParams,
    body: cancellation,
    response: order,
    handle: async ({ params, body }, { identity, context }) => {
      const approvedBy = may(identity.role, 'orders:approve_cancellation') ? identity.subject : null;
      const input = { reason: body.reason, approvedBy };
      return answerWith(engine.orders.cancel(context, params.order_id, input), showOrder);
    },
  }),
];
