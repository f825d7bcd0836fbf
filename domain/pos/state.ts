import type { Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { TaxMode } from '../shared/policy.ts';
import type { PriceQuote } from '../shared/pricing/price-quote.ts';
import type {
  PosConflictRecorded,
  PosReturn,
  PosLine,
  PosStatus,
  PosStockShort,
  PosTender,
  PosTransactionCompleted,
  PosVoidAnnounced,
  TillContext,
} from './events.ts';

/** What a till that was cut off said of a void before its sale has arrived. */
export type AnnouncedVoid = Pick<
  PosVoidAnnounced['data'],
  keyof TillContext | 'reason' | 'voidedBy' | 'approvedBy' | 'at'
>;

interface Announced {
  /** Kept until the sale is there, which it then voids. */
  readonly announcedVoid: AnnouncedVoid | null;
}

export type RecordedConflict = Pick<PosConflictRecorded['data'], 'conflictId' | 'conflict'>;

/** A payment that did not stay, and why: null is that the shopper wanted it so. */
export interface ReturnedPayment extends PosTender {
  readonly reason: string | null;
}

/** A sale as it was completed. */
export interface Sale {
  readonly quote: PriceQuote;
  readonly cashRounding: Minor;
  readonly digest: string | null;
  readonly origin: PosTransactionCompleted['data']['origin'];
  readonly completedAt: Instant;
}

export interface PosTransaction extends TillContext, Announced {
  readonly exists: true;
  readonly transactionId: string;
  readonly status: PosStatus;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly customerId: string | null;
  readonly lines: readonly PosLine[];
  /** Lines that there ever were: the last one's number. */
  readonly lastLine: number;
  /** Payments that are held. */
  readonly tenders: readonly PosTender[];
  readonly returnedPayments: readonly ReturnedPayment[];
  /** Payments that somebody else was to settle, and did. */
  readonly settledPayments: readonly string[];
  /** null until it is complete. */
  readonly sale: Sale | null;
  /** Of the sale, in their order. */
  readonly returns: readonly PosReturn[];
  /** By their ids, sorted: each is recorded once, in whatever order they come. */
  readonly conflicts: readonly RecordedConflict[];
  /** What the stock was short of for the sale; empty while nothing is known of it. */
  readonly shortage: PosStockShort['data']['lines'];
  readonly openedAt: Instant;
  /** Why it waits, while it is suspended. */
  readonly note: string | null;
  /** Who took it back, where and why; null: nobody did. */
  readonly voided: AnnouncedVoid | null;
}

/** Neither opened nor sold: there may be a void of it already. */
export interface UnopenedTransaction extends Announced {
  readonly exists: false;
}

export type PosState = UnopenedTransaction | PosTransaction;

export const noTransaction: PosState = { exists: false, announcedVoid: null };

/** Finds the line of this id; undefined if the transaction has none. */
export const findLine = (lines: readonly PosLine[], lineId: string): PosLine | undefined =>
  lines.find((line) => line.lineId === lineId);

/** Takes the till alone out of what names one. */
export const tillOf = ({ tillId, shiftId, localId, cashierId }: TillContext): TillContext => ({
  tillId,
  shiftId,
  localId,
  cashierId,
});

/** Whether money is held: what the goods cost, and whose drawer it is in, then stays as it is. */
export const isPaidInto = ({ tenders }: Pick<PosTransaction, 'tenders'>): boolean => tenders.length > 0;
