import { may } from '../../../../application/access/permissions.ts';
import { given } from '../../../../application/input/given.ts';
import { due } from '../../../../domain/order/payments/balance.ts';
import type { OrderDocument } from '../../../../projections/orders/view.ts';
import { respond } from '../../server/answer.ts';
import { changeBy, createBy, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { problem } from '../../server/problem.ts';
import { finder, whose } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { addressesOf, customerOf, receiverOf, wantedItems } from '../shared/buyer.ts';
import { page } from '../shared/fields.ts';
import { moneyIn } from '../shared/money.ts';
import { listRoute } from '../shared/reads.ts';
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
  createBy({
    method: 'post',
    path: '/api/v1/orders/from-cart',
    tag: 'orders',
    summary: 'Places the order of a cart: once, however often it is asked',
    permission: 'orders:check_out',
    params: nothing,
    body: fromCart,
    response: placedFromCart,
    decide: ({ body }, { context }) => {
      const { shippingAddress, billingAddress } = addressesOf(body);
      if (shippingAddress === undefined || billingAddress === undefined) {
        throw problem('validation_failed', 'correct the body at shipping_address: it is needed', { in: 'body' });
      }
      return carts.checkOut(context, {
        cartId: body.cart_id,
        shippingAddress,
        billingAddress,
        shippingMethod: body.shipping_method,
        paymentMethod: body.payment_method,
        ...body.customer,
        ...receiverOf(body),
      });
    },
    show: (placed, version) => ({
      order_id: placed.orderId,
      order_number: placed.orderNumber,
      status: placed.status,
      total: moneyIn(placed.currency)(placed.totals.total),
      currency: placed.currency,
      items_count: placed.lines.length,
      reservation_expires_at: placed.reservationExpiresAt,
      payment_required: due(placed) > 0,
      version,
    }),
  }),
  createBy({
    method: 'post',
    path: '/api/v1/orders',
    tag: 'orders',
    summary: 'Places an order without a cart: by telephone, or of a business',
    permission: 'orders:place',
    params: nothing,
    body: directOrder,
    response: order,
    decide: ({ body }, { identity, context }) =>
      orders.place(context, {
        orderType: body.type,
        customerId: customerOf(identity, body.customer_id ?? null),
        items: wantedItems(body.items),
        shippingMethod: body.shipping_method,
        paymentMethod: body.payment_method,
        ...given({
          currency: body.currency,
          couponCodes: body.coupons,
          externalReference: body.external_reference,
          purchaseOrderNumber: body.purchase_order_number,
        }),
        ...body.customer,
        ...receiverOf(body),
        ...addressesOf(body),
      }),
    show: showOrder,
  }),
];

const tag = 'orders';

export const orderRoutes = ({ engine, readSide, history }: RouteDependencies): readonly Route[] => {
  const find = finder<OrderDocument>(readSide, 'order', (...of) => readSide.getOrder(...of));
  return [
    listRoute({
      path: '/api/v1/orders',
      tag,
      summary: 'Lists orders, the newest first',
      permission: 'orders:read',
      query: ordersQuery,
      response: page(orderSummary),
      list: ({ customer_id, ...filters }, viewer, page) => {
        const ofCustomer = whose(viewer, customer_id);
        return ofCustomer && readSide.listOrders(viewer.organizationId, { ...filters, ...ofCustomer }, page);
      },
      show: showOrderSummary,
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
        if (version === undefined && time === undefined) {
          const found = await find(viewer, params.order_id, min_version);
          const documents = await readSide.summarizeDocuments(viewer.organizationId, params.order_id);
          return respond(showOrderDetail(found, documents, viewer), found.version);
        }
        const then = await orderAsOf(history.order, viewer, params.order_id, given({ version, time }));
        if (then === undefined) {
          throw problem('version_not_found', 'the order was not there yet: see its history for versions and times');
        }
        const documents = await readSide.summarizeDocuments(viewer.organizationId, params.order_id);
        const issued = documents.filter(({ issuedAt }) => issuedAt <= then.updatedAt);
        return respond(showOrderDetail(then, issued, viewer), then.version);
      },
    }),
    changeBy({
      method: 'post',
      path: '/api/v1/orders/{order_id}/cancel',
      tag,
      summary: 'Cancels the order: once it is at the warehouse, only by whoever may approve that',
      permission: 'orders:cancel',
      params: orderParams,
      body: cancellation,
      response: order,
      decide: ({ params, body: { reason } }, { identity, context }) => {
        const approvedBy = may(identity.role, 'orders:approve_cancellation') ? identity.subject : null;
        return engine.orders.cancel(context, params.order_id, { reason, approvedBy });
      },
      show: showOrder,
    }),
  ];
};
