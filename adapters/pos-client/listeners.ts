import type { Rejected } from './outbox.ts';
import type { TillConflict } from './records.ts';

/** Whom a till tells of what goes on. Each conflict and each rejection is told once, whichever tab hears of it. */
export interface TillListeners {
  readonly onConflict?: (conflict: TillConflict) => void;
  readonly onRejected?: (rejected: Rejected) => void;
  /** Records that are still to be told. */
  readonly onProgress?: (progress: { readonly acknowledged: number; readonly pending: number }) => void;
  /** Whether the engine answered, when last it was asked; told when that changes. */
  readonly onConnection?: (connection: 'online' | 'offline') => void;
}
