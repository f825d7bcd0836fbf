import type { Rejected } from './outbox.ts';
import type { TillConflict } from './records.ts';

/** Notifies of what goes on at a till. Each conflict and each rejection is reported once, by whichever tab meets it. */
export interface TillListeners {
  readonly onConflict?: (conflict: TillConflict) => void;
  readonly onRejected?: (rejected: Rejected) => void;
  /** Counts the records that wait to be sent. */
  readonly onProgress?: (progress: { readonly acknowledged: number; readonly pending: number }) => void;
  /** Whether the engine answered, when last it was asked; called when that changes. */
  readonly onConnection?: (connection: 'online' | 'offline') => void;
}
