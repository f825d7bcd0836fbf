import { changeBy, createBy, nothing } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route } from '../../server/route.ts';
import { newReturn, orderParams } from '../orders/schema.ts';
import { showReturn as showOrderReturn } from '../orders/show.ts';
import { wantedItems } from '../shared/buyer.ts';
import { moneyIn } from '../shared/money.ts';
import { showRoute } from '../shared/reads.ts';
import { receipt, rejection, requestedReturn, returned, returnParams, returnRefund } from './schema.ts';
import { showReturn } from './show.ts';

const tag = 'returns';
const ofOne = { tag, method: 'post', params: returnParams, response: returned, show: showReturn } as const;

export const returnRoutes = ({ engine, readSide }: RouteDependencies): readonly Route[] => [
  createBy({
    tag,
    method: 'post',
    path: '/api/v1/orders/{order_id}/returns',
    summary: 'Asks to send items of a delivered order back',
    permission: 'returns:request',
    params: orderParams,
    body: newReturn,
    response: requestedReturn,
    decide: ({ params, body }, { context }) =>
      engine.orders.requestReturn(context, params.order_id, {
        reason: body.reason,
        refundMethod: body.refund_method,
        items: body.items.map(({ order_item_id, quantity, reason_detail = null }) => ({
          lineId: order_item_id,
          quantity,
          reasonDetail: reason_detail,
        })),
        ...(body.exchange_items && { exchangeItems: wantedItems(body.exchange_items) }),
      }),
    show: ({ orderId, currency, returns }, version) => {
      const last = returns.at(-1);
      if (last === undefined) throw new TypeError('a return was accepted that the order does not have');
      return { ...showOrderReturn(last, moneyIn(currency)), order_id: orderId, currency, order_version: version };
    },
  }),
  showRoute({ readSide }, 'return', {
    tag,
    path: '/api/v1/returns/{return_id}',
    summary: 'Shows a return',
    permission: 'returns:read',
    params: returnParams,
    idOf: ({ return_id }) => return_id,
    response: returned,
    get: (...of) => readSide.getReturn(...of),
    show: showReturn,
  }),
  changeBy({
    ...ofOne,
    path: '/api/v1/returns/{return_id}/approve',
    summary: 'Lets the items be sent back',
    permission: 'returns:approve',
    body: nothing,
    decide: ({ params }, { context }) => engine.returns.approve(context, params.return_id),
  }),
  changeBy({
    ...ofOne,
    path: '/api/v1/returns/{return_id}/reject',
    summary: 'Refuses the return: the order is delivered again',
    permission: 'returns:approve',
    body: rejection,
    decide: ({ params, body }, { context }) => engine.returns.reject(context, params.return_id, body),
  }),
  changeBy({
    ...ofOne,
    path: '/api/v1/returns/{return_id}/receive',
    summary: 'Takes the items in, each with its condition: by default all of them, sellable',
    permission: 'returns:receive',
    body: receipt,
    decide: ({ params, body }, { context }) => {
      const items = body.items?.map(({ order_item_id, ...item }) => ({ lineId: order_item_id, ...item })) ?? null;
      return engine.returns.receive(context, params.return_id, { items });
    },
  }),
  changeBy({
    ...ofOne,
    path: '/api/v1/returns/{return_id}/refund',
    summary: 'Pays the return back',
    permission: 'returns:refund',
    body: returnRefund,
    decide: ({ params, body }, { context }) => {
      const input = { refundMethod: body.refund_method ?? null };
      return engine.returns.refund(context, params.return_id, input);
    },
  }),
];
