import type pg from 'pg';
import type { NewEvent } from '../../application/ports/event-store.ts';

/** What one would write by hand: a table of streams with their versions, and one of events. */
export const createFloorTables = async (pool: pg.Pool): Promise<void> => {
  await pool.query(`
    create schema floor;
    create table floor.streams (stream text primary key, version integer not null);
    create table floor.events (
      position bigserial primary key,
      stream text not null,
      version integer not null,
      id uuid not null,
      type text not null,
      data json not null,
      metadata json not null,
      unique (stream, version)
    )`);
};

/** One append: four prepared statements on a connection of the pool. */
export const floorAppend = async (pool: pg.Pool, stream: string, expected: number, event: NewEvent): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query({ name: 'floor.begin', text: 'begin' });
    const { rowCount } = await client.query({
      name: 'floor.stream',
      text: `insert into floor.streams as s (stream, version) values ($1, $2 + 1)
             on conflict (stream) do update set version = excluded.version where s.version = $2`,
      values: [stream, expected],
    });
    if (rowCount !== 1) throw new Error(`${stream} is not at version ${expected}`);
    await client.query({
      name: 'floor.event',
      text: `insert into floor.events (stream, version, id, type, data, metadata) values ($1, $2, $3, $4, $5, $6)`,
      values: [stream, expected + 1, event.id, event.type, event.data, event.metadata],
    });
    await client.query({ name: 'floor.commit', text: 'commit' });
  } finally {
    client.release();
  }
};

export interface FloorEvent {
  readonly position: string;
  readonly version: number;
  readonly data: unknown;
}

/** A stream's events as `pg` gives them. */
export const floorRead = async (pool: pg.Pool, stream: string): Promise<readonly FloorEvent[]> => {
  const { rows } = await pool.query<FloorEvent>({
    name: 'floor.read',
    text: 'select * from floor.events where stream = $1 order by version',
    values: [stream],
  });
  return rows;
};
