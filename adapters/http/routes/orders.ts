import { answerWith, respond } from '../answer.ts';
import { change, nothing, read } from '../define-route.ts';
import type { RouteDependencies } from '../dependencies.ts';
import { pageRequest, showPage } from '../paging.ts';
import { may } from '../../../application/access/permissions.ts';
import { showOrderDetail, showOrderSummary } from '../presenters/order-detail.ts';
import { showOrder } from '../presenters/order.ts';
import { orderAsOf } from '../order-history.ts';
import { problem } from '../problem.ts';
import { existing, fresh, scopeOf } from '../reading.ts';
import type { Route } from '../route.ts';
import { page } from '../schemas/common.ts';
import { cancellation, orderParams, orderQuery, ordersQuery } from '../schemas/order-requests.ts';
import { order, orderDetail, orderSummary } from '../schemas/order.ts';

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
      return answerWith(await engine.orders.cancel(context, params.order_id, input), showOrder);
    },
  }),
];
