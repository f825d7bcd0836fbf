import type pg from 'pg';
import type { IdempotencyKeys, KeptAnswer } from '../../application/ports/idempotency-keys.ts';
import { Batcher } from './batcher.ts';
import { reach } from './reach.ts';

interface Key {
  readonly organizationId: string;
  readonly key: string;
}

interface KeptRow {
  readonly place: string;
  readonly request_hash: string;
  readonly status: number;
  readonly body: string;
}

const keptFor = '24 hours';

export interface IdempotencyKeysOptions {
  readonly pool: pg.Pool;
  /** Takes one line of text for people: of answers that could not be kept. */
  readonly log: (line: string) => void;
  /** How often answers that are too old are removed; every 10 minutes by default. */
  readonly purgeEveryMs?: number;
}

/**
 * Answers in `engine.idempotency_keys`. Look-ups at the same time share a statement, and so do answers to keep, which are
 * found from the moment that they are given. An answer that could not be written is lost, and only costs its
 * repetition the way through the command, which knows it by its id.
 */
export class PostgresIdempotencyKeys implements IdempotencyKeys {
  readonly #pool: pg.Pool;
  readonly #log: (line: string) => void;
  readonly #purgeEveryMs: number;
  #purgedAt = performance.now();
  /** Given but not written yet. */
  readonly #pending = new Map<string, KeptAnswer>();
  readonly #finds = new Batcher((keys: readonly Key[]) => this.#select(keys));
  readonly #keeps = new Batcher((answers: readonly (Key & KeptAnswer)[]) => this.#insert(answers));

  constructor({ pool, log, purgeEveryMs = 600_000 }: IdempotencyKeysOptions) {
    this.#pool = pool;
    this.#log = log;
    this.#purgeEveryMs = purgeEveryMs;
  }

  /** @throws ServiceUnavailableError */
  async find(organizationId: string, key: string): Promise<KeptAnswer | undefined> {
    return this.#pending.get(nameOf(organizationId, key)) ?? (await this.#finds.add({ organizationId, key }));
  }

  keep(organizationId: string, key: string, answer: KeptAnswer): void {
    const name = nameOf(organizationId, key);
    if (this.#pending.has(name)) return;
    this.#pending.set(name, answer);
    this.#keeps
      .add({ organizationId, key, ...answer })
      .catch((error: unknown) => {
        this.#log(`an answer to a keyed request was not kept: ${String(error)}`);
      })
      .finally(() => {
        this.#pending.delete(name);
      });
  }

  /** Writes what waits to be written. */
  async close(): Promise<void> {
    await this.#keeps.idle();
  }

  async #select(keys: readonly Key[]): Promise<readonly (KeptAnswer | undefined)[]> {
    const { rows } = await reach(() =>
      this.#pool.query<KeptRow>({
        name: 'engine.find_idempotency_keys',
        text: `select k.place, a.request_hash, a.status, a.body
               from unnest($1::text[], $2::text[]) with ordinality k (organization_id, key, place)
               join engine.idempotency_keys a using (organization_id, key)
               where a.kept_at > now() - interval '${keptFor}'`,
        values: [keys.map(({ organizationId }) => organizationId), keys.map(({ key }) => key)],
      }),
    );
    const found = new Map(rows.map((row) => [Number(row.place), row]));
    return keys.map((_, index) => {
      const row = found.get(index + 1);
      return row && { requestHash: row.request_hash, status: row.status, body: row.body };
    });
  }

  /** The first answer stays, unless it is too old to count. */
  async #insert(answers: readonly (Key & KeptAnswer)[]): Promise<readonly undefined[]> {
    await reach(() =>
      this.#pool.query({
        name: 'engine.keep_idempotency_keys',
        text: `insert into engine.idempotency_keys as a (organization_id, key, request_hash, status, body)
               select * from unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[])
               on conflict (organization_id, key) do update
               set request_hash = excluded.request_hash, status = excluded.status, body = excluded.body, kept_at = now()
               where a.kept_at <= now() - interval '${keptFor}'`,
        values: [
          answers.map(({ organizationId }) => organizationId),
          answers.map(({ key }) => key),
          answers.map(({ requestHash }) => requestHash),
          answers.map(({ status }) => status),
          answers.map(({ body }) => body),
        ],
      }),
    );
    await this.#purge();
    return answers.map(() => undefined);
  }

  async #purge(): Promise<void> {
    if (performance.now() - this.#purgedAt < this.#purgeEveryMs) return;
    this.#purgedAt = performance.now();
    await reach(() =>
      this.#pool.query(`delete from engine.idempotency_keys where kept_at <= now() - interval '${keptFor}'`),
    );
  }
}

const nameOf = (organizationId: string, key: string): string => JSON.stringify([organizationId, key]);
