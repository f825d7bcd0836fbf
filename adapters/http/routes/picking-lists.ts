import { respond } from '../answer.ts';
import { nothing, read } from '../define-route.ts';
import type { RouteDependencies } from '../dependencies.ts';
import { pageRequest, showPage } from '../paging.ts';
import { showPickingList } from '../presenters/picking-list.ts';
import type { Route } from '../route.ts';
import { pickingListsQuery } from '../schemas/fulfillment.ts';
import { pickingLists } from '../schemas/picking-list.ts';

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
