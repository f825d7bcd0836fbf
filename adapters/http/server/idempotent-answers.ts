import { z } from 'zod';
import type { IdempotencyKeys, KeptAnswer } from '../../../application/ports/idempotency-keys.ts';
import { problem } from './problem.ts';
import { etagOf, replayed, type SentAnswer } from './sent-answer.ts';
import { firstServerError } from './status-codes.ts';

interface Flight {
  readonly requestHash: string;
  readonly answer: Promise<SentAnswer>;
}

const versioned = z.object({ data: z.object({ version: z.int() }) });

const restore = ({ status, body }: KeptAnswer): SentAnswer => {
  const parsed = versioned.safeParse(JSON.parse(body));
  return replayed({ status, body, headers: parsed.success ? { ETag: etagOf(parsed.data.data.version) } : {} });
};

/**
 * Gives the first answer again for a key that comes twice. Requests that come at once share one execution; answers of
 * the engine's own failures are not kept, so that the same key may try again.
 */
export class IdempotentAnswers {
  readonly #kept: IdempotencyKeys;
  readonly #flights = new Map<string, Flight>();

  constructor(kept: IdempotencyKeys) {
    this.#kept = kept;
  }

  /** @throws Problem `idempotency_key_reused` if the key was used for another request; whatever `execute` throws */
  async once(
    organizationId: string,
    key: string,
    requestHash: string,
    execute: () => Promise<SentAnswer>,
  ): Promise<SentAnswer> {
    const name = `${organizationId}\n${key}`;
    const flight = this.#flights.get(name);
    if (flight !== undefined) {
      checkSame(flight.requestHash, requestHash);
      return replayed(await flight.answer);
    }
    const answer = this.#answer(organizationId, key, requestHash, execute);
    this.#flights.set(name, { requestHash, answer });
    try {
      return await answer;
    } finally {
      this.#flights.delete(name);
    }
  }

  async #answer(
    organizationId: string,
    key: string,
    requestHash: string,
    execute: () => Promise<SentAnswer>,
  ): Promise<SentAnswer> {
    const kept = await this.#kept.find(organizationId, key);
    if (kept !== undefined) {
      checkSame(kept.requestHash, requestHash);
      return restore(kept);
    }
    const { status, body, headers } = await execute();
    if (status < firstServerError) this.#kept.keep(organizationId, key, { requestHash, status, body });
    return { status, body, headers };
  }
}

const checkSame = (first: string, now: string): void => {
  if (first === now) return;
  throw problem(
    'idempotency_key_reused',
    'this Idempotency-Key was used for another request: send this one with a new key, or the first one unchanged',
  );
};
