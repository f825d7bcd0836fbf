import type pg from 'pg';
import { streamName, type StreamName } from '../../domain/shared/stream.ts';
import { newBasketEvent } from './basket.ts';

export const eventsPerStream = 20;

/** Writes so many streams of 20 events to our log and to the floor's tables, interleaved as time would have them. */
export const seedStreams = (pool: pg.Pool, count: number): Promise<readonly StreamName[]> => seed(pool, count, true);

/** The same for the floor alone. */
export const seedFloorStreams = (pool: pg.Pool, count: number): Promise<readonly StreamName[]> =>
  seed(pool, count, false);

const seed = async (pool: pg.Pool, count: number, intoOurLog: boolean): Promise<readonly StreamName[]> => {
  const streams = Array.from({ length: count }, (_, index) => streamName('cart', 'demo', `seeded-${index}`));
  for (let version = 1; version <= eventsPerStream; version += 1) {
    const events = streams.map(newBasketEvent);
    await pool.query(
      `with news as (
         select $1 + ordinality as position, stream, $2::integer as version, id, type, data, metadata
         from unnest($3::text[], $4::uuid[], $5::text[], $6::json[], $7::json[]) with ordinality
           as n (stream, id, type, data, metadata)
       ), ours as (
         insert into event_store.events select * from news where $8::boolean
       ), floors as (
         insert into floor.streams select stream, version from news
         on conflict (stream) do update set version = excluded.version
       )
       insert into floor.events select * from news`,
      [
        (version - 1) * count,
        version,
        streams,
        events.map(({ id }) => id),
        events.map(({ type }) => type),
        events.map(({ data }) => data),
        events.map(({ metadata }) => metadata),
        intoOurLog,
      ],
    );
  }
  await pool.query(`select setval('floor.events_position_seq', $1)`, [count * eventsPerStream]);
  await pool.query('analyze');
  return streams;
};
