import { changeBy, createBy } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route } from '../../server/route.ts';
import { order, orderParams } from '../orders/schema.ts';
import { showOrder } from '../orders/show.ts';
import { listRoute } from '../shared/reads.ts';
import { assignment, pickingLists, pickingListsQuery, someItems, taskParams } from './schema.ts';
import { linesOf, showPickingList } from './show.ts';

const base = {
  tag: 'fulfillment',
  permission: 'fulfillment:write',
  method: 'post',
  response: order,
  show: showOrder,
} as const;

export const fulfillmentRoutes = ({ engine: { fulfillment } }: RouteDependencies): readonly Route[] => [
  createBy({
    ...base,
    path: '/api/v1/orders/{order_id}/fulfillment',
    summary: 'Gives the order to its warehouses',
    params: orderParams,
    body: assignment,
    decide: ({ params, body }, { context }) => {
      const tasks =
        body.tasks?.map(({ warehouse_id, items }) => ({ warehouseId: warehouse_id, lines: linesOf(items) })) ?? null;
      return fulfillment.assign(context, params.order_id, { tasks });
    },
  }),
  changeBy({
    ...base,
    path: '/api/v1/fulfillment/{task_id}/pick',
    summary: 'Tells what was picked: by default all that is left',
    params: taskParams,
    body: someItems,
    decide: ({ params, body }, { context }) =>
      fulfillment.pick(context, params.task_id, { lines: linesOf(body.items) }),
  }),
  changeBy({
    ...base,
    path: '/api/v1/fulfillment/{task_id}/pack',
    summary: 'Tells what was packed: by default all that is picked',
    params: taskParams,
    body: someItems,
    decide: ({ params, body }, { context }) =>
      fulfillment.pack(context, params.task_id, { lines: linesOf(body.items) }),
  }),
];

export const pickingListRoutes = ({ readSide }: RouteDependencies): readonly Route[] => [
  listRoute({
    path: '/api/v1/picking-lists',
    tag: 'fulfillment',
    summary: 'A warehouse’s open tasks, the longest waiting first',
    permission: 'fulfillment:read',
    query: pickingListsQuery,
    response: pickingLists,
    list: ({ warehouse_id }, { organizationId }, page) => readSide.listPickingLists(organizationId, warehouse_id, page),
    show: showPickingList,
  }),
];
