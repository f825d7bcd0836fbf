import type { JournalAccount, JournalEntry } from './view.ts';

/** Describes an entry but for the event that it books. */
export type Posting = Omit<JournalEntry, 'entryId'>;

/** Says what the entries of a stream need of its earlier events. */
export interface JournalMemo {
  /** null: nothing is posted of the order, its sale is in other books. Nor has a stream of documents one. */
  readonly order: Pick<Posting, 'orderId' | 'orderNumber' | 'currency'> | null;
  /** Holds where each payment's money is, by its id. */
  readonly payments: Readonly<Record<string, JournalAccount>>;
  /** Holds those of refunds under way. */
  readonly refunds: Readonly<Record<string, Omit<Posting, 'at'>>>;
  /** Holds those of documents that have no number yet. */
  readonly documents: Readonly<Record<string, Posting>>;
}

export const nothingYet: JournalMemo = { order: null, payments: {}, refunds: {}, documents: {} };

/** Says what an event makes of the memo, and what is posted for it. */
export interface JournalStep {
  readonly memo: JournalMemo;
  readonly posting?: Posting | undefined;
}

/** Takes out what will not be needed again. */
export const without = <Value>(values: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(values).filter(([each]) => each !== key));
