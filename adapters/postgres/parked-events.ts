import type pg from 'pg';
import type { ParkedEvent, ParkedEvents } from '../../application/ports/checkpoints.ts';
import { reach } from './reach.ts';

interface ParkedRow {
  readonly event_id: string;
  readonly stream: string;
  readonly version: number;
  readonly position: string;
  readonly reason: string;
}

/** Parked events in `engine.parked_events`. */
export class PostgresParkedEvents implements ParkedEvents {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** @throws ServiceUnavailableError */
  async list(subscription: string): Promise<readonly ParkedEvent[]> {
    const { rows } = await reach(() =>
      this.#pool.query<ParkedRow>(
        `select event_id, stream, version, position, reason from engine.parked_events
         where subscription = $1 order by position`,
        [subscription],
      ),
    );
    return rows.map(({ event_id, position, ...row }) => ({ ...row, eventId: event_id, position: Number(position) }));
  }

  /** @throws ServiceUnavailableError */
  async park(subscription: string, { eventId, stream, version, position, reason }: ParkedEvent): Promise<void> {
    await reach(() =>
      this.#pool.query(
        `insert into engine.parked_events (subscription, event_id, stream, version, position, reason)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [subscription, eventId, stream, version, position, reason],
      ),
    );
  }

  /** @throws ServiceUnavailableError */
  async forget(subscription: string, eventId: string): Promise<void> {
    await reach(() =>
      this.#pool.query('delete from engine.parked_events where subscription = $1 and event_id = $2', [
        subscription,
        eventId,
      ]),
    );
  }
}
