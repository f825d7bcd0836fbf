/** The first answer to a keyed request. */
export interface KeptAnswer {
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
}

/**
 * Remembers the answers to keyed requests for 24 hours, per organisation. What makes a repetition have one effect is the
 * command id in the events (see handle-command); this only gives back the same answer, and finds a key used for another body.
 */
export interface IdempotencyKeys {
  find(organizationId: string, key: string): Promise<KeptAnswer | undefined>;
  /** Keeps the answer unless the key has one already. May return before it is durable. */
  keep(organizationId: string, key: string, answer: KeptAnswer): void;
}
