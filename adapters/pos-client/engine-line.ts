import type { RecordResult, TillRecord } from './records.ts';
import type { Product } from './tally.ts';

/** The way to the engine: over HTTP, or whatever a test puts in its place. */
export interface EngineLine {
  /** @throws LineError */
  sync(tillId: string, records: readonly TillRecord[]): Promise<readonly RecordResult[]>;
  /** Up to 100 products whose names have these words. @throws LineError */
  products(words: string): Promise<readonly Product[]>;
}

/**
 * `away`: no answer, or not now: try again. `failed`: this request does not get through, a part of it may. `refused`: it is no use
 * to try again as it is, as with a token that has run out.
 */
export type LineTrouble = 'away' | 'failed' | 'refused';

export class LineError extends Error {
  override readonly name = 'LineError';
  readonly trouble: LineTrouble;
  /** What the engine asks to wait. */
  readonly retryAfterMs: number | undefined;
  constructor(trouble: LineTrouble, message: string, options: ErrorOptions & { readonly retryAfterMs?: number } = {}) {
    super(message, options);
    this.trouble = trouble;
    this.retryAfterMs = options.retryAfterMs;
  }
}
