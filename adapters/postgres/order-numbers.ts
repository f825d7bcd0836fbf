import type pg from 'pg';
import type { OrderNumbers } from '../../application/ports/order-numbers.ts';
import { Batcher } from './batcher.ts';
import { reach } from './reach.ts';

const sequenceDigits = 6;

/** Counters in `engine.order_numbers`. Callers at the same time share a statement, each with a number of its own. */
export class PostgresOrderNumbers implements OrderNumbers {
  readonly #pool: pg.Pool;
  readonly #counters = new Map<string, Batcher<undefined, string>>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** @throws ServiceUnavailableError */
  next(organizationId: string, year: number): Promise<string> {
    const name = `${year} ${organizationId}`;
    const counter =
      this.#counters.get(name) ??
      new Batcher<undefined, string>(async (callers) => this.#take(organizationId, year, callers.length));
    this.#counters.set(name, counter);
    return counter.add(undefined);
  }

  async #take(organizationId: string, year: number, count: number): Promise<readonly string[]> {
    const { rows } = await reach(() =>
      this.#pool.query<{ last: string }>({
        name: 'engine.order_numbers',
        text: `insert into engine.order_numbers as n (organization_id, year, last) values ($1, $2, $3)
               on conflict (organization_id, year) do update set last = n.last + excluded.last
               returning last`,
        values: [organizationId, year, count],
      }),
    );
    const first = Number(rows[0]?.last) - count + 1;
    return Array.from({ length: count }, (_, index) => {
      const sequence = String(first + index).padStart(sequenceDigits, '0');
      return `ORD-${year}-${sequence}`;
    });
  }
}
