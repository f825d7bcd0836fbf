import { answerWith } from '../answer.ts';
import { change, create } from '../define-route.ts';
import type { RouteDependencies } from '../dependencies.ts';
import { showOrder } from '../presenters/order.ts';
import type { Route } from '../route.ts';
import { assignment, someItems, taskParams } from '../schemas/fulfillment.ts';
import { orderParams } from '../schemas/order-requests.ts';
import { order } from '../schemas/order.ts';
import { linesOf } from './order-lines.ts';

const base = { tag: 'fulfillment', permission: 'fulfillment:write', response: order, method: 'post' } as const;

export const fulfillmentRoutes = ({ engine: { fulfillment } }: RouteDependencies): readonly Route[] => [
  create({
    ...base,
    path: '/api/v1/orders/{order_id}/fulfillment',
    summary: 'Gives the order to its warehouses',
    params: orderParams,
    body: assignment,
    handle: async ({ params, body }, { context }) => {
      const tasks =
        body.tasks?.map(({ warehouse_id, items }) => ({ warehouseId: warehouse_id, lines: linesOf(items) })) ?? null;
      return answerWith(await fulfillment.assign(context, params.order_id, { tasks }), showOrder);
    },
  }),
  change({
    ...base,
    path: '/api/v1/fulfillment/{task_id}/pick',
    summary: 'Tells what was picked: by default all that is left',
    params: taskParams,
    body: someItems,
    handle: async ({ params, body }, { context }) =>
      answerWith(await fulfillment.pick(context, params.task_id, { lines: linesOf(body.items) }), showOrder),
  }),
  change({
    ...base,
    path: '/api/v1/fulfillment/{task_id}/pack',
    summary: 'Tells what was packed: by default all that is picked',
    params: taskParams,
    body: someItems,
    handle: async ({ params, body }, { context }) =>
      answerWith(await fulfillment.pack(context, params.task_id, { lines: linesOf(body.items) }), showOrder),
  }),
];
