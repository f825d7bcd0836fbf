import { answerWith, respond } from '../../server/answer.ts';
import { change, create, nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { pageRequest, showPage } from '../../server/paging.ts';
import type { Route } from '../../server/route.ts';
import { order, orderParams } from '../orders/schema.ts';
import { showOrder } from '../orders/show.ts';
import { assignment, pickingLists, pickingListsQuery, someItems, taskParams } from './schema.ts';
import { linesOf, showPickingList } from './show.ts';

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
      return answerWith(fulfillment.assign(context, params.order_id, { tasks }), showOrder);
    },
  }),
  change({
    ...base,
    path: '/api/v1/fulfillment/{task_id}/pick',
    summary: 'Tells what was picked: by default all that is left',
    params: taskParams,
    body: someItems,
    handle: ({ params, body }, { context }) =>
      answerWith(fulfillment.pick(context, params.task_id, { lines: linesOf(body.items) }), showOrder),
  }),
  change({
    ...base,
    path: '/api/v1/fulfillment/{task_id}/pack',
    summary: 'Tells what was packed: by default all that is picked',
    params: taskParams,
    body: someItems,
    handle: ({ params, body }, { context }) =>
      answerWith(fulfillment.pack(context, params.task_id, { lines: linesOf(body.items) }), showOrder),
  }),
];

export const pickingListRoutes = ({ readSide }: RouteDependencies): readonly Route[] => [
  read({
    method: 'get',
    path: '/api/v1/picking-lists',
    tag: 'fulfillment',
    summary: 'A warehouse’s open tasks, the longest waiting first',
    permission: 'fulfillment:read',
    params: nothing,
    query: pickingListsQuery,
    response: pickingLists,
    handle: async ({ query }, { organizationId }) => {
      const page = await readSide.listPickingLists(organizationId, query.warehouse_id, pageRequest(query));
      return respond(showPage(page, showPickingList));
    },
  }),
];
