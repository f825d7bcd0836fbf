/** The only source of randomness. Tests inject one that counts. */
export interface Ids {
  /**
   * A new event's id: a UUID, never the same twice. Two tries of one command make different ones, so that a store can tell
   * an append that was sent again (same ids) from a command that was decided again (known by its command id).
   */
  event(): string;
  /** At least 128 random bits, URL-safe: its holder is let in. */
  secret(): string;
}
