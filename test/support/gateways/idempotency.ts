import type { Exchange, Reply } from './protocol-server.ts';
import { Refusal } from './protocol-server.ts';

interface Kept {
  readonly fingerprint: string;
  readonly reply: Reply;
}

/** The memory of idempotency keys of one gateway. */
export class IdempotencyMemory {
  readonly #kept = new Map<string, Kept>();
  readonly #reused: Reply;
  readonly #keeps: (status: number) => boolean;

  /**
   * @param reused what a key with another request than its first is answered
   * @param keeps which answers are kept, and given again
   */
  constructor(reused: Reply, keeps: (status: number) => boolean) {
    this.#reused = reused;
    this.#keeps = keeps;
  }

  once(key: string, { method, path, body }: Exchange, act: () => Reply): Reply {
    const fingerprint = `${method} ${path} ${body}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept.fingerprint === fingerprint ? kept.reply : this.#reused;
    const reply = this.#attempt(act);
    if (this.#keeps(reply.status)) this.#kept.set(key, { fingerprint, reply: structuredClone(reply) });
    return reply;
  }

  #attempt(act: () => Reply): Reply {
    try {
      return act();
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      throw error;
    }
  }
}
