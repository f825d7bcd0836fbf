import type pg from 'pg';
import type { Checkpoints } from '../../application/ports/checkpoints.ts';
import type { Position } from '../../domain/shared/message.ts';
import { reach } from './reach.ts';

/** Checkpoints in `engine.checkpoints`. A late save never moves one back. */
export class PostgresCheckpoints implements Checkpoints {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** @throws ServiceUnavailableError */
  async load(name: string): Promise<Position> {
    const { rows } = await reach(() =>
      this.#pool.query<{ position: string }>('select position from engine.checkpoints where name = $1', [name]),
    );
    return Number(rows[0]?.position ?? 0);
  }

  /** @throws ServiceUnavailableError */
  async save(name: string, position: Position): Promise<void> {
    await reach(() =>
      this.#pool.query({
        name: 'engine.save_checkpoint',
        text: `insert into engine.checkpoints as c (name, position) values ($1, $2)
               on conflict (name) do update set position = excluded.position, saved_at = now()
               where c.position < excluded.position`,
        values: [name, position],
      }),
    );
  }
}
