import type pg from 'pg';
import { streamName } from '../../domain/shared/stream.ts';
import { orderUntil } from '../projections/support/orders.ts';

/** Orders under way at a time, as many as other workloads have commands: their events take turns in the log. */
const open = 16;

const metadata = JSON.stringify({
  schema: 1,
  organization_id: 'demo',
  command_id: '00000000-0000-7000-8000-000000000000',
  correlation_id: '00000000-0000-7000-8000-000000000000',
  actor: { subject: 'olga', role: 'order.operator' },
  recorded_at: '2026-11-23T15:00:00.000Z',
  hash: '0'.repeat(64),
});

/**
 * Writes orders of two lines, each from the placement to the delivery, to the log; a multiple of 16.
 *
 * @returns how many events that were
 */
export const seedDeliveredOrders = async (pool: pg.Pool, orders: number): Promise<number> => {
  let position = 0;
  for (let first = 0; first < orders; first += open) {
    const events = eventsInTurns(Array.from({ length: open }, (_, index) => `order-${first + index}`));
    await pool.query(
      `insert into event_store.events (position, stream, version, id, type, data, metadata)
       select $1 + ordinality, stream, version, gen_random_uuid(), type, data, $6
       from unnest($2::text[], $3::integer[], $4::text[], $5::json[]) with ordinality as n (stream, version, type, data)`,
      [
        position,
        events.map(({ orderId }) => streamName('order', 'demo', orderId)),
        events.map(({ version }) => version),
        events.map(({ type }) => type),
        events.map(({ data }) => JSON.stringify(data)),
        metadata,
      ],
    );
    position += events.length;
  }
  await pool.query('analyze');
  return position;
};

const eventsInTurns = (orderIds: readonly string[]) => {
  const histories = orderIds.map((orderId) => orderUntil(orderId));
  const longest = Math.max(...histories.map((events) => events.length));
  return Array.from({ length: longest }, (_, turn) =>
    histories.flatMap((events, index) =>
      events.slice(turn, turn + 1).map(({ type, data }) => ({
        orderId: orderIds[index] ?? '',
        version: turn + 1,
        type,
        data,
      })),
    ),
  ).flat();
};
