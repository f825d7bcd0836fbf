import { decodeCursor, encodeCursor } from '../../../projections/paging/queries.ts';
import { isSane } from '../../../application/input/text-rules.ts';
import type { UnaryMethod } from './calls.ts';
import type { OrderServerDependencies } from './dependencies.ts';
import { toOrder, toSummary } from './order-messages.ts';
import { getOrderRequest, listOrdersRequest } from './order-requests.ts';
import { orderNotFound, refused } from './refusals.ts';

const patienceMs = 2_000;
const defaultLimit = 20;

export const getOrder = ({ readSide }: OrderServerDependencies): UnaryMethod<typeof getOrderRequest> => ({
  method: 'GetOrder',
  permission: 'orders:read',
  request: getOrderRequest,
  handle: async ({ order_id: orderId, min_version: version }, { viewer: { organizationId, onlyCustomerId } }) => {
    if (
      version !== undefined &&
      !(await readSide.waitForVersion('order', organizationId, orderId, version, patienceMs))
    ) {
      throw refused('version_not_reached', `the order does not have version ${version} yet: ask again in a moment`, {
        min_version: version,
      });
    }
    const scope = onlyCustomerId === undefined ? {} : { onlyCustomerId };
    const order = await readSide.getOrder(organizationId, orderId, scope);
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

export const listOrders = ({ readSide }: OrderServerDependencies): UnaryMethod<typeof listOrdersRequest> => ({
  method: 'ListOrders',
  permission: 'orders:read',
  request: listOrdersRequest,
  handle: async (request, { viewer: { organizationId, onlyCustomerId } }) => {
    const { customer_id: named, limit = defaultLimit, cursor, ...wanted } = request;
    const customerId = onlyCustomerId ?? named;
    if (named !== undefined && named !== customerId) return { orders: [], next_cursor: '' };
    const { status, type, from, to, q } = wanted;
    const filters = {
      ...(status !== undefined && { status }),
      ...(type !== undefined && { type }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(q !== undefined && { q }),
      ...(customerId !== undefined && { customerId }),
    };
    const page = cursor === undefined ? { limit } : { limit, after: placeOf(cursor) };
    const { items, next } = await readSide.listOrders(organizationId, filters, page);
    return { orders: items.map(toSummary), next_cursor: next === null ? '' : encodeCursor(next) };
  },
});
