import { answerWith, respond } from '../../server/answer.ts';
import { change, create, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { existing, fresh, scopeOf } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { newReturn, orderParams } from '../orders/schema.ts';
import { showReturn as showOrderReturn } from '../orders/show.ts';
import { freshness } from '../shared/fields.ts';
import { moneyIn } from '../shared/money.ts';
import { receipt, rejection, requestedReturn, returned, returnParams, returnRefund } from './schema.ts';
import { showReturn } from './show.ts';

const tag = 'returns';
const ofOne = { tag, method: 'post', params: returnParams, response: returned } as const;

export const returnRoutes = ({ engine, readSide }: RouteDependencies): readonly Route[] => [
  create({
    tag,
    method: 'post',
    path: '/api/v1/orders/{order_id}/returns',
    summary: 'Asks to send items of a delivered order back',
    permission: 'returns:request',
    params: orderParams,
    body: newReturn,
    response: requestedReturn,
    handle: async ({ params, body }, { context }) => {
      const outcome = await engine.orders.requestReturn(context, params.order_id, {
        reason: body.reason,
        refundMethod: body.refund_method,
        items: body.items.map(({ order_item_id, quantity, reason_detail = null }) => ({
          lineId: order_item_id,
          quantity,
          reasonDetail: reason_detail,
        })),
        ...(body.exchange_items !== undefined && {
          exchangeItems: body.exchange_items.map(({ variant_id, quantity }) => ({ variantId: variant_id, quantity })),
        }),
      });
      return answerWith(outcome, ({ orderId, currency, returns }, version) => {
        const last = returns.at(-1);
        if (last === undefined) throw new TypeError('a return was accepted that the order does not have');
        return { ...showOrderReturn(last, moneyIn(currency)), order_id: orderId, currency, order_version: version };
      });
    },
  }),
  read({
    tag,
    method: 'get',
    path: '/api/v1/returns/{return_id}',
    summary: 'Shows a return',
    permission: 'returns:read',
    params: returnParams,
    query: freshness,
    response: returned,
    handle: async ({ params, query }, viewer) => {
      await fresh(readSide, viewer, 'return', params.return_id, query.min_version);
      const document = await readSide.getReturn(viewer.organizationId, params.return_id, scopeOf(viewer));
      const found = existing('return', document);
      return respond(showReturn(found, found.version), found.version);
    },
  }),
  change({
    ...ofOne,
    path: '/api/v1/returns/{return_id}/approve',
    summary: 'Lets the items be sent back',
    permission: 'returns:approve',
    body: nothing,
    handle: ({ params }, { context }) => answerWith(engine.returns.approve(context, params.return_id), showReturn),
  }),
  change({
    ...ofOne,
    path: '/api/v1/returns/{return_id}/reject',
    summary: 'Refuses the return: the order is delivered again',
    permission: 'returns:approve',
    body: rejection,
    handle: ({ params, body }, { context }) =>
      answerWith(engine.returns.reject(context, params.return_id, body), showReturn),
  }),
  change({
    ...ofOne,
    path: '/api/v1/returns/{return_id}/receive',
    summary: 'Takes the items in, each with its condition: by default all of them, sellable',
    permission: 'returns:receive',
    body: receipt,
    handle: async ({ params, body }, { context }) => {
      const items = body.items?.map(({ order_item_id, ...item }) => ({ lineId: order_item_id, ...item })) ?? null;
      return answerWith(engine.returns.receive(context, params.return_id, { items }), showReturn);
    },
  }),
  change({
    ...ofOne,
    path: '/api/v1/returns/{return_id}/refund',
    summary: 'Pays the return back',
    permission: 'returns:refund',
    body: returnRefund,
    handle: async ({ params, body }, { context }) => {
      const input = { refundMethod: body.refund_method ?? null };
      return answerWith(engine.returns.refund(context, params.return_id, input), showReturn);
    },
  }),
];
